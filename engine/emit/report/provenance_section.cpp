// SPDX-License-Identifier: Apache-2.0
#include "emit/report/data_table.hpp"
#include "emit/report/sections.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

SpokenCell withheld(const Voice& voice) {
    return {voice.say("reservado", "withheld"), true};
}

void write_sources(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    DataTable table(html, voice.say("Archivos leídos", "Files read"), {{voice.say("Archivo", "File")}, {"bytes", true}, {"SHA-256"}}, "files");
    for (const InputFile& input : edition.published.inputs) {
        if (input.withheld) {
            table.row({input.shown, withheld(voice), withheld(voice)});
        } else if (input.database) {
            table.row({input.shown, SpokenCell(voice.say("base de datos", "database")), SpokenCell(std::string())});
        } else {
            table.row({input.shown, voice.number(static_cast<double>(input.bytes)), input.sha256});
        }
    }
}

void write_books(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    DataTable table(html, voice.say("Qué fue de cada fila", "What became of every row"),
                    {{voice.say("Capa", "Layer")},
                     {voice.say("Archivo", "File")},
                     {voice.say("Leídas", "Read"), true},
                     {voice.say("Ubicadas", "Located"), true},
                     {voice.say("Por código", "By code"), true},
                     {voice.say("Ajustadas", "Snapped"), true},
                     {voice.say("Fuera", "Outside"), true},
                     {voice.say("Rechazadas", "Rejected"), true},
                     {voice.say("Duplicadas", "Duplicates"), true},
                     {voice.say("Filtradas", "Filtered"), true}},
                    "files");
    for (const Ledger& book : edition.published.ledgers) {
        std::vector<SpokenCell> cells{book.layer, book.source};
        for (const std::int64_t rows : {book.read, book.located, book.by_key, book.snapped, book.outside, book.rejected, book.duplicates, book.filtered}) {
            cells.push_back(book.withheld ? withheld(voice) : SpokenCell(voice.count(rows)));
        }
        table.row(cells);
    }
}

/// What the layers noted is in the study's own language: it names cells and columns as they were read.
void write_in_own_language(Html& html, const Edition& edition, const std::string& title, const std::vector<std::string>& lines) {
    if (lines.empty()) return;
    html.element("h3", title);
    const Element list(html, "ul", {{"lang", tr(edition.published.study.language, "es", "en")}, {"class", "small"}});
    for (const std::string& line : lines) html.element("li", line);
}

std::vector<std::string> layer_notes(const Published& published) {
    std::vector<std::string> lines;
    for (const Ledger& book : published.ledgers) {
        if (book.withheld) continue;
        for (const std::string& note : book.notes) {
            std::string line = book.layer + ": " + note;
            if (std::find(lines.begin(), lines.end(), line) == lines.end()) lines.push_back(std::move(line));
        }
    }
    return lines;
}

std::vector<std::string> guesses(const Published& published) {
    std::vector<std::string> lines;
    for (const layer::Guess& guess : published.guesses) {
        lines.push_back(guess.source + ": " + guess.role + " = " + guess.value + (guess.evidence.empty() ? "" : " (" + guess.evidence + ")"));
    }
    return lines;
}

}  // namespace

void write_provenance(Html& html, const Edition& edition) {
    const Voice& voice = edition.voice;
    const Element section(html, "section", {{"aria-labelledby", voice.id("sources")}});
    heading(html, edition, "sources", voice.say("Fuentes y libro de filas", "Sources and ledger"));
    write_sources(html, edition);
    const auto& inputs = edition.published.inputs;
    if (std::any_of(inputs.begin(), inputs.end(), [](const InputFile& input) { return input.withheld; })) {
        html.element("p", voice.say("«Reservado»: el tamaño, la suma o el número de filas dejaría comprobar una adivinanza sobre lo que el perfil suprime.",
                                    "“Withheld”: size, digest or number of rows would let a reader test a guess at what the profile suppresses."),
                     {{"class", "quiet"}});
    }
    write_books(html, edition);
    html.element("p", voice.say("Cada fila rechazada, fuera o duplicada, y cada total o nota, está en rejects/ con su línea y su razón; las que el estudio filtra (where, otro período, ninguna familia) solo se cuentan. Los parámetros, en manifest.json.",
                                "Every row that was rejected, outside or duplicate, and every total or note, is in rejects/ with its line and reason; those that the study filters (where, another period, no family) are only counted. The parameters are in manifest.json."),
                 {{"class", "quiet"}});
    write_in_own_language(html, edition, voice.say("Notas de las capas", "Notes on the layers"), layer_notes(edition.published));
    write_in_own_language(html, edition, voice.say("Lo que se dedujo de los archivos", "What was guessed from the files"), guesses(edition.published));
}

}  // namespace presencia::emit
