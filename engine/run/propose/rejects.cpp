// SPDX-License-Identifier: Apache-2.0
#include "run/propose/rejects.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/row_hints.hpp"
#include "source/vector_format.hpp"

#include <algorithm>
#include <map>

namespace presencia::propose {

namespace {

/// The reasons that are told: the others are seen with `check`.
constexpr std::size_t most_reasons = 3;
/// The unknown words of a column that an option spells out.
constexpr std::size_t most_words = 6;

struct Asked {
    const Piece* piece;
    const Material& material;
    const layer::Dialects& dialects;
    Language language;

    std::string say(std::string_view es, std::string_view en) const { return std::string(tr(language, es, en)); }
};

/// Cells of the sample that name no family, the most frequent first.
std::vector<std::string> unknown_families(const Asked& asked, const std::string& column) {
    const std::vector<std::string>* const cells = asked.piece->look.sites.cells_of_column(column);
    std::map<std::string, std::size_t> times;
    for (const std::string& cell : cells == nullptr ? std::vector<std::string>{} : *cells) {
        const std::string word(text::trim(cell));
        if (!word.empty() && !asked.dialects.understands("sites", "family", word)) ++times[word];
    }
    std::vector<std::pair<std::string, std::size_t>> sorted(times.begin(), times.end());
    std::stable_sort(sorted.begin(), sorted.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
    std::vector<std::string> out;
    for (std::size_t k = 0; k < sorted.size() && k < most_words; ++k) out.push_back(sorted[k].first);
    return out;
}

/// `--set 'F:family={ column = "tipo", map = { "Destacamento" = "none" } }'`: what the words of the column mean, of no family until the user says one.
std::string families_flag(const Asked& asked, const std::string& column) {
    const Sight& sight = asked.piece->look.sites;
    const auto role = sight.roles.find("family");
    if (asked.piece->verdict.kind != FileKind::sites || role == sight.roles.end() || role->second != column) return {};
    std::string map;
    for (const std::string& word : unknown_families(asked, column)) map += (map.empty() ? "" : ", ") + toml_text(word) + " = \"none\"";
    return map.empty() ? std::string() : set_flag(asked.piece->look, "family={ column = " + toml_text(column) + ", map = { " + map + " } }");
}

/// The whole years of the period, where it has parts of years.
std::string years_flag(const Material& material) {
    const Date from = *Date::from_ymd(material.period.from.year(), 1, 1), to = *Date::from_ymd(material.period.to.year(), 12, 31);
    return from == material.period.from && to == material.period.to ? std::string() : "--from " + from.iso() + " --to " + to.iso();
}

std::string flag_for(const Asked& asked, const RejectReason& reason) {
    if (reason.code == ErrorCode::period_partial) return years_flag(asked.material);
    if (asked.piece == nullptr) return {};
    if (reason.code == ErrorCode::value_not_allowed) return families_flag(asked, reason.column);
    if (reason.code == ErrorCode::coordinates_swapped) return set_flag(asked.piece->look, "coordinates=swapped");
    if (reason.code == ErrorCode::encoding_invalid) return set_flag(asked.piece->look, "encoding=cp1252");
    return {};
}

/// A merged cell stands in its first row alone, which nothing in the file as it is read tells from a cell left blank.
bool may_be_merged(const Asked& asked, const RejectReason& reason) {
    const bool blank = reason.code == ErrorCode::municipality_missing || reason.code == ErrorCode::date_invalid || reason.code == ErrorCode::coordinates_missing;
    const auto format = asked.piece == nullptr ? std::nullopt : source::vector_format(asked.piece->look.source.path);
    return blank && format && format->family == source::VectorFamily::spreadsheet;
}

RejectReason told(const Asked& asked, RejectReason reason) {
    const ErrorEntry& entry = error_entry(reason.code);
    reason.text = std::string(entry.id) + " " + asked.say(entry.es, entry.en);
    reason.hint = row_hint(reason.code, asked.language);
    if (may_be_merged(asked, reason)) {
        reason.hint += asked.say("; ¿hay celdas combinadas? solo su primera fila trae el valor: sepárelas y rellénelas", "; are there merged cells? their first row alone holds the value: split and fill them");
    }
    reason.flag = flag_for(asked, reason);
    return reason;
}

std::vector<RejectReason> reasons_of(const Asked& asked, const Ledger& ledger) {
    std::map<std::pair<ErrorCode, std::string>, RejectReason> found;
    ledger.each_left_out([&](const Reject& row) {
        if (!is_rejection(row.code)) return;
        RejectReason& reason = found[{row.code, row.column}];
        if (reason.rows++ == 0) reason = {row.code, row.column, 1, row.row, {}, {}, {}};
    });
    std::vector<RejectReason> out;
    for (const auto& [key, reason] : found) out.push_back(reason);
    std::stable_sort(out.begin(), out.end(), [](const RejectReason& a, const RejectReason& b) { return a.rows > b.rows; });
    if (out.size() > most_reasons) out.resize(most_reasons);
    for (RejectReason& reason : out) reason = told(asked, std::move(reason));
    return out;
}

const Piece* piece_of(const Material& material, const Ledger& ledger) {
    const Piece* found = nullptr;
    for (const Piece& piece : material.pieces) {
        if (piece.counts() && piece.look.label() == ledger.source && (found == nullptr || piece.name == ledger.layer)) found = &piece;
    }
    return found;
}

}  // namespace

std::vector<RejectDoubt> doubts_about_rejects(const Material& material, const std::vector<Ledger>& ledgers, double limit, const layer::Dialects& dialects, Language language) {
    std::vector<RejectDoubt> out;
    for (const Ledger& ledger : ledgers) {
        if (ledger.read == 0 || static_cast<double>(ledger.rejected) <= limit * static_cast<double>(ledger.read)) continue;
        const Asked asked{piece_of(material, ledger), material, dialects, language};
        RejectDoubt doubt{ledger.source, ledger.layer, ledger.rejected, ledger.read, reasons_of(asked, ledger), {}};
        if (asked.piece != nullptr && asked.piece->verdict.kind != FileKind::municipalities) doubt.leave_out = set_flag(asked.piece->look, "as=none");
        out.push_back(std::move(doubt));
    }
    return out;
}

}  // namespace presencia::propose
