// SPDX-License-Identifier: Apache-2.0
#include "core/reject_list.hpp"

namespace presencia {

void RejectList::add(std::int64_t row, std::string_view column, ErrorCode code, std::string_view value) {
    last_.add(row, column, code, value);
    spill();
}

void RejectList::append(const RejectPack& rows) {
    last_.append(rows);
    spill();
}

void RejectList::spill() {
    if (last_.bytes().size() <= most_bytes) {
        return;
    }
    if (!spool_) {
        spool_ = std::make_shared<RejectSpool>();
    }
    spool_->append(last_);
    last_.clear();
}

RejectList::Reader::Reader(const RejectList& list) : last_(list.last_.bytes()) {
    if (list.spool_) {
        spooled_.emplace(*list.spool_);
    }
}

bool RejectList::Reader::next(Reject& out) {
    return (spooled_ && spooled_->next(out)) || last_.next(out);
}

}  // namespace presencia
