// SPDX-License-Identifier: Apache-2.0
#include "core/ledger.hpp"

#include <algorithm>

namespace presencia {

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
