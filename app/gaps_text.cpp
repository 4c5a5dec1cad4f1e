// SPDX-License-Identifier: Apache-2.0
#include "app/gaps_text.hpp"

#include "app/report_text.hpp"
#include "app/text_table.hpp"
#include "emit/find_municipality.hpp"
#include "emit/words.hpp"

#include <nlohmann/json.hpp>

#include <set>

namespace presencia::app {

namespace {

using emit::Cell;
using emit::Table;

std::string fact(const emit::Store& store, const char* name) {
    return store.study().value(name, std::string());
}

/// How the reach of a row was measured, when not by people.
std::string_view basis_mark(const Table& rows, std::size_t r) {
    const std::string basis = rows.at(r, "reach_basis").text();
    return basis == "area" ? "*" : basis == "declared" ? "†" : "";
}

std::string reach_shown(const Table& rows, std::size_t r, Language language) {
    const Cell& reach = rows.at(r, "reach");
    return (reach.is_number() ? emit::spoken_share(reach.number(), language) : emit::spoken_cell(reach, 0, language)) + std::string(basis_mark(rows, r));
}

std::string score_shown(const Table& rows, std::size_t r, Language language) {
    const Cell &low = rows.at(r, "gap_score_low"), &high = rows.at(r, "gap_score_high");
    const std::string first = emit::spoken_cell(low, 0, language), last = emit::spoken_cell(high, 0, language);
    return low.is_number() && high.is_number() && first != last ? first + "–" + last : first;
}

std::string footnotes(const Table& rows, const Console& console) {
    std::set<std::string_view> marks;
    for (std::size_t r = 0; r < rows.rows.size(); ++r) marks.insert(basis_mark(rows, r));
    std::string out;
    if (marks.contains("*")) out += console.tr("  * alcance por superficie: dónde vive la gente no se conoce bien ahí\n", "  * reach by area: where people live is not well known there\n");
    if (marks.contains("†")) out += console.tr("  † alcance declarado para el municipio entero\n", "  † reach declared for the whole municipality\n");
    return out;
}

std::string totals_text(const emit::GapAnswer& answer, const Console& console) {
    const auto number = [&](double value, int decimals) { return emit::spoken_number(value, decimals, console.language()); };
    TextTable table({{console.tr("familia", "family"), false, 18, 0},
                     {console.tr("municipios", "municipalities"), true, 0, 0},
                     {console.tr("personas\nfuera de alcance", "people\nout of reach"), true, 0, 0},
                     {console.tr("de las\nque se saben", "of those\nknown"), true, 0, 0},
                     {"%", true, 0, 0},
                     {console.tr("hechos esperados\nfuera de alcance", "expected incidents\nout of reach"), true, 0, 0},
                     {console.tr("de los\nesperados", "of those\nexpected"), true, 0, 0},
                     {console.tr("sin\nvalor", "no\nvalue"), true, 0, 1}});
    for (const emit::FamilyTotals& f : answer.families) {
        table.add({emit::family_word(f.family, console.language()), number(static_cast<double>(f.matched), 0), number(f.unreached_people, 0), number(f.people, 0),
                   f.people > 0.0 ? emit::spoken_share(f.unreached_people / f.people, console.language()) : "—", number(f.unreached_need, 1), number(f.expected_incidents, 1),
                   number(static_cast<double>(f.without_need), 0)});
    }
    return table.empty() ? "" : console.bold(console.tr("Totales de lo pedido", "Totals of what was asked")) + "\n" + table.text(console.width());
}

std::string heading(std::string_view title, std::size_t shown, std::size_t matched, const Console& console) {
    std::string out = console.bold(title);
    out += ": " + emit::spoken_number(static_cast<double>(matched), 0, console.language());
    if (shown < matched) out += console.tr(" (se muestran ", " (showing ") + std::to_string(shown) + ")";
    return out + "\n";
}

std::string title_of(const emit::GapQuery& query, const Console& console) {
    if (query.gap_class.empty()) return console.tr("Brechas (municipio y familia)", "Gaps (municipality and family)");
    return console.tr("Municipio y familia, clase ", "Municipality and family, class ") + std::string(emit::word(query.gap_class, console.language()));
}

std::string risk_unknown_text(std::size_t municipalities, const Console& console) {
    const std::string how = console.tr(", fuera de la lista (--gap-class risk_unknown o suppressed).", ", not on the list (--gap-class risk_unknown or suppressed).");
    if (municipalities == 1) return console.tr("1 municipio de lo pedido tiene el riesgo sin saber o suprimido", "1 municipality of what was asked has an unknown or suppressed risk") + how;
    return emit::spoken_number(static_cast<double>(municipalities), 0, console.language()) +
           console.tr(" municipios de lo pedido tienen el riesgo sin saber o suprimido", " municipalities of what was asked have an unknown or suppressed risk") + how;
}

}  // namespace

std::string study_header(const emit::Store& store, const Console& console) {
    const std::string title = fact(store, "title");
    std::string out = console.bold(title.empty() ? fact(store, "name") : title) + "\n";
    out += wrap("  ", console.tr("período ", "period ") + fact(store, "from") + " – " + fact(store, "to") + " · " + console.tr("presencia al ", "presence on ") + fact(store, "as_of") + " · " +
                          console.tr("perfil ", "profile ") + std::string(emit::word(fact(store, "profile"), console.language())),
                console.width());
    out += wrap("  ", fact(store, "rule"), console.width());
    for (const std::string& assumption : store.study().value("assumptions", std::vector<std::string>{})) out += wrap("  - ", assumption, console.width());
    if (store.study().value("too_many_rejects", false)) {
        out += "  " + console.bold(console.tr("ATENCIÓN: se rechazaron más filas de las permitidas (rejects/)", "WARNING: more rows were rejected than allowed (rejects/)")) + "\n";
    }
    return out;
}

std::string gap_rows(const Table& rows, const Console& console) {
    const Language language = console.language();
    TextTable table({{"#", true, 0, 0},
                     {console.tr("municipio", "municipality"), false, 12, 0},
                     {console.tr("departamento", "department"), false, 10, 3},
                     {console.tr("código", "code"), false, 0, 0},
                     {console.tr("familia", "family"), false, 14, 0},
                     {console.tr("clase", "class"), false, 0, 0},
                     {console.tr("alcance", "reach"), true, 0, 0},
                     {console.tr("personas\nfuera", "people\nout"), true, 0, 0},
                     {console.tr("necesidad\nfuera", "need\nout"), true, 0, 0},
                     {console.tr("índice", "score"), true, 0, 1},
                     {console.tr("confianza", "confidence"), false, 0, 2}});
    for (std::size_t r = 0; r < rows.rows.size(); ++r) {
        table.add({std::to_string(r + 1), rows.at(r, "name").text(), rows.at(r, "department").text(), emit::municipality_key(rows, r),
                   emit::family_word(rows.at(r, "family").text(), language), std::string(emit::word(rows.at(r, "gap_class").text(), language)), reach_shown(rows, r, language),
                   emit::spoken_cell(rows.at(r, "unreached_people"), 0, language), emit::spoken_cell(rows.at(r, "unreached_need"), 1, language), score_shown(rows, r, language),
                   std::string(emit::word(rows.at(r, "confidence").text(), language))});
    }
    return table.text(console.width()) + footnotes(rows, console);
}

std::string gaps_text(const emit::Store& store, const emit::GapQuery& query, const emit::GapAnswer& answer, const Console& console) {
    std::string out = console.quiet ? "" : study_header(store, console) + "\n";
    if (!answer.known.rows.empty()) {
        out += heading(title_of(query, console), answer.known.rows.size(), answer.matched, console) + gap_rows(answer.known, console);
    }
    if (!answer.unknown.rows.empty()) {
        out += (answer.known.rows.empty() ? "" : "\n") +
               heading(console.tr("Por verificar: los registros no alcanzan para saberlo", "To be verified: the records cannot tell"), answer.unknown.rows.size(), answer.matched_unknown, console) +
               gap_rows(answer.unknown, console);
    }
    if (answer.risk_unknown > 0) {
        out += "\n" + wrap("", risk_unknown_text(answer.risk_unknown, console), console.width());
    }
    const std::string totals = totals_text(answer, console);
    return out + (totals.empty() ? "" : "\n" + totals);
}

}  // namespace presencia::app
