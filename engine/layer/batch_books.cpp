// SPDX-License-Identifier: Apache-2.0
#include "layer/batch_books.hpp"

#include "core/language.hpp"
#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

bool nines_only(std::string_view text) {
    return !text.empty() && text.find_first_not_of('9') == text.npos;
}

bool is_nines(std::string_view text, Nines nines) {
    switch (nines) {
        case Nines::none: return false;
        case Nines::month: return text == "99";
        case Nines::year: return nines_only(text) && text.size() >= 2 && text.size() <= 4;
        case Nines::key: return nines_only(text) && text.size() >= 4;
        case Nines::date: return text == "99/99/9999" || text == "99-99-9999" || text == "9999-99-99" || text == "99999999" || text == "9999/99/99";
    }
    return false;
}

/// "-88.5": no word begins so, and most coordinates of the Americas do. `any_digit`: nines are numbers too.
bool is_plain_number(std::string_view cell, bool any_digit) {
    const auto digit = [&](std::size_t at) { return at < cell.size() && cell[at] >= '0' && cell[at] <= '9'; };
    return (digit(0) && any_digit) || ((cell[0] == '-' || cell[0] == '.') && digit(1));
}

}  // namespace

BatchBooks::BatchBooks(const RoleBinder& binder) {
    const SourceContext& context = binder.context();
    const Dialect* const known = context.dialect;
    std::optional<std::vector<std::string>> own = context.source.missing;
    if (!own && known != nullptr) own = known->read.missing;
    words_ = own ? WordList(*own) : context.dialects.reading().missing;
    replaced_ = own.has_value();
    const auto starts = [&](std::string_view word) {
        const auto letter = static_cast<unsigned char>(word.front());
        starts_[letter] = true;
        if (letter >= 'a' && letter <= 'z') starts_[letter - 'a' + 'A'] = true;
        longest_ = std::max(longest_, word.size());
    };
    for (const std::string& word : words_.folded()) starts(word);
    for (const std::string& word : words_.marks()) starts(word);
    for (const unsigned char c : {'#', '(', '[', '<', ' ', '\t'}) starts_[c] = true;
    for (std::size_t byte = 128; byte < 256; ++byte) starts_[byte] = true;
    starts_[static_cast<unsigned char>('9')] = true;
    longest_ += 8;  // punctuation that folding drops
}

void BatchBooks::watch(const BoundRole& role, Nines nines) {
    for (std::size_t k = 0; k < role.columns().size(); ++k) {
        watched_.push_back({role.columns()[k], role.columns().size() == 1 ? nines : Nines::none});
        columns_.push_back(role.shown());
    }
}

bool BatchBooks::is_missing(std::string_view cell, Nines nines) const {
    cell = text::trim(cell);
    return !cell.empty() && (words_.holds(cell) || (!replaced_ && is_nines(cell, nines)));
}

void BatchBooks::enter(source::RowBatch& batch, Ledger& ledger) const {
    ledger.read += static_cast<std::int64_t>(batch.size() + batch.faults.size() + batch.aside.size());
    for (const Reject& fault : batch.faults) ledger.reject(fault);
    for (const Reject& aside : batch.aside) ledger.set_aside(aside);
    for (std::size_t k = 0; k < watched_.size(); ++k) {
        for (std::string_view& cell : batch.cells[watched_[k].column]) {
            if (cell.empty() || cell.size() > longest_ || !starts_[static_cast<unsigned char>(cell.front())]) continue;
            if (is_plain_number(cell, watched_[k].nines == Nines::none && !replaced_)) continue;
            if (!is_missing(cell, watched_[k].nines)) continue;
            ledger.count_missing(columns_[k], std::string(text::trim(cell)), 1);
            cell = {};
        }
    }
}

void note_missing(const study::Study& study, Ledger& ledger) {
    constexpr std::size_t most = 20;
    for (std::size_t k = 0; k < std::min(most, ledger.missing.size()); ++k) {
        const MissingCells& one = ledger.missing[k];
        const std::string n = std::to_string(one.cells);
        ledger.notes.emplace_back(tr(study.language, n + " celdas \"" + one.word + "\" de la columna " + one.column + " tomadas como sin dato; otras palabras: missing",
                                     n + " cells \"" + one.word + "\" of column " + one.column + " taken as no value; for other words: missing"));
    }
}

}  // namespace presencia::layer
