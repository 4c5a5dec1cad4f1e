// SPDX-License-Identifier: Apache-2.0
#include "core/ledger.hpp"

#include <catch2/catch.hpp>

#include <tuple>

using namespace presencia;

namespace {

using Row = std::tuple<std::int64_t, std::string, ErrorCode, std::string>;

std::vector<Row> rows_of(const Ledger& ledger) {
    std::vector<Row> rows;
    ledger.each_left_out([&](const Reject& left) { rows.emplace_back(left.row, left.column, left.code, left.value); });
    return rows;
}

}  // namespace

TEST_CASE("rows left out read the same whether they were kept or spilled") {
    Ledger kept, spilled;
    for (std::int64_t row = 1; row <= 1000; ++row) {
        const Reject left{row, row % 3 == 0 ? "" : "fecha", row % 2 == 0 ? ErrorCode::row_duplicate : ErrorCode::value_not_allowed,
                          std::string(static_cast<std::size_t>(row % 81), 'x')};
        kept.left_out.push_back(left);
        spilled.left_out.push_back(left);
        spilled.spill_left_out(99);
    }
    CHECK(spilled.left_out.size() == 0);
    CHECK(spilled.left_out_count() == 1000);
    CHECK(kept.left_out_count() == 1000);
    CHECK(rows_of(spilled) == rows_of(kept));
    CHECK(rows_of(spilled) == rows_of(kept));  // and can be read again
}

TEST_CASE("a spill goes on after it was read, and what is kept comes after what was spilled") {
    Ledger ledger;
    ledger.left_out = {{2, "b", ErrorCode::row_duplicate, "2"}, {1, "a", ErrorCode::row_duplicate, "1"}};
    ledger.spill_left_out(1);
    REQUIRE(rows_of(ledger).size() == 2);
    CHECK(std::get<0>(rows_of(ledger).front()) == 1);
    ledger.left_out = {{3, "c", ErrorCode::row_duplicate, "3"}, {4, "d", ErrorCode::row_duplicate, "4"}};
    ledger.spill_left_out(1);
    ledger.left_out = {{5, "e", ErrorCode::row_duplicate, "5"}};
    ledger.spill_left_out(1);  // one row is what may stay
    CHECK(ledger.left_out.size() == 1);
    std::vector<std::int64_t> order;
    for (const Row& row : rows_of(ledger)) order.push_back(std::get<0>(row));
    CHECK(order == std::vector<std::int64_t>{1, 2, 3, 4, 5});
}

TEST_CASE("hidden values stay hidden, spilled or not") {
    Ledger ledger;
    ledger.left_out = {{1, "id", ErrorCode::row_duplicate, "secret"}};
    ledger.spill_left_out(0);
    ledger.left_out = {{2, "id", ErrorCode::row_duplicate, "secret"}};
    ledger.hide_values = true;
    for (const Row& row : rows_of(ledger)) {
        CHECK(std::get<1>(row) == "id");
        CHECK(std::get<3>(row).empty());
    }
}

TEST_CASE("filtered rows are listed among the others by row, behind the fault of their own row, and counted") {
    Ledger ledger;
    ledger.read = 6;
    ledger.located = 1;
    ledger.filter(2, "fecha", ErrorCode::row_other_period, "2012-05-03");
    ledger.set_aside({7, {}, ErrorCode::row_total, {}});
    ledger.filter(4, "tipo", ErrorCode::row_excluded, "lago");
    ledger.reject({4, "n", ErrorCode::value_not_number, "x"});
    ledger.reject({1, "n", ErrorCode::value_negative, "-1"});
    ledger.sort_left_out();
    CHECK(ledger.filtered == 3);
    CHECK(ledger.balanced());
    CHECK(ledger.listed());
    CHECK(ledger.left_out_count() == 5);
    CHECK(ledger.filtered_count() == 2);
    CHECK(rows_of(ledger) == std::vector<Row>{{1, "n", ErrorCode::value_negative, "-1"},
                                              {2, "fecha", ErrorCode::row_other_period, "2012-05-03"},
                                              {4, "n", ErrorCode::value_not_number, "x"},
                                              {4, "tipo", ErrorCode::row_excluded, "lago"},
                                              {7, "", ErrorCode::row_total, ""}});
    ++ledger.filtered;
    ++ledger.read;
    CHECK(ledger.balanced());
    CHECK_FALSE(ledger.listed());
    CHECK_THROWS_AS(require_whole(ledger), Error);
}

TEST_CASE("filtered rows of a withheld file are counted and not listed, and the others are") {
    Ledger ledger;
    ledger.filter(2, "fecha", ErrorCode::row_other_period, "2012-05-03");
    ledger.reject({3, "n", ErrorCode::value_negative, "-1"});
    ledger.hide_filtered = true;
    CHECK(rows_of(ledger) == std::vector<Row>{{3, "n", ErrorCode::value_negative, "-1"}});
    CHECK(ledger.left_out_count() == 1);
    CHECK(ledger.filtered_count() == 0);
    CHECK(ledger.filtered == 1);
    CHECK(ledger.listed());
}

TEST_CASE("more filtered rows than fit in memory read the same, also twice and from a copy") {
    Ledger ledger;
    std::vector<Row> expected;
    for (std::int64_t row = 1; row <= 100'000; ++row) {
        const std::string day = std::to_string(row % 28 + 1);
        if (row % 1000 == 0) {
            ledger.reject({row, "fecha", ErrorCode::date_invalid, day});
            expected.emplace_back(row, "fecha", ErrorCode::date_invalid, day);
        } else {
            ledger.filter(row, "fecha", ErrorCode::row_other_period, day);
            expected.emplace_back(row, "fecha", ErrorCode::row_other_period, day);
        }
        if (row % 10'000 == 0) ledger.spill_left_out(5);
    }
    CHECK(ledger.left_out_count() == 100'000);
    CHECK(rows_of(ledger) == expected);
    const Ledger copy = ledger;
    CHECK(rows_of(copy) == expected);
    CHECK(rows_of(ledger) == expected);
}

TEST_CASE("a pack merges with another by row, and keeps the beginning of a long value") {
    RejectPack even, odd, none;
    for (std::int64_t row = 2; row <= 8; row += 2) even.add(row, "a", ErrorCode::row_excluded, "even");
    for (std::int64_t row = 1; row <= 5; row += 2) odd.add(row, "b", ErrorCode::row_other_period, std::string(81, 'x'));
    odd.add(8, "b", ErrorCode::row_other_period, "last");
    even.merge(odd);
    even.merge(none);
    none.merge(even);
    REQUIRE(none.size() == 8);
    RejectReader reader(none.bytes());
    Reject one;
    std::vector<Row> rows;
    while (reader.next(one)) rows.emplace_back(one.row, one.column, one.code, one.value);
    const std::string cut = std::string(77, 'x') + "…";
    CHECK(rows == std::vector<Row>{{1, "b", ErrorCode::row_other_period, cut},
                                   {2, "a", ErrorCode::row_excluded, "even"},
                                   {3, "b", ErrorCode::row_other_period, cut},
                                   {4, "a", ErrorCode::row_excluded, "even"},
                                   {5, "b", ErrorCode::row_other_period, cut},
                                   {6, "a", ErrorCode::row_excluded, "even"},
                                   {8, "a", ErrorCode::row_excluded, "even"},
                                   {8, "b", ErrorCode::row_other_period, "last"}});
}

TEST_CASE("a row is rejected, outside, there twice, no row of data or not asked for, and only one of these") {
    for (const ErrorEntry& entry : error_table()) {
        const int apart = (entry.code == ErrorCode::row_outside ? 1 : 0) + (entry.code == ErrorCode::row_duplicate ? 1 : 0) + (is_set_aside(entry.code) ? 1 : 0) + (is_filtered(entry.code) ? 1 : 0);
        INFO(entry.id);
        CHECK(apart + (is_rejection(entry.code) ? 1 : 0) == 1);
    }
    CHECK(is_filtered(ErrorCode::row_no_people));
    CHECK_FALSE(is_rejection(ErrorCode::row_excluded));
    CHECK_FALSE(is_filtered(ErrorCode::row_total));
}
