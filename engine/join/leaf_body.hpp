// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace presencia::join {

/// The members of one leaf while it is built, in the form CellIndex keeps them. Used again from leaf to leaf, so that
/// building takes no memory for each.
class LeafBody {
public:
    void clear() {
        numbers_.clear();
        members_ = 0;
        closed_ = false;
    }

    /// Adds a municipality's say: the edges that touch the leaf's square, and whether it holds its centre. Members come
    /// in rising order; what comes behind one that holds the whole square is not kept.
    void add(std::uint32_t municipality, bool holds_centre, std::span<const std::uint32_t> edges) {
        if (closed_ || (edges.empty() && !holds_centre)) {
            return;
        }
        numbers_.push_back(municipality << 1 | (holds_centre ? 1U : 0U));
        numbers_.push_back(static_cast<std::uint32_t>(edges.size()));
        numbers_.insert(numbers_.end(), edges.begin(), edges.end());
        ++members_;
        closed_ = edges.empty();
    }

    bool empty() const { return members_ == 0; }
    /// One municipality holds the whole square and none before it has a say.
    bool whole() const { return members_ == 1 && closed_; }
    std::uint32_t first_municipality() const { return numbers_.front() >> 1; }
    std::uint32_t members() const { return members_; }
    std::span<const std::uint32_t> numbers() const { return numbers_; }

private:
    std::vector<std::uint32_t> numbers_;
    std::uint32_t members_ = 0;
    bool closed_ = false;
};

}  // namespace presencia::join
