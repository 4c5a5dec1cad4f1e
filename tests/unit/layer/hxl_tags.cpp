// SPDX-License-Identifier: Apache-2.0
#include "layer/hxl.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
namespace hxl = presencia::layer::hxl;

namespace {

source::RowBatch table(const std::vector<std::vector<std::string_view>>& rows) {
    source::RowBatch batch;
    batch.cells.resize(rows.front().size());
    for (std::size_t r = 0; r < rows.size(); ++r) {
        batch.row.push_back(static_cast<std::int64_t>(r + 2));
        for (std::size_t c = 0; c < rows[r].size(); ++c) batch.cells[c].push_back(rows[r][c]);
    }
    return batch;
}

}  // namespace

TEST_CASE("A hashtag begins with a letter and may have attributes") {
    for (const char* const tag : {"#adm2", "#adm2+code", " #geo +lat ", "#Date+Start", "#affected+f+children"}) CHECK(hxl::is_tag(tag));
    for (const char* const text : {"", "#", "#1", "# 1", "adm2", "#adm2+", "#adm2++code", "#adm2 (code)", "#3 de mayo", "C# code", "#adm2+code-x"}) CHECK_FALSE(hxl::is_tag(text));
}

TEST_CASE("Two spellings of a tag are one: attributes in any order, any case, blanks between") {
    CHECK(hxl::normalised("#ADM2 +v_pcode +Code") == "#adm2+code+v_pcode");
    CHECK(hxl::normalised("#adm2+code+v_pcode+code") == "#adm2+code+v_pcode");
    CHECK(hxl::normalised("#geo") == "#geo");
}

TEST_CASE("A pattern is answered by tags that have its attributes and not those behind a minus") {
    CHECK(hxl::matches("#adm2+code", "#adm2+code+v_pcode"));
    CHECK(hxl::matches("#adm2", "#adm2+name"));
    CHECK_FALSE(hxl::matches("#adm2+code", "#adm2+name"));
    CHECK_FALSE(hxl::matches("#adm2", "#adm1"));
    CHECK_FALSE(hxl::matches("#sector-code", "#sector+code"));
    CHECK(hxl::matches("#sector-code", "#sector+name"));
}

TEST_CASE("The tag with the fewest other attributes answers, and columns without a tag never do") {
    CHECK(hxl::find("#adm2+code", {"", "#adm2+code+old", "#adm2+code", "#adm2+code"}) == 2);
    CHECK_FALSE(hxl::find("#adm3", {"", "#adm2"}).has_value());
}

TEST_CASE("The row of tags is found among headings, and data that hold a hash are none") {
    const auto found = hxl::find_tags(table({{"Quién", "Dónde", ""}, {"#org", "#adm2+name", ""}, {"Cruz", "Tela", "3"}}));
    REQUIRE(found);
    CHECK(found->row == 1);
    CHECK(found->tags == std::vector<std::string>{"#org", "#adm2+name", ""});
    CHECK_FALSE(hxl::find_tags(table({{"#calle", "Tela", "1"}, {"Cruz", "Tela", "3"}})).has_value());
}
