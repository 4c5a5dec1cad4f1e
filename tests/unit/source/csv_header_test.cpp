// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/csv_header.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

CsvHeader header_of(const TempFolder& folder, std::string_view text) {
    return sniff_csv(plan_for(folder.write("header.csv", text)));
}

using Names = std::vector<std::string>;

}  // namespace

TEST_CASE("The delimiter is the one that cuts the lines alike") {
    const TempFolder folder;
    CHECK(header_of(folder, "a,b,c\n1,2,3\n").delimiter == ',');
    CHECK(header_of(folder, "a;b;c\n1,5;2,5;3\n").delimiter == ';');
    CHECK(header_of(folder, "a\tb\n1, uno\t2, dos\n").delimiter == '\t');
    CHECK(header_of(folder, "a|b\n1|2\n").delimiter == '|');
    CHECK(header_of(folder, "\"a;b\",c\n\"1;2;3\",4\n").delimiter == ',');
    CHECK(header_of(folder, "lone\n1\n").delimiter == ',');
    CHECK(header_of(folder, "\n\n  \nlat;lon\n14,5;-87,2\n").delimiter == ';');
}

TEST_CASE("A delimiter named in the plan is not questioned") {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("named.csv", "a;b,c\n1;2,3\n"));
    plan.delimiter = ',';
    CHECK(sniff_csv(plan).columns == Names{"a;b", "c"});
}

TEST_CASE("Names are trimmed, told apart and never empty") {
    const TempFolder folder;
    CHECK(header_of(folder, " a ,a,\"a\",a_2,,\xC2\xA0x\r\n1,2,3,4,5,6\n").columns ==
          Names{"a", "a_3", "a_4", "a_2", "column_5", "x"});
}

TEST_CASE("A byte order mark is no part of the first name") {
    const TempFolder folder;
    const CsvHeader header = header_of(folder,
                                       "\xEF\xBB\xBF"
                                       "a,b\n1,2\n");
    CHECK(header.byte_order_mark);
    CHECK(header.columns == Names{"a", "b"});
    CHECK_FALSE(header_of(folder, "a,b\n").byte_order_mark);
}

TEST_CASE("A header larger than the sample is read in full") {
    const TempFolder folder;
    std::string text;
    for (int i = 0; i < 1000; ++i) {
        text += (i > 0 ? "," : "") + std::string(100, 'n') + std::to_string(i);
    }
    const CsvHeader header = header_of(folder, text + "\n");
    REQUIRE(header.columns.size() == 1000);
    CHECK(header.columns.back() == std::string(100, 'n') + "999");
}

TEST_CASE("UTF-16 is read with and without its mark, and refused under another name") {
    const TempFolder folder;
    using namespace std::string_view_literals;
    for (const auto bytes : {"\xFF\xFE"
                             "a\0,\0b\0\n\0"sv,
                             "\xFE\xFF\0a\0,\0b"sv, "a\0,\0b\0\n\0"sv, "\0a\0,\0b\0\n"sv}) {
        const CsvHeader header = header_of(folder, bytes);
        CHECK(header.columns == Names{"a", "b"});
        CHECK(header.encoding != Encoding::utf8);
        ReadPlan plan = plan_for(folder.write("named.csv", bytes));
        plan.encoding = "utf-8";
        const Error error = error_of([&] { sniff_csv(plan); });
        CHECK(error.code() == ErrorCode::file_encoding);
        CHECK(error.detail() == "UTF-16");
    }
}

TEST_CASE("What is no text has no header") {
    const TempFolder folder;
    using namespace std::string_view_literals;
    CHECK(error_of([&] { header_of(folder, "PK\x03\x04\x14\0\0\0\0\0zip"sv); }).code() == ErrorCode::file_encoding);
    CHECK(error_of([&] { header_of(folder, "\n \r\n\n"sv); }).code() == ErrorCode::file_empty);
    CHECK(error_of([&] { header_of(folder, "\xEF\xBB\xBF"sv); }).code() == ErrorCode::file_empty);
    CHECK(error_of([&] { header_of(folder, std::string(3 << 20, '\n')); }).code() == ErrorCode::file_empty);
    CHECK(error_of([&] { header_of(folder, std::string(3 << 20, 'x')); }).code() == ErrorCode::file_limit);
    CHECK(error_of([&] { header_of(folder, "\"a,b\n1,2\n"sv); }).code() == ErrorCode::row_bad_quote);
    CHECK(error_of([&] { header_of(folder, std::string(2000, ',')); }).code() == ErrorCode::file_limit);
    const Error latin = error_of([&] { header_of(folder, "a,pa\xEDs\n1,2\n"sv); });
    CHECK(latin.code() == ErrorCode::encoding_invalid);
    CHECK(latin.hint().find("cp1252") != std::string::npos);
}

TEST_CASE("An encoding that is not read is refused by name") {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("enc.csv", "a\n1\n"));
    plan.encoding = "shift-jis";
    const Error error = error_of([&] { open_rows(plan); });
    CHECK(error.code() == ErrorCode::file_encoding);
    CHECK(error.detail() == "shift-jis");
}
