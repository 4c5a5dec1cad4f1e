// SPDX-License-Identifier: Apache-2.0
#include "gap/complement.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>

namespace presencia::gap {

namespace {

std::size_t at(int node) {
    return static_cast<std::size_t>(node);
}

/// The hidden counts of one node that its total, as shown, is about.
struct Rest {
    std::int64_t members = 0;
    std::int64_t sum = 0;
};

/// The pattern while it grows. Nothing that is hidden is ever shown again, so it ends.
class Pattern {
public:
    Pattern(const Surroundings& around, const Counts& counts, std::int64_t threshold, std::span<const int> extra, Withheld& out)
        : around_(around), tree_(around.tree), counts_(counts), threshold_(threshold), extra_(extra), out_(out) {}

    void settle() {
        while (settle_totals() || settle_pools()) {
        }
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            out_.residual[i] = out_.hidden[i] ? speaking_node(tree_.department[i]) : -1;
        }
    }

private:
    /// The nearest node upwards whose total is shown; -1 where not even the region's is.
    int speaking_node(int node) const {
        while (node >= 0 && out_.total_hidden[at(node)]) node = tree_.parent[at(node)];
        return node;
    }

    std::vector<Rest> rests() const {
        std::vector<Rest> out(tree_.parent.size());
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            const int node = out_.hidden[i] ? speaking_node(tree_.department[i]) : -1;
            if (node >= 0) {
                out[at(node)].members += 1;
                out[at(node)].sum += *counts_[i];
            }
        }
        return out;
    }

    /// One hidden count would be the rest itself; a rest at the end of what small counts can sum to leaves them no room.
    bool tells(int node, const Rest& rest) const {
        const std::int64_t most = threshold_ * rest.members;
        const bool cramped = rest.sum <= rest.members + 1 || (rest.sum >= most - 1 && rest.sum <= most);
        return rest.members > 0 && (rest.members < 2 + extra_[at(node)] || cramped);
    }

    /// Grows one node after the other, departments first; true where anything was hidden.
    bool settle_totals() {
        bool grown = false;
        for (int node = 0; node < static_cast<int>(tree_.parent.size()); ++node) {
            if (tree_.parent[at(node)] >= 0 && tree_.parent[at(tree_.parent[at(node)])] >= 0) {
                grown = settle_department(node) || grown;
                continue;
            }
            while (!out_.total_hidden[at(node)]) {
                const std::vector<Rest> all = rests();
                if (!tells(node, all[at(node)])) break;
                grow(node, all);
                grown = true;
            }
        }
        return grown;
    }

    bool settle_department(int node) {
        bool grown = false;
        while (!out_.total_hidden[at(node)]) {
            Rest rest;
            for (const std::size_t i : tree_.members[at(node)]) {
                if (out_.hidden[i]) {
                    rest.members += 1;
                    rest.sum += *counts_[i];
                }
            }
            if (!tells(node, rest)) break;
            const auto next = next_shown(tree_.members[at(node)]);
            if (next) {
                out_.hidden[*next] = 1;
            } else {
                out_.total_hidden[at(node)] = 1;
            }
            grown = true;
        }
        return grown;
    }

    /// A country or the region: first another total below it whose rest can join, then one more count, at last its own total.
    void grow(int node, const std::vector<Rest>& all) {
        std::optional<int> joins;
        for (int below = 0; below < node; ++below) {
            if (is_below(below, node) && !out_.total_hidden[at(below)] && all[at(below)].members > 0 &&
                (!joins || all[at(below)].members < all[at(*joins)].members)) {
                joins = below;
            }
        }
        if (joins) {
            hide_totals(*joins, node);
            return;
        }
        if (const auto next = next_shown(tree_.members[at(node)])) {
            out_.hidden[*next] = 1;
            hide_totals(tree_.department[*next], node);
        } else {
            out_.total_hidden[at(node)] = 1;
        }
    }

    bool is_below(int node, int ancestor) const {
        while (node >= 0 && node != ancestor) node = tree_.parent[at(node)];
        return node == ancestor;
    }

    /// Hides the totals from `node` up to, not including, `ancestor`.
    void hide_totals(int node, int ancestor) {
        for (; node != ancestor; node = tree_.parent[at(node)]) out_.total_hidden[at(node)] = 1;
    }

    /// Fewest people first, unknown last, then identity.
    std::optional<std::size_t> next_shown(std::span<const std::size_t> members) const {
        const auto people = [&](std::size_t i) { return around_.population[i] > 0.0 ? around_.population[i] : std::numeric_limits<double>::infinity(); };
        std::optional<std::size_t> best;
        for (const std::size_t i : members) {
            const bool candidate = !out_.hidden[i] && counts_[i].known() && *counts_[i] > 0;
            if (candidate && (!best || people(i) < people(*best))) best = i;
        }
        return best;
    }

    bool settle_pools() {
        std::map<int, std::vector<std::size_t>> pools;
        for (std::size_t i = 0; i < counts_.size(); ++i) {
            if (around_.pool[i] >= 0) pools[around_.pool[i]].push_back(i);
        }
        bool grown = false;
        for (const auto& [name, members] : pools) {
            const auto hidden = std::count_if(members.begin(), members.end(), [&](std::size_t i) { return out_.hidden[i] != 0; });
            const auto next = hidden == 1 ? next_shown(members) : std::nullopt;
            if (next) {
                out_.hidden[*next] = 1;
                grown = true;
            }
        }
        return grown;
    }

    const Surroundings& around_;
    const Tree& tree_;
    const Counts& counts_;
    std::int64_t threshold_;
    std::span<const int> extra_;
    Withheld& out_;
};

}  // namespace

Tree make_tree(std::span<const MunicipalityResult> municipalities) {
    std::map<std::pair<std::string, std::string>, std::vector<std::size_t>> departments;
    std::map<std::string, std::vector<std::size_t>> countries;
    for (std::size_t i = 0; i < municipalities.size(); ++i) {
        departments[{municipalities[i].country, municipalities[i].department}].push_back(i);
        countries[municipalities[i].country].push_back(i);
    }
    Tree tree;
    tree.department.resize(municipalities.size());
    std::map<std::string, int> country_node;
    for (const auto& [name, members] : countries) {
        const int node = static_cast<int>(departments.size() + country_node.size());
        country_node[name] = node;
    }
    for (const auto& [name, members] : departments) {
        for (const std::size_t i : members) tree.department[i] = static_cast<int>(tree.parent.size());
        tree.parent.push_back(country_node[name.first]);
        tree.members.push_back(members);
    }
    const int region = static_cast<int>(departments.size() + countries.size());
    for (const auto& [name, members] : countries) {
        tree.parent.push_back(region);
        tree.members.push_back(members);
    }
    tree.parent.push_back(-1);
    tree.members.emplace_back(municipalities.size());
    for (std::size_t i = 0; i < municipalities.size(); ++i) tree.members.back()[i] = i;
    return tree;
}

bool Withheld::any() const {
    return std::find(hidden.begin(), hidden.end(), std::uint8_t{1}) != hidden.end();
}

Withheld withhold(const Surroundings& around, const Counts& counts, std::int64_t threshold, std::span<const int> extra) {
    Withheld out;
    out.small.resize(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        out.small[i] = counts[i].known() && *counts[i] >= 1 && *counts[i] <= threshold ? 1 : 0;
    }
    out.hidden = out.small;
    out.total_hidden.resize(around.tree.parent.size());
    out.residual.resize(counts.size());
    Pattern(around, counts, threshold, extra, out).settle();
    return out;
}

std::vector<Maybe<double>> share_out(const Withheld& withheld, const Counts& counts, std::span<const double> population, std::int64_t threshold) {
    struct Group {
        double sum = 0.0;
        double people = 0.0;
        std::int64_t members = 0;
    };
    std::map<int, Group> groups;
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!withheld.hidden[i]) continue;
        Group& group = groups[withheld.residual[i]];
        group.sum += static_cast<double>(*counts[i]);
        group.people += population[i];  // NaN where one is unknown: then shared equally
        group.members += 1;
    }
    std::vector<Maybe<double>> out(counts.size());
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (!withheld.hidden[i]) {
            out[i] = counts[i].known() ? Maybe<double>(static_cast<double>(*counts[i])) : Maybe<double>(counts[i].absence());
            continue;
        }
        const Group& group = groups[withheld.residual[i]];
        if (withheld.residual[i] < 0) {
            out[i] = static_cast<double>(1 + threshold) / 2.0;
        } else {
            out[i] = group.people > 0.0 ? group.sum * population[i] / group.people : group.sum / static_cast<double>(group.members);
        }
    }
    return out;
}

}  // namespace presencia::gap
