// SPDX-License-Identifier: Apache-2.0
#include "study/study.hpp"

#include "core/text.hpp"
#include "study/layers.hpp"
#include "study/parse_study.hpp"
#include "study/settings.hpp"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <system_error>

namespace presencia::study {

namespace {

namespace fs = std::filesystem;

/// A study file is written by hand; anything larger is some other file.
constexpr std::uintmax_t largest_file = 1u << 20;

/// A file that cannot be read at all; details and hints in `language`.
struct Reader {
    std::string shown;
    Language language;

    [[noreturn]] void fail(ErrorCode code, std::int64_t line, const Text& detail, const Text& hint) const {
        throw Error(code, {shown, line}, detail.in(language), hint.in(language));
    }
};

std::string read_text(const fs::path& file, const Reader& reader) {
    std::error_code failed;
    const fs::file_status status = fs::status(file, failed);
    if (status.type() == fs::file_type::not_found) {
        reader.fail(ErrorCode::file_missing, 0, {},
                    {"nombre el archivo de estudio, como study.toml", "name the study file, such as study.toml"});
    }
    if (!fs::is_regular_file(status)) {
        reader.fail(ErrorCode::file_not_regular, 0, {},
                    {"nombre el archivo de estudio, como study.toml", "name the study file, such as study.toml"});
    }
    if (fs::file_size(file, failed) > largest_file && !failed) {
        reader.fail(ErrorCode::file_limit, 0, {"más de 1 MiB", "more than 1 MiB"},
                    {"esto no es un archivo de estudio", "this is not a study file"});
    }
    std::ifstream in(file, std::ios::binary);
    if (!in) {
        reader.fail(ErrorCode::file_unreadable, 0, {}, {});
    }
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Bytes that are UTF-8, or an Error that names the line of the first that are not.
void require_utf8(const std::string& bytes, const Reader& reader) {
    const Text hint("guarde el estudio como UTF-8", "save the study file as UTF-8");
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF")) {
        reader.fail(ErrorCode::file_encoding, 0, "UTF-16", hint);
    }
    std::int64_t line = 0;
    for (const std::string_view text : text::split(bytes, '\n')) {
        ++line;
        if (!text::valid_utf8(text)) {
            reader.fail(ErrorCode::file_encoding, line, {"no es UTF-8", "not UTF-8"}, hint);
        }
    }
}

toml::table parse(const std::string& bytes, const Reader& reader) {
    try {
        return toml::parse(bytes);
    } catch (const toml::parse_error& error) {
        const std::string detail(error.description());
        const Text hint = detail.find("escape") != detail.npos
                              ? Text("escriba las rutas con / o entre comillas simples",
                                     "write paths with / or between single quotes")
                              : Text("los textos van entre comillas, las fechas no: from = 2013-01-01",
                                     "text goes between quotes, dates do not: from = 2013-01-01");
        reader.fail(ErrorCode::study_syntax, static_cast<std::int64_t>(error.source().begin.line),
                    text::clip(detail, 200), hint);
    }
}

/// The language that the file asks for, found without parsing it: a file that is not TOML should be answered in its own
/// language too.
Language language_of(const std::string& bytes) {
    for (const std::string_view line : text::split(bytes, '\n')) {
        const std::string_view text = text::trim(line);
        if (text.starts_with("language") && text.find("\"en\"") != text.npos) {
            return Language::en;
        }
    }
    return Language::es;
}

/// Names tell layers apart in results and name files: no two alike, whatever the case.
void check_layer_names(const Study& study, const std::vector<Section>& incidents, const std::vector<Section>& sites) {
    std::vector<std::pair<std::string, const Section*>> taken;
    const auto take = [&](const std::string& name, const Section& section) {
        if (name.empty()) {
            return;
        }
        const std::string key = text::fold(name);
        const auto same =
            std::find_if(taken.begin(), taken.end(), [&](const auto& other) { return other.first == key; });
        if (same != taken.end()) {
            section.reject("name", ErrorCode::study_contradiction,
                           {"\"" + text::clip(name, 60) + "\" es también " + same->second->path(),
                            "\"" + text::clip(name, 60) + "\" is also " + same->second->path()},
                           {"dé a cada capa su propio nombre: name = \"...\"",
                            "give each layer a name of its own: name = \"...\""});
        }
        taken.emplace_back(key, &section);
    };
    for (std::size_t i = 0; i < incidents.size(); ++i) take(study.incidents[i].name, incidents[i]);
    for (std::size_t i = 0; i < sites.size(); ++i) take(study.sites[i].name, sites[i]);
}

void check_levels(const Study& study, const std::vector<Section>& municipalities, const std::vector<Section>& incidents) {
    for (std::size_t i = 1; i < municipalities.size(); ++i) {
        if (study.municipalities[i].level != study.municipalities[0].level) {
            const std::string here(to_string(study.municipalities[i].level));
            const std::string before(to_string(study.municipalities[0].level));
            municipalities[i].reject(
                "level", ErrorCode::study_contradiction, {here + " junto a " + before, here + " beside " + before},
                {"las unidades de un estudio son de un solo nivel", "the units of one study are of one level"});
        }
    }
    for (std::size_t i = 0; i < incidents.size(); ++i) {
        if (study.incidents[i].level == Level::department && !municipalities.empty() && study.municipalities[0].level == Level::department) {
            incidents[i].reject("level", ErrorCode::study_contradiction, {"las unidades del estudio ya son departamentos", "the study's units are departments already"},
                                {"quite level: cada fila nombra su unidad con municipality", "leave level out: each row names its unit with municipality"});
        }
    }
}

template <class Layer>
std::vector<Section> read_layers(Section& root, std::string_view key, std::vector<Layer>& out, const InputFolder& folder,
                                 Layer (*read)(Section&, const InputFolder&)) {
    std::vector<Section> sections = root.tables(key);
    for (Section& section : sections) {
        out.push_back(read(section, folder));
    }
    return sections;
}

void read_optional(Section& root, std::string_view key, Study& study, void (*read)(Section&, Study&)) {
    if (std::optional<Section> section = root.table(key)) {
        read(*section, study);
    }
}

/// `last_line` is where a table that is missing would be added.
Study read_root(Section& root, const fs::path& file, const Permissions& allowed, int last_line) {
    Study study;
    study.file = file;
    const InputFolder folder{file.has_parent_path() ? file.parent_path() : fs::path("."), allowed};
    const auto missing = [&](std::string_view key, const Text& detail, const Text& hint) {
        root.problems().add(ErrorCode::study_missing_key, last_line, std::string(key), detail, hint);
    };
    read_optional(root, "study", study, read_identity);
    const std::vector<Section> municipalities =
        read_layers(root, "municipalities", study.municipalities, folder, read_municipality_source);
    const std::vector<Section> incidents =
        read_layers(root, "incidents", study.incidents, folder, read_incident_source);
    const std::vector<Section> sites = read_layers(root, "sites", study.sites, folder, read_site_source);
    read_layers(root, "population", study.population, folder, read_population_source);
    if (std::optional<Section> rule = root.table("at_risk")) {
        read_at_risk(*rule, study, folder);
    }
    read_optional(root, "reach", study, read_reach);
    read_optional(root, "disclosure", study, read_disclosure);
    read_optional(root, "output", study, read_output);
    if (!root.has("study"))
        missing("study", "[study]", {"[study] con name, from y to", "[study] with name, from and to"});
    if (!root.has("municipalities") || (root.find("municipalities")->is_array() && municipalities.empty())) {
        missing("municipalities", "[[municipalities]]",
                {"[[municipalities]] con source = \"...\", un archivo de límites",
                 "[[municipalities]] with source = \"...\", a file of boundaries"});
    }
    if (!root.has("at_risk")) missing("at_risk", "[at_risk]", at_risk_example());
    check_layer_names(study, incidents, sites);
    check_levels(study, municipalities, incidents);
    root.finish();
    return study;
}

/// Throws only where nothing can be read at all: not UTF-8, not TOML.
Inspection read(const std::string& bytes, const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    const Reader reader{file.string(), messages.value_or(language_of(bytes))};
    require_utf8(bytes, reader);
    const toml::table table = parse(bytes, reader);
    Problems problems(reader.shown, reader.language);
    Section root(table, "", problems);
    const auto newlines = std::count(bytes.begin(), bytes.end(), '\n');
    const int last_line = static_cast<int>(newlines) + (bytes.empty() || bytes.back() != '\n' ? 1 : 0);
    Study study = read_root(root, file, allowed, last_line);
    return {std::move(study), problems.take()};
}

/// The same, and where there is no file.
Inspection read(const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    return read(read_text(file, {file.string(), messages.value_or(Language::es)}), file, messages, allowed);
}

Study without_problems(Inspection reading) {
    if (!reading.problems.empty()) {
        throw reading.problems.front();
    }
    return std::move(reading.study);
}

}  // namespace

Study read_study(const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    return without_problems(read(file, messages, allowed));
}

Study parse_study(const std::string& text, const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    return without_problems(read(text, file, messages, allowed));
}

Inspection inspect_study(const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    return read(file, messages, allowed);
}

Inspection inspect_text(const std::string& text, const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    return read(text, file, messages, allowed);
}

std::optional<Language> asked_language(const fs::path& file) {
    try {
        return language_of(read_text(file, {file.string(), Language::es}));
    } catch (const Error&) {
        return std::nullopt;
    }
}

std::vector<Error> check_study(const fs::path& file, std::optional<Language> messages, const Permissions& allowed) {
    try {
        return read(file, messages, allowed).problems;
    } catch (const Error& error) {
        return {error};
    }
}

}  // namespace presencia::study
