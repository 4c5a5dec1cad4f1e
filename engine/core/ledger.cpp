// SPDX-License-Identifier: Apache-2.0
#include "core/ledger.hpp"

#include <algorithm>
#include <tuple>

namespace presencia {

bool is_set_aside(ErrorCode code) {
    return code == ErrorCode::row_blank || code == ErrorCode::row_total || code == ErrorCode::row_note || code == ErrorCode::row_header ||
           code == ErrorCode::row_other_table;
}

bool is_filtered(ErrorCode code) {
    switch (code) {
        case ErrorCode::row_excluded:
        case ErrorCode::row_other_period:
        case ErrorCode::row_other_year:
        case ErrorCode::row_other_country:
        case ErrorCode::row_no_family:
        case ErrorCode::row_no_people:
        case ErrorCode::municipality_not_in_force: return true;
        default: return false;
    }
}

bool is_rejection(ErrorCode code) {
    return code != ErrorCode::row_outside && code != ErrorCode::row_duplicate && !is_set_aside(code) && !is_filtered(code);
}

namespace {

/// What was spilled, then what is still at hand.
class Faults {
public:
    explicit Faults(const Ledger& ledger) : spilled_(ledger.spilled), at_(ledger.left_out.begin()), end_(ledger.left_out.end()) {}

    bool next(Reject& out) {
        if (spilled_.next(out)) {
            return true;
        }
        if (at_ == end_) {
            return false;
        }
        out = *at_++;
        return true;
    }

private:
    RejectList::Reader spilled_;
    std::vector<Reject>::const_iterator at_, end_;
};

}  // namespace

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
    const auto before = [](const Reject& a, const Reject& b) { return a.row < b.row; };
    if (!std::is_sorted(left_out.begin(), left_out.end(), before)) {
        std::stable_sort(left_out.begin(), left_out.end(), before);
    }
}

void Ledger::spill_left_out(std::size_t keep) {
    if (left_out.size() <= keep) {
        return;
    }
    sort_left_out();
    for (const Reject& one : left_out) spilled.add(one.row, one.column, one.code, one.value);
    left_out.clear();
}

void Ledger::each_left_out(const std::function<void(const Reject&)>& take) const {
    Faults faults(*this);
    RejectList::Reader filtered_reader(filtered_rows);
    Reject fault, unasked;
    bool more_faults = faults.next(fault);
    bool more_filtered = !hide_filtered && filtered_reader.next(unasked);
    while (more_faults || more_filtered) {
        const bool is_fault = more_faults && (!more_filtered || fault.row <= unasked.row);
        Reject& next = is_fault ? fault : unasked;
        if (hide_values) {
            next.value.clear();
        }
        take(next);
        (is_fault ? more_faults : more_filtered) = is_fault ? faults.next(fault) : filtered_reader.next(unasked);
    }
}

std::int64_t Ledger::left_out_count() const {
    return static_cast<std::int64_t>(left_out.size()) + spilled.size() + filtered_count();
}

bool Ledger::listed() const noexcept {
    return static_cast<std::int64_t>(left_out.size()) + spilled.size() + filtered_rows.size() + unlisted == outside + rejected + duplicates + filtered;
}

void require_whole(const Ledger& ledger) {
    if (!ledger.balanced()) {
        throw Error(ErrorCode::internal, {.file = ledger.source}, "the ledger of layer " + ledger.layer + " does not balance");
    }
    if (!ledger.listed()) {
        throw Error(ErrorCode::internal, {.file = ledger.source}, "not every row of layer " + ledger.layer + " that was left out is listed");
    }
}

}  // namespace presencia
