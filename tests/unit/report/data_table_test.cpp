// SPDX-License-Identifier: Apache-2.0
#include "emit/report/data_table.hpp"

#include "core/error.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;

TEST_CASE("A table has a caption, header cells by column and by row, and marks what is not a value") {
    Html html;
    {
        DataTable table(html, "Totals", {{"Place"}, {"Count", true}});
        table.row({"A & B", "1,200"});
        table.row({"C", {"suppressed", true}});
    }
    const std::string text = html.finish();
    CHECK(text.find("<caption><span>Totals</span></caption>") != std::string::npos);
    CHECK(text.find("<th scope=\"col\">Place</th>") != std::string::npos);
    CHECK(text.find("<th scope=\"col\" class=\"n\">Count</th>") != std::string::npos);
    CHECK(text.find("<th scope=\"row\">A &amp; B</th>\n<td class=\"n\">1,200</td>") != std::string::npos);
    CHECK(text.find("<td class=\"n absent\">suppressed</td>") != std::string::npos);
    CHECK(text.find("tabindex=\"0\"") != std::string::npos);
}

TEST_CASE("A row with another number of cells than the table is a defect of the program") {
    Html html;
    DataTable table(html, "Totals", {{"Place"}, {"Count", true}});
    CHECK_THROWS_AS(table.row({"A"}), Error);
}
