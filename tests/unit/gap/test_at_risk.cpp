// SPDX-License-Identifier: Apache-2.0
#include "gap/at_risk.hpp"

#include <catch2/catch.hpp>

#include <cmath>
#include <numeric>

using namespace presencia;
using gap::Certainty;
using Rule = study::AtRisk::Rule;

namespace {

/// A table of counts and rates, drawn in the test.
struct RiskTable {
    std::vector<std::string> country;
    std::vector<Maybe<std::int64_t>> incidents;
    std::vector<Maybe<double>> measure, low, high;
    std::vector<std::uint8_t> listed;

    void add(Maybe<std::int64_t> count, Maybe<double> value, const std::string& where = "AAA", Maybe<double> at_least = {}, Maybe<double> at_most = {}) {
        country.push_back(where);
        incidents.push_back(count);
        measure.push_back(value);
        low.push_back(at_least);
        high.push_back(at_most);
        listed.push_back(0);
    }
    void add_counts(std::initializer_list<std::int64_t> counts, const std::string& where = "AAA") {
        for (const std::int64_t count : counts) add(count, static_cast<double>(count), where);
    }
    gap::Risk judge(Rule rule, double value, study::Scope scope = study::Scope::study) const {
        study::AtRisk at_risk;
        at_risk.rule = rule;
        at_risk.value = value;
        at_risk.scope = scope;
        return gap::apply_rule(at_risk, {country, incidents, measure, low, high, listed});
    }
};

/// "1" at risk, "0" not, "?" unknown: one character a municipality.
std::string as_text(const gap::Risk& risk) {
    std::string out;
    for (const auto& value : risk.at_risk) out += !value.known() ? '?' : (*value ? '1' : '0');
    return out;
}

}  // namespace

TEST_CASE("a tenth of thirty is three, not four") {
    CHECK(gap::exact_ceiling(0.1, 30) == 3);  // 0.1 x 30 is 3.0000000000000004 in doubles on some paths
    CHECK(gap::exact_ceiling(0.1, 31) == 4);
    CHECK(gap::exact_ceiling(0.29, 100) == 29);  // 0.29 x 100 is 28.999999999999996
    CHECK(gap::exact_ceiling(0.07, 100) == 7);   // 0.07 x 100 is 7.000000000000001
    CHECK(gap::exact_ceiling(0.25, 10) == 3);
    CHECK(gap::exact_ceiling(1.0, 17) == 17);
    CHECK(gap::exact_ceiling(0.5, 0) == 0);
    CHECK(gap::exact_ceiling(1e-30, 5) == 1);
    CHECK(gap::exact_ceiling(0.000001, 3'000'000'000) == 3000);
    CHECK(gap::exact_ceiling(0.3333333333333333, 3) == 1);
    CHECK(gap::exact_ceiling(2.0, 5) == 10);
}

TEST_CASE("a threshold is passed only by what lies above it") {
    RiskTable table;
    table.add(std::int64_t{3}, 30.0);
    table.add(std::int64_t{4}, 30.1);
    table.add(std::int64_t{0}, 0.0);
    table.add(Absence::no_record, Absence::no_record);
    const gap::Risk risk = table.judge(Rule::above, 30.0);
    CHECK(as_text(risk) == "010?");
    CHECK(risk.at_risk[3].absence() == Absence::no_record);
    CHECK(risk.cut[1] == 30.0);
}

TEST_CASE("the top share takes the ceiling of the share of municipalities with a known measure") {
    RiskTable table;
    table.add_counts({9, 1, 8, 2, 7, 3, 6, 4, 5});
    table.add(Absence::no_record, Absence::no_record);
    CHECK(as_text(table.judge(Rule::top_share, 0.25)) == "101010000?");  // ceil(0.25 x 9) = 3: 9, 8, 7
    CHECK(table.judge(Rule::top_share, 0.25).cut[0] == 7.0);
}

TEST_CASE("a municipality without incidents is never at risk by a share, whatever its smoothed rate") {
    RiskTable table;
    table.add(std::int64_t{0}, 50.0);
    table.add(std::int64_t{1}, 10.0);
    table.add(std::int64_t{0}, 40.0);
    table.add(std::int64_t{0}, 0.0);
    CHECK(as_text(table.judge(Rule::top_share, 0.75)) == "0100");
    CHECK(as_text(table.judge(Rule::above, 30.0)) == "1010");
    RiskTable zeros;
    zeros.add_counts({0, 0, 0});
    CHECK(as_text(zeros.judge(Rule::top_share, 0.5)) == "000");
    CHECK(as_text(zeros.judge(Rule::top_burden, 0.5)) == "000");
}

TEST_CASE("a tie at the cut enters whole while the set stays within 1.1 times the target") {
    RiskTable table;
    for (std::int64_t k = 0; k < 9; ++k) table.add(100 - k, static_cast<double>(100 - k));
    table.add_counts({50, 50});  // the 10th and 11th of 20
    for (std::int64_t k = 0; k < 9; ++k) table.add(10 - k, static_cast<double>(10 - k));
    const gap::Risk risk = table.judge(Rule::top_share, 0.5);
    CHECK(as_text(risk) == "11111111111000000000");
    CHECK(risk.tied_in == 1);
    CHECK(risk.tied_out == 0);
    CHECK(risk.cut[0] == 50.0);
}

TEST_CASE("a tie that would carry the set beyond 1.1 times the target stays out whole") {
    RiskTable table;
    for (std::int64_t k = 0; k < 9; ++k) table.add(100 - k, static_cast<double>(100 - k));
    table.add_counts({50, 50, 50});  // 10th to 12th of 20: 12 > 11
    for (std::int64_t k = 0; k < 8; ++k) table.add(10 - k, static_cast<double>(10 - k));
    const gap::Risk risk = table.judge(Rule::top_share, 0.5);
    CHECK(as_text(risk) == "11111111100000000000");
    CHECK(risk.tied_out == 3);
    CHECK(risk.cut[0] == 92.0);
}

TEST_CASE("values equal to nine significant digits are tied and those that differ in the ninth are not") {
    RiskTable tied;
    tied.add(std::int64_t{1}, 1.0000000001);
    tied.add(std::int64_t{1}, 1.0000000002);
    CHECK(as_text(tied.judge(Rule::top_share, 0.5)) == "00");
    CHECK(*tied.judge(Rule::top_share, 0.5).rank[0] == 1);
    CHECK(*tied.judge(Rule::top_share, 0.5).rank[1] == 1);
    RiskTable apart;
    apart.add(std::int64_t{1}, 1.00000001);
    apart.add(std::int64_t{1}, 1.00000002);
    CHECK(as_text(apart.judge(Rule::top_share, 0.5)) == "01");
}

TEST_CASE("the top burden is the fewest highest counts that hold the asked part of all incidents") {
    RiskTable table;
    table.add_counts({10, 40, 20, 30});
    CHECK(as_text(table.judge(Rule::top_burden, 0.4)) == "0100");   // 40 of 100 is exactly enough
    CHECK(as_text(table.judge(Rule::top_burden, 0.41)) == "0101");
    CHECK(as_text(table.judge(Rule::top_burden, 0.7)) == "0101");
    CHECK(as_text(table.judge(Rule::top_burden, 1.0)) == "1111");
    CHECK(table.judge(Rule::top_burden, 0.7).cut[0] == 30.0);
}

TEST_CASE("a tie at the cut of a burden follows the same rule, relative to the number of municipalities") {
    RiskTable table;
    table.add_counts({50, 20, 20, 10});  // 60 %: 50 and one of two 20s; both would be 3 > 1.1 x 2
    const gap::Risk risk = table.judge(Rule::top_burden, 0.6);
    CHECK(as_text(risk) == "1000");
    CHECK(risk.tied_out == 2);
}

TEST_CASE("by country, each country has its own number and its own cut") {
    RiskTable table;
    table.add_counts({1, 2, 3, 4}, "AAA");
    table.add_counts({10, 20, 30, 40}, "BBB");
    CHECK(as_text(table.judge(Rule::top_share, 0.25)) == "00000011");  // 2 of 8
    const gap::Risk risk = table.judge(Rule::top_share, 0.25, study::Scope::country);
    CHECK(as_text(risk) == "00010001");
    CHECK(risk.cut[0] == 4.0);
    CHECK(risk.cut[4] == 40.0);
    CHECK(as_text(table.judge(Rule::top_burden, 0.5, study::Scope::country)) == "00110011");
}

TEST_CASE("a list names those at risk, record or not, firmly, since it has no cut") {
    RiskTable table;
    table.add_counts({5, 0});
    table.add(Absence::no_record, Absence::no_record);
    table.listed = {0, 1, 1};
    const gap::Risk risk = table.judge(Rule::list, 0.0);
    CHECK(as_text(risk) == "011");
    CHECK(std::isnan(risk.cut[0]));
    for (const Certainty certainty : risk.certainty) CHECK(certainty == Certainty::firm);
}

TEST_CASE("risk is borderline where the limits of the measure hold the cut between them") {
    RiskTable table;
    table.add(std::int64_t{9}, 40.0, "AAA", 25.0, 60.0);
    table.add(std::int64_t{9}, 40.0, "AAA", 31.0, 60.0);
    table.add(std::int64_t{9}, 20.0, "AAA", 10.0, 30.0);
    table.add(Absence::no_record, Absence::no_record, "AAA", Absence::no_record, Absence::no_record);
    const gap::Risk risk = table.judge(Rule::above, 30.0);
    CHECK(risk.certainty[0] == Certainty::borderline);
    CHECK(risk.certainty[1] == Certainty::firm);
    CHECK(risk.certainty[2] == Certainty::firm);  // the limit touches the cut, it does not pass it
    CHECK(risk.certainty[3] == Certainty::not_applicable);
}

TEST_CASE("need is ranked from the highest measure down, and tied municipalities share the better rank") {
    RiskTable table;
    table.add_counts({5, 9, 5, 1});
    table.add(Absence::no_record, Absence::no_record);
    const gap::Risk risk = table.judge(Rule::above, 4.0);
    CHECK(*risk.rank[1] == 1);
    CHECK(*risk.rank[0] == 2);
    CHECK(*risk.rank[2] == 2);
    CHECK(*risk.rank[3] == 4);
    CHECK(risk.rank[4].absence() == Absence::no_record);
}
