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
