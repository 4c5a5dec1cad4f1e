// SPDX-License-Identifier: Apache-2.0
#include "core/ledger.hpp"

#include <algorithm>
#include <tuple>

namespace presencia {

bool is_set_aside(ErrorCode code) {
    return code == ErrorCode::row_blank || code == ErrorCode::row_total || code == ErrorCode::row_note || code == ErrorCode::row_header ||
           code == ErrorCode::row_other_table;
}

bool is_rejection(ErrorCode code) {
    return code != ErrorCode::row_outside && code != ErrorCode::row_duplicate && !is_set_aside(code);
}

void Ledger::count_missing(const std::string& column, const std::string& word, std::int64_t cells) {
    const auto less = [](const MissingCells& a, const MissingCells& b) { return std::tie(a.column, a.word) < std::tie(b.column, b.word); };
    const MissingCells one{column, word, cells};
    const auto at = std::lower_bound(missing.begin(), missing.end(), one, less);
    if (at != missing.end() && !less(one, *at)) {
        at->cells += cells;
    } else {
        missing.insert(at, one);
    }
}

void Ledger::sort_left_out() {
    std::stable_sort(left_out.begin(), left_out.end(), [](const Reject& a, const Reject& b) { return a.row < b.row; });
}

void Ledger::spill_left_out(std::size_t keep) {
    if (left_out.size() <= keep) {
        return;
    }
    sort_left_out();
    if (!spilled) {
        spilled = std::make_shared<RejectSpool>();
    }
    spilled->append(left_out);
    left_out.clear();
}

void Ledger::each_left_out(const std::function<void(const Reject&)>& take) const {
    const auto shown = [&](const Reject& reject) {
        if (!hide_values) {
            return take(reject);
        }
        Reject hidden = reject;
        hidden.value.clear();
        take(hidden);
    };
    if (spilled) {
        spilled->each(shown);
    }
    std::for_each(left_out.begin(), left_out.end(), shown);
}

std::int64_t Ledger::left_out_count() const {
    return static_cast<std::int64_t>(left_out.size()) + (spilled ? spilled->size() : 0);
}

}  // namespace presencia
