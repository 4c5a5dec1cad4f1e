// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/csv_header.hpp"
#include "source/joined_header.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

using Names = std::vector<std::string>;

/// A CSV whose header stands in the records that begin on these lines.
ReadPlan joined_plan(const TempFolder& folder, std::string_view text, std::int64_t upper, std::int64_t lower) {
    ReadPlan plan = plan_for(folder.write("joined.csv", text));
    plan.upper_header_line = upper;
    plan.header_line = lower;
    return plan;
}

}  // namespace

TEST_CASE("A label stands over the blank cells to its right as long as there is a name below") {
    CHECK(joined_header({"", "", "2012", "", "2013", ""}, {"Código", "Municipio", "Hombres", "Mujeres", "Hombres", "Mujeres"}) ==
          Names{"Código", "Municipio", "2012 Hombres", "2012 Mujeres", "2013 Hombres", "2013 Mujeres"});
    CHECK(joined_header({"Código", "Municipio", "2012", "", "", "2013", ""}, {"", "", "Hombres", "Mujeres", "", "Hombres", "Mujeres"}) ==
          Names{"Código", "Municipio", "2012 Hombres", "2012 Mujeres", "", "2013 Hombres", "2013 Mujeres"});
    // Filled cells of one label, as programs write merged cells that they have taken apart.
    CHECK(joined_header({"", "2012", "2012"}, {"Municipio", "Hombres", "Mujeres"}) == Names{"Municipio", "2012 Hombres", "2012 Mujeres"});
}

TEST_CASE("A label that stands above no name of its own column stands over no other either") {
    CHECK(joined_header({"Municipio", "Total", "", ""}, {"", "", "Hombres", "Mujeres"}) == Names{"Municipio", "Total", "Hombres", "Mujeres"});
    CHECK(joined_header({"Municipio", "Homicidios", "", "", ""}, {"", "Hombres", "Mujeres", "", "Nota"}) == Names{"Municipio", "Homicidios Hombres", "Homicidios Mujeres", "", "Nota"});
}

TEST_CASE("The last label stands over no more names than those before it do, where they stand over the same") {
    CHECK(joined_header({"", "2012", "", "2013", "", ""}, {"Municipio", "Hombres", "Mujeres", "Hombres", "Mujeres", "Total"}) ==
          Names{"Municipio", "2012 Hombres", "2012 Mujeres", "2013 Hombres", "2013 Mujeres", "Total"});
    // A year with fewer names, and labels over names of their own, tell nothing of where the last one ends.
    CHECK(joined_header({"", "2012", "", "2013"}, {"Municipio", "Hombres", "Mujeres", "Hombres"}).back() == "2013 Hombres");
    CHECK(joined_header({"", "Delitos", "", "Lesiones", "", ""}, {"Municipio", "a", "b", "c", "d", "e"}).back() == "Lesiones e");
}

TEST_CASE("Rows of two lengths make the wider header, and a name that stands in both rows stands once") {
    CHECK(joined_header({"Municipio", "2012"}, {"MUNICIPIO", " Hombres ", "Mujeres"}) == Names{"MUNICIPIO", "2012 Hombres", "2012 Mujeres"});
    CHECK(joined_header({"a", "b", "c"}, {""}) == Names{"a", "b", "c"});
}

TEST_CASE("A CSV whose header stands in two rows has their names, whatever stands above and however many lines a name takes") {
    const TempFolder folder;
    const std::string_view text = "Cuadro 1,,,\n,2012,,\n\"Municipio\nde residencia\",Hombres,\"Mujeres\r\n(n)\",\nNorte,1,2,\nSur,3,4,\n";
    const ReadPlan plan = joined_plan(folder, text, 2, 3);
    CHECK(sniff_csv(plan).columns == Names{"Municipio de residencia", "2012 Hombres", "2012 Mujeres (n)"});
    const auto rows = open_rows(plan);
    RowBatch batch;
    REQUIRE(rows->next(batch));
    CHECK(batch.row == std::vector<std::int64_t>{6, 7});
    CHECK(batch.cells[1] == std::vector<std::string_view>{"1", "3"});
}

TEST_CASE("A CSV that ends above the lower row of its header is empty") {
    const TempFolder folder;
    CHECK(error_of([&] { sniff_csv(joined_plan(folder, "a,b\n", 1, 2)); }).code() == ErrorCode::file_empty);
}
