// SPDX-License-Identifier: Apache-2.0
#include "gap/settled.hpp"
#include "random_study.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <iostream>

using namespace presencia;
using drawn::World;
using Rule = study::AtRisk::Rule;

namespace {

/// What settled() looks at, taken from a world.
struct Columns {
    std::vector<std::string> country;
    std::vector<double> population;
    std::vector<int> pool;
    gap::Tree tree;
    gap::Withheld withheld;
    double years = 1.0;

    Columns(const World& world, std::int64_t threshold) {
        std::vector<gap::MunicipalityResult> rows;
        for (const layer::Municipality& row : world.municipalities.rows) {
            country.push_back(row.country);
            population.push_back(row.population);
            pool.push_back(-1);
            rows.emplace_back();
            rows.back().country = row.country;
            rows.back().department = row.department;
        }
        tree = gap::make_tree(rows);
        withheld = gap::withhold({tree, pool, population}, world.incidents, threshold, std::vector<int>(tree.parent.size(), 0));
    }
    gap::RiskContext context(const World& world) const { return {world.study.at_risk, country, population, years, world.listed}; }
};

std::string settled(const World& world, std::int64_t threshold = 9) {
    const Columns columns(world, threshold);
    std::string out;
    for (const auto& v : gap::settled(columns.context(world), columns.tree, columns.withheld, world.incidents, threshold)) {
        out += v.known() ? (*v ? '1' : '0') : v.absence() == Absence::suppressed ? 's' : '?';
    }
    return out;
}

World counts(std::initializer_list<std::int64_t> numbers, Rule rule, double value) {
    World world;
    for (const std::int64_t number : numbers) world.add(10'000, number);
    world.study.at_risk.rule = rule;
    world.study.at_risk.value = value;
    return world;
}

}  // namespace

TEST_CASE("a threshold of counts settles hidden counts only where no count could pass it, or every one does") {
    CHECK(settled(counts({3, 4, 50, 0}, Rule::above, 20)) == "0010");
    CHECK(settled(counts({3, 4, 50, 0}, Rule::above, 5)) == "ss10");
    CHECK(settled(counts({3, 4, 50, 0}, Rule::above, 0.5)) == "1110");
}

TEST_CASE("a share settles those that stay in or out whatever the hidden counts are") {
    CHECK(settled(counts({3, 4, 50, 60, 0, 0, 0, 0}, Rule::top_share, 0.25)) == "00110000");
    CHECK(settled(counts({3, 4, 50, 60, 0, 0, 0, 0}, Rule::top_share, 0.375)) == "ss110000");
    CHECK(settled(counts({3, 4, 50, 60, 0, 0, 0, 0}, Rule::top_share, 0.5)) == "11110000");
}

TEST_CASE("a burden settles against the total that is shown") {
    CHECK(settled(counts({3, 4, 50, 43}, Rule::top_burden, 0.9)) == "0011");
    CHECK(settled(counts({3, 4, 50, 43}, Rule::top_burden, 0.95)) == "ss11");
    CHECK(settled(counts({3, 4, 50, 43}, Rule::top_burden, 0.3)) == "0010");
}

TEST_CASE("rates settle by people: one to nine among many people is never a high rate") {
    World world = counts({3, 4, 500, 600}, Rule::above, 50);
    world.study.at_risk.measure = study::Measure::rate;
    world.municipalities.rows[0].population = 1'000'000;
    world.municipalities.rows[1].population = 1'000;
    CHECK(settled(world) == "0111");
    world.study.at_risk.value = 150;
    CHECK(settled(world) == "0s11");
}

TEST_CASE("unknown measures keep their reason and a list settles everything") {
    World world = counts({3, 4, 50}, Rule::above, 20);
    world.incidents[0] = Absence::no_record;
    CHECK(settled(world)[0] == '?');
    world.study.at_risk.rule = Rule::list;
    world.listed = {0, 1, 0};
    CHECK(settled(world) == "010");
}

TEST_CASE("what is settled is what the rule says, in every world within the bounds that was tried") {
    std::mt19937_64 random(7);
    std::size_t known = 0;
    std::size_t checked = 0;
    for (std::uint64_t seed = 100; seed < 130; ++seed) {
        const World world = drawn::RandomStudy(seed, 30, 50).take();
        const std::int64_t threshold = world.study.profile == study::Profile::public_ ? 9 : 4;
        const Columns columns(world, threshold);
        const auto context = columns.context(world);
        const auto verdicts = gap::settled(context, columns.tree, columns.withheld, world.incidents, threshold);
        for (int draw = 0; draw < 40; ++draw) {
            gap::Counts other = world.incidents;
            for (int move = 0; move < 30 && draw > 0; ++move) {  // keeps every shown total; the first world is the true one
                const std::size_t i = random() % other.size();
                const std::size_t k = random() % other.size();
                if (i == k || !columns.withheld.hidden[i] || columns.withheld.residual[i] != columns.withheld.residual[k] || !columns.withheld.hidden[k]) continue;
                if (*other[k] <= 1 || (columns.withheld.small[i] && *other[i] >= threshold)) continue;
                other[i] = *other[i] + 1;
                other[k] = *other[k] - 1;
            }
            const auto said = gap::judge(context, other).at_risk;
            for (std::size_t i = 0; i < said.size(); ++i) {
                if (!verdicts[i].known()) continue;
                ++checked;
                known += draw == 0 ? 1 : 0;
                INFO("seed " << seed << ", municipality " << i);
                REQUIRE(said[i] == verdicts[i]);
            }
        }
    }
    CHECK(known > 50);
    CHECK(checked > 2000);
}
