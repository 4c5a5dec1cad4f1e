// SPDX-License-Identifier: Apache-2.0
#include "gap/complement.hpp"

#include <catch2/catch.hpp>

using namespace presencia;

namespace {

/// Counts drawn by department: "AAA/D1".
struct CountTable {
    std::vector<gap::MunicipalityResult> rows;
    gap::Counts counts;
    std::vector<double> population;
    std::vector<int> pool;

    void add(const std::string& country, const std::string& department, std::initializer_list<std::int64_t> numbers) {
        for (const std::int64_t number : numbers) {
            gap::MunicipalityResult row;
            row.country = country;
            row.department = department;
            rows.push_back(row);
            counts.push_back(number);
            population.push_back(1000.0 * static_cast<double>(rows.size()));
            pool.push_back(-1);
        }
    }
    gap::Tree tree() const { return gap::make_tree(rows); }
    gap::Withheld withhold(std::int64_t threshold = 9) const {
        const gap::Tree t = tree();
        return gap::withhold({t, pool, population}, counts, threshold, std::vector<int>(t.parent.size(), 0));
    }
};

std::string as_marks(const std::vector<std::uint8_t>& flags) {
    std::string out;
    for (const std::uint8_t flag : flags) out += flag ? 'x' : '.';
    return out;
}

}  // namespace

TEST_CASE("the tree has departments, then countries, then the region, and a shared name is two departments") {
    CountTable table;
    table.add("AAA", "Sur", {1});
    table.add("AAA", "Norte", {1});
    table.add("BBB", "Norte", {1, 1});
    const gap::Tree tree = table.tree();
    CHECK(tree.parent == std::vector<int>{3, 3, 4, 5, 5, -1});
    CHECK(tree.department == std::vector<int>{1, 0, 2, 2});
    CHECK(tree.members[4] == std::vector<std::size_t>{2, 3});
    CHECK(tree.members[5].size() == 4);
    CHECK(tree.country(0) == 3);
}

TEST_CASE("counts of one to the threshold are hidden, zero and more are not") {
    CountTable table;
    table.add("AAA", "D1", {0, 1, 9, 10, 5, 0});
    CHECK(as_marks(table.withhold(9).small) == ".xx.x.");
    CHECK(as_marks(table.withhold(9).hidden) == ".xx.x.");
    CHECK(as_marks(table.withhold(0).hidden) == "......");
}

TEST_CASE("a single hidden count takes with it the shown one with the fewest people, never a zero") {
    CountTable table;
    table.add("AAA", "D1", {0, 5, 50, 20});
    CHECK(as_marks(table.withhold().hidden) == ".xx.");  // 50 has fewer people than 20
    table.population[2] = layer::not_known;
    CHECK(as_marks(table.withhold().hidden) == ".x.x");  // unknown comes last
}

TEST_CASE("two counts that can only be all ones, or all but one, take another with them; so do two at the threshold") {
    for (const auto& [a, b, joined] : {std::tuple{1, 1, true}, {1, 2, true}, {2, 2, false}, {8, 8, false}, {8, 9, true}, {9, 9, true}}) {
        CountTable table;
        table.add("AAA", "D1", {a, b, 30, 40});
        INFO(a << " and " << b);
        CHECK(as_marks(table.withhold().hidden) == (joined ? "xxx." : "xx.."));
    }
}

TEST_CASE("a department with nothing more to hide hides its total, and another's with it") {
    CountTable table;
    table.add("AAA", "D1", {5, 0});
    table.add("AAA", "D2", {3, 4, 30});
    table.add("AAA", "D3", {50, 60});
    const gap::Withheld withheld = table.withhold();
    CHECK(as_marks(withheld.hidden) == "x.xx...");
    CHECK(as_marks(withheld.total_hidden) == "xx...");  // D1, D2; not D3, not the country, not the region
    CHECK(withheld.residual == std::vector<int>{3, -1, 3, 3, -1, -1, -1});
}

TEST_CASE("where no other department has a hidden count, one more count and its department's total are hidden") {
    CountTable table;
    table.add("AAA", "D1", {5, 0});
    table.add("AAA", "D2", {30, 40});
    const gap::Withheld withheld = table.withhold();
    CHECK(as_marks(withheld.hidden) == "x.x.");
    CHECK(as_marks(withheld.total_hidden) == "xx..");
}

TEST_CASE("a country with a single count above zero hides its total and draws on the other country") {
    CountTable table;
    table.add("AAA", "D1", {5, 0});
    table.add("BBB", "D1", {30, 40});
    const gap::Withheld withheld = table.withhold();
    CHECK(as_marks(withheld.hidden) == "x.x.");
    CHECK(as_marks(withheld.total_hidden) == "xxxx.");
}

TEST_CASE("a study with a single count above zero hides even the region's total") {
    CountTable table;
    table.add("AAA", "D1", {5, 0, 0});
    const gap::Withheld withheld = table.withhold();
    CHECK(as_marks(withheld.total_hidden) == "xxx");
    CHECK(withheld.residual[0] == -1);
}

TEST_CASE("a smoothing pool never has exactly one hidden member") {
    CountTable table;
    table.add("AAA", "D1", {5, 6, 30, 40});
    table.pool = {-1, 0, 0, 0};  // the first has no people and takes no part in smoothing
    CHECK(as_marks(table.withhold().hidden) == "xxx.");
}

TEST_CASE("a stand-in is the part of the total that is shown, by population, and sums to it") {
    CountTable table;
    table.add("AAA", "D1", {5, 4, 30});
    table.population = {1000, 2000, 500};
    const gap::Withheld withheld = table.withhold();
    const auto stand_in = gap::share_out(withheld, table.counts, table.population, 9);
    CHECK(*stand_in[0] == Approx(3.0));
    CHECK(*stand_in[1] == Approx(6.0));
    CHECK(*stand_in[2] == 30.0);
    table.population[0] = layer::not_known;
    const auto equal = gap::share_out(withheld, table.counts, table.population, 9);
    CHECK(*equal[0] == Approx(4.5));
    CHECK(*equal[1] == Approx(4.5));
}
