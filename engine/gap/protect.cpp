// SPDX-License-Identifier: Apache-2.0
#include "gap/protect.hpp"

#include "gap/settled.hpp"

#include <algorithm>
#include <map>

namespace presencia::gap {

namespace {

constexpr std::size_t all_open = static_cast<std::size_t>(-1);  // a band as wide as everything that is not settled

/// What protects a count from the reader: its pattern, or its pattern together with the verdicts.
enum class Cover : std::uint8_t { none, pattern, whole };

class Protector {
public:
    Protector(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold)
        : context_(context), tree_(tree), counts_(counts), pool_(pool), threshold_(threshold), extra_(tree.parent.size(), 0) {}

    Protection run() {
        for (;;) {
            shown_ = look(counts_);
            verdicts_ = verdicts(counts_, shown_);
            std::vector<Cover> cover = audit();
            if (!strengthen(cover)) {
                return result(cover);
            }
        }
    }

private:
    Withheld look(const Counts& counts) const { return withhold({tree_, pool_, context_.population}, counts, threshold_, extra_); }

    /// The verdicts that would be shown of a world.
    std::vector<Maybe<bool>> verdicts(const Counts& counts, const Withheld& withheld) const {
        std::vector<Maybe<bool>> open = settled(context_, tree_, withheld, counts, threshold_);
        if (band_ == all_open) {
            return open;
        }
        std::vector<Maybe<bool>> out = judge(context_, counts).at_risk;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (withheld.hidden[i]) out[i] = open[i];
        }
        if (band_ > 0) hide_band(counts, withheld, out);
        return out;
    }

    /// Hides the verdicts of the `band_` shown municipalities nearest the cut on either side, in the order that readers see.
    void hide_band(const Counts& counts, const Withheld& withheld, std::vector<Maybe<bool>>& out) const {
        const std::vector<Maybe<double>> values = measure(context_, share_out(withheld, counts, context_.population, threshold_));
        std::map<std::pair<std::string, bool>, std::vector<std::pair<double, std::size_t>>> sides;
        for (std::size_t i = 0; i < out.size(); ++i) {
            if (withheld.hidden[i] || !out[i].known() || !values[i].known() || *counts[i] == 0) continue;
            const std::string scope = context_.rule.scope == study::Scope::country ? context_.country[i] : std::string();
            sides[{scope, *out[i]}].emplace_back(*out[i] ? *values[i] : -*values[i], i);
        }
        for (auto& [name, side] : sides) {
            std::sort(side.begin(), side.end());
            for (std::size_t k = 0; k < std::min(band_, side.size()); ++k) out[side[k].second] = Absence::suppressed;
        }
    }

    /// Whether a world would look the same, and if not, whether counts and totals at least would.
    Cover compare(const Counts& world) const {
        const Withheld withheld = look(world);
        if (!withheld.looks_like(shown_)) return Cover::none;
        return verdicts(world, withheld) == verdicts_ ? Cover::whole : Cover::pattern;
    }

    std::vector<Cover> audit() const {
        std::map<int, std::vector<std::size_t>> groups;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (shown_.hidden[i]) groups[shown_.residual[i]].push_back(i);
        }
        Search search{std::vector<Cover>(counts_.size(), Cover::none), {counts_}};
        for (const bool far : {false, true}) {
            for (const auto& [node, members] : groups) {
                for (std::size_t a = 0; a < members.size(); ++a) {
                    if (search.cover[members[a]] != Cover::whole) look_around(members, a, far, search);
                }
            }
        }
        return std::move(search.cover);
    }

    /// What the audit has found: how each hidden count is covered, and worlds that look the same, the true one first.
    struct Search {
        std::vector<Cover> cover;
        std::vector<Counts> worlds;
    };

    /// First from the true world; `far`: from every world found, so that a world and its double find the same doubles and are treated alike.
    void look_around(const std::vector<std::size_t>& members, std::size_t a, bool far, Search& search) const {
        constexpr std::size_t most_worlds = 64;
        const std::size_t end = far ? std::min(search.worlds.size(), most_worlds) : 1;
        for (std::size_t w = far ? 1 : 0; w < end; ++w) {
            if (far && *search.worlds[w][members[a]] != *counts_[members[a]]) continue;
            Counts world = search.worlds[w];
            move_around(members, a, far ? 100 : 400, world, search);
            if (search.cover[members[a]] == Cover::whole) return;
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
                    const Cover found = compare(world);
                    search.cover[i] = std::max(search.cover[i], found);
                    search.cover[k] = std::max(search.cover[k], world[k] == counts_[k] ? Cover::none : found);
                    if (found == Cover::whole) {
                        search.worlds.push_back(world);
                        return;
                    }
                    world[i] = here;
                    world[k] = there;
                }
            }
        }
    }

    /// True where something was added that asks for another look.
    bool strengthen(const std::vector<Cover>& cover) {
        bool verdicts_tell = false;
        bool grown = false;
        std::vector<std::uint8_t> raised(extra_.size(), 0);
        for (std::size_t i = 0; i < cover.size(); ++i) {
            if (!shown_.hidden[i] || cover[i] == Cover::whole) continue;
            const int node = shown_.residual[i];
            if (cover[i] == Cover::pattern) {
                verdicts_tell = true;
            } else if (node >= 0 && !raised[static_cast<std::size_t>(node)]) {
                raised[static_cast<std::size_t>(node)] = 1;
                extra_[static_cast<std::size_t>(node)] += 1;
                grown = true;
            }
        }
        if (!grown && verdicts_tell && band_ != all_open) {
            band_ = band_ == 0 ? 1 : band_ < counts_.size() ? band_ * 2 : all_open;
            grown = true;
        }
        return grown;
    }

    Protection result(const std::vector<Cover>& cover) const {
        Protection out;
        out.withheld = shown_;
        out.at_risk = verdicts_;
        for (std::size_t i = 0; i < cover.size(); ++i) {
            if (shown_.hidden[i]) {
                out.pinned += cover[i] == Cover::none ? 1 : 0;
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
    std::size_t band_ = 0;
    Withheld shown_;
    std::vector<Maybe<bool>> verdicts_;
};

}  // namespace

Protection protect(const RiskContext& context, const Tree& tree, const Counts& counts, std::span<const int> pool, std::int64_t threshold) {
    return Protector(context, tree, counts, pool, threshold).run();
}

}  // namespace presencia::gap
