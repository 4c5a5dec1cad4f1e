// SPDX-License-Identifier: Apache-2.0
#include "gap/protect.hpp"

#include "gap/settled.hpp"

#include <algorithm>
#include <map>

namespace presencia::gap {

namespace {

class Protector {
public:
    Protector(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold)
        : context_(context), tree_(tree), counts_(counts), pool_(pool), threshold_(threshold), extra_(tree.parent.size(), 0) {}

    Protection run() {
        for (;;) {
            shown_ = look(counts_);
            verdicts_ = settled(context_, tree_, shown_, counts_, threshold_);
            const std::vector<std::uint8_t> covered = audit();
            if (!strengthen(covered)) {
                return result(covered);
            }
        }
    }

private:
    /// What the audit has found: whether each hidden count has a double, and the worlds that look the same, the true one first.
    struct Search {
        std::vector<std::uint8_t> covered;
        std::vector<Counts> worlds;
    };

    Withheld look(const Counts& counts) const { return withhold({tree_, pool_, context_.population}, counts, threshold_, extra_); }

    /// Whether a world would look the same. Verdicts are a function of what is shown and of which counts are small.
    bool same(const Counts& world) const {
        const Withheld withheld = look(world);
        if (!withheld.looks_like(shown_)) return false;
        return withheld.small == shown_.small || settled(context_, tree_, withheld, world, threshold_) == verdicts_;
    }

    std::vector<std::uint8_t> audit() const {
        std::map<int, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (shown_.hidden[i]) groups[shown_.residual[i]].push_back(i);
        }
        Search search{std::vector<std::uint8_t>(counts_.size(), 0), {counts_}};
        for (const bool far : {false, true}) {
            for (const auto& [node, members] : groups) {
                for (std::size_t a = 0; a < members.size(); ++a) {
                    if (!search.covered[members[a]]) look_around(members, a, far, search);
                }
            }
        }
        return std::move(search.covered);
    }

    /// First from the true world; `far`: from every world found, so that a world and its double find the same doubles and are treated alike.
    void look_around(const std::vector<std::size_t>& members, std::size_t a, bool far, Search& search) const {
        constexpr std::size_t most_worlds = 64;
        const std::size_t end = far ? std::min(search.worlds.size(), most_worlds) : 1;
        for (std::size_t w = far ? 1 : 0; w < end && !search.covered[members[a]]; ++w) {
            Counts world = search.worlds[w];
            move_around(members, a, far ? 100 : 400, world, search);
        }
    }

    /// Moves 1, 2, 3 ... incidents between a count and each other count of the same total, nearest in order first.
    void move_around(const std::vector<std::size_t>& members, std::size_t a, int tries, Counts& world, Search& search) const {
        const std::size_t i = members[a];
        for (std::int64_t size = 1; size <= 2 * threshold_; ++size) {
            for (std::size_t step = 1; step < members.size(); ++step) {
                const std::size_t k = members[(a + step) % members.size()];
                for (const std::int64_t move : {size, -size}) {
                    const Maybe<std::int64_t> here = world[i];
                    const Maybe<std::int64_t> there = world[k];
                    if (*here + move < 1 || *there - move < 1) continue;
                    if (--tries < 0) return;
                    world[i] = *here + move;
                    world[k] = *there - move;
                    if (!(world[i] == counts_[i]) && same(world)) {
                        search.covered[i] = 1;
                        search.covered[k] = search.covered[k] || !(world[k] == counts_[k]) ? 1 : 0;
                        search.worlds.push_back(world);
                        return;
                    }
                    world[i] = here;
                    world[k] = there;
                }
            }
        }
    }

    /// One more count in every total that tells; true where that asks for another look.
    bool strengthen(const std::vector<std::uint8_t>& covered) {
        bool grown = false;
        std::vector<std::uint8_t> raised(extra_.size(), 0);
        for (std::size_t i = 0; i < covered.size(); ++i) {
            const int node = shown_.hidden[i] && !covered[i] ? shown_.residual[i] : -1;
            if (node < 0 || raised[static_cast<std::size_t>(node)]) continue;
            raised[static_cast<std::size_t>(node)] = 1;
            extra_[static_cast<std::size_t>(node)] += 1;
            grown = true;
        }
        return grown;
    }

    Protection result(const std::vector<std::uint8_t>& covered) const {
        Protection out;
        out.withheld = shown_;
        out.at_risk = verdicts_;
        for (std::size_t i = 0; i < covered.size(); ++i) {
            if (shown_.hidden[i]) {
                out.pinned += covered[i] ? 0 : 1;
            } else {
                out.verdicts_hidden += !verdicts_[i].known() && verdicts_[i].absence() == Absence::suppressed ? 1 : 0;
            }
        }
        return out;
    }

    const RiskContext& context_;
    const Tree& tree_;
    const Counts& counts_;
    std::span<const int> pool_;
    std::int64_t threshold_;
    std::vector<int> extra_;
    Withheld shown_;
    std::vector<Maybe<bool>> verdicts_;
};

}  // namespace

Protection protect(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold) {
    return Protector(context, tree, counts, pool, threshold).run();
}

}  // namespace presencia::gap
