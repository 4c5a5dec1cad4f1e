// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
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

    /// Where the members' edges come in pairs and an odd number of members hold the centre, an odd number hold every position beside the edges, so what belongs to no other belongs to
    /// the last: its edges go. On the edges an earlier one is asked first, since each of them is one of its own. `same(a, b)`: the edges run between the same two places.
    template <class Same>
    void close_last(Same same) {
        constexpr std::size_t most = 32;  // beyond, comparing all with all costs more than it saves
        std::array<std::uint32_t, most> edges;
        std::size_t count = 0, last = 0;
        std::uint32_t holding = 0;
        if (closed_ || members_ < 2 || numbers_.size() > most) {
            return;
        }
        for (std::size_t at = 0; at < numbers_.size(); at += 2 + numbers_[at + 1]) {
            last = at;
            holding += numbers_[at] & 1U;
            for (std::uint32_t k = 0; k < numbers_[at + 1]; ++k) edges[count++] = numbers_[at + 2 + k];
        }
        if (count % 2 != 0 || holding % 2 == 0) {
            return;
        }
        const std::size_t own = count - numbers_[last + 1];  // the last member's edges begin here
        for (std::size_t k = 0; k < count; ++k) {
            std::size_t twins = 0, twins_elsewhere = 0;
            for (std::size_t j = 0; j < count; ++j) {
                const bool twin = j != k && same(edges[k], edges[j]);
                twins += twin ? 1 : 0;
                twins_elsewhere += twin && j < own ? 1 : 0;
            }
            if (twins != 1 || (k >= own && twins_elsewhere != 1)) return;
        }
        numbers_[last] |= 1U;
        numbers_[last + 1] = 0;
        numbers_.resize(last + 2);
        closed_ = true;
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
