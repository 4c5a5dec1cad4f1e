// SPDX-License-Identifier: Apache-2.0
#include "study/database_source.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

constexpr std::string_view prefix = "postgis:";
constexpr std::size_t longest_name = 63;  // bytes of a PostgreSQL identifier

Text example() {
    return {"source = \"postgis:service=policia\"; servidor, usuario y contraseña van en el archivo de servicios o en el "
            "entorno (PGHOST, PGUSER, PGPASSWORD)",
            "source = \"postgis:service=police\"; host, user and password go into the service file or the environment "
            "(PGHOST, PGUSER, PGPASSWORD)"};
}

bool plain_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || text::is_digit(c) || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}

/// A name that needs no quotes in a connection string.
bool connection_name(std::string_view name) {
    return !name.empty() && name.size() <= longest_name && std::all_of(name.begin(), name.end(), [](char c) {
        return plain_letter(c) || c == '-' || c == '.';
    });
}

/// "police" or "public.police".
bool table_name(std::string_view name) {
    const std::vector<std::string_view> parts = text::split(name, '.');
    return parts.size() <= 2 && text::valid_utf8(name) && std::all_of(parts.begin(), parts.end(), [](std::string_view part) {
        return !part.empty() && part.size() <= longest_name && !(part[0] >= '0' && part[0] <= '9') &&
               std::all_of(part.begin(), part.end(), plain_letter);
    });
}

/// One statement that reads: what else it would do, the read-only transaction refuses.
bool one_select(std::string_view query) {
    std::string start(query.substr(0, query.find_first_of(" \t\r\n(")));
    std::transform(start.begin(), start.end(), start.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return (start == "select" || start == "with") && query.find(';') == query.npos;
}

void read_connection(const Section& section, std::string_view words, Database& out) {
    const auto refuse = [&](const Text& why) { section.reject("source", ErrorCode::study_bad_value, why, example()); };
    for (const std::string_view word : text::split(words, ' ')) {
        if (word.empty()) continue;
        const std::string_view key = word.substr(0, word.find('='));
        const std::string_view value = key.size() < word.size() ? word.substr(key.size() + 1) : std::string_view{};
        if (key != "service" && key != "dbname") {
            // Never the value: it may be a password.
            const std::string shown = "`" + text::clip(key, 40) + "`";
            refuse({shown + " no va en el estudio", shown + " does not belong in the study"});
            return;
        }
        if (!connection_name(value)) {
            refuse({std::string(key) + ": letras, cifras, `_`, `-` y `.`", std::string(key) + ": letters, digits, `_`, `-` and `.`"});
            return;
        }
        (key == "service" ? out.service : out.name) = value;
    }
    if (out.service.empty() && out.name.empty()) {
        refuse({"falta `service` o `dbname`", "`service` or `dbname` is missing"});
    }
}

std::string shown_name(const Database& database) {
    std::string shown(prefix);
    if (!database.service.empty()) shown += "service=" + database.service;
    if (!database.name.empty()) shown += (database.service.empty() ? "dbname=" : " dbname=") + database.name;
    return shown + " " + (database.table.empty() ? "(query)" : database.table);
}

}  // namespace

bool names_database(std::string_view source) {
    std::string start(source.substr(0, source.find(':') + 1));
    std::transform(start.begin(), start.end(), start.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return start == prefix || start == "postgres:" || start == "postgresql:" || start == "pg:";
}

void read_database(Section& section, Source& source, const Permissions& allowed) {
    Database database;
    const std::string written = std::move(source.shown);
    source.shown = prefix;
    if (!std::string_view(written).starts_with(prefix)) {
        section.reject("source", ErrorCode::study_bad_value, {"no es así como se nombra una base de datos", "not how a database is named"}, example());
        return;
    }
    read_connection(section, std::string_view(written).substr(prefix.size()), database);
    database.table = section.text("table").value_or("");
    database.query = std::string(text::trim(section.text("query").value_or("")));
    source.shown = shown_name(database);
    if (database.table.empty() == database.query.empty()) {
        section.reject("source", database.table.empty() ? ErrorCode::study_missing_key : ErrorCode::study_contradiction,
                       {"table o query", "table or query"},
                       {"escriba table = \"esquema.tabla\", o query = \"SELECT ...\"",
                        "write table = \"schema.table\", or query = \"SELECT ...\""});
    } else if (!database.table.empty() && !table_name(database.table)) {
        section.reject("table", ErrorCode::study_bad_value, "\"" + text::clip(database.table, 60) + "\"",
                       {"letras, cifras y `_`, como \"esquema.tabla\"; si se llama de otro modo, use query",
                        "letters, digits and `_`, as in \"schema.table\"; where it is called otherwise, use query"});
    } else if (!database.query.empty() && !one_select(database.query)) {
        section.reject("query", ErrorCode::study_bad_value, {"no es una sola consulta SELECT", "not a single SELECT"},
                       {"un SELECT o WITH, sin `;`: solo se lee", "one SELECT or WITH, without `;`: databases are only read"});
    }
    if (section.has("layer")) {
        section.reject("layer", ErrorCode::study_contradiction, {"`layer` es de archivos", "`layer` is for files"},
                       {"escriba table = \"...\"", "write table = \"...\""});
    }
    if (!allowed.database) {
        section.reject("source", ErrorCode::database_not_allowed, source.shown,
                       {"si confía en el estudio: --allow-database", "where you trust the study: --allow-database"});
    }
    source.database = std::move(database);
}

void refuse_database_keys(Section& section) {
    for (const std::string_view key : {"table", "query"}) {
        if (section.has(key)) {
            section.reject(key, ErrorCode::study_contradiction, {"`" + std::string(key) + "` con un archivo", "`" + std::string(key) + "` with a file"},
                           {"es de bases de datos: source = \"postgis:service=...\"; de un archivo, `layer`",
                            "is for databases: source = \"postgis:service=...\"; of a file, `layer`"});
        }
    }
}

}  // namespace presencia::study
