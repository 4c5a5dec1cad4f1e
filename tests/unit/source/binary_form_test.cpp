// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include "source/binary_form.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;
using namespace std::string_view_literals;

namespace {

std::optional<BinaryForm> form_of(std::string_view bytes) {
    return binary_form(bytes, bytes);
}

/// Bytes as a good generator draws them, the same every time (xorshift64, Marsaglia 2003).
std::string drawn_bytes(std::size_t count) {
    std::string out;
    std::uint64_t state = 88172645463325252U;
    while (out.size() < count) {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        out += static_cast<char>(state >> 32);
    }
    return out;
}

}  // namespace

TEST_CASE("A file that is no text is told by the bytes that its makers put first") {
    CHECK(form_of("\x89PNG\r\n\x1A\n\0\0\0\rIHDR"sv) == BinaryForm::png);
    CHECK(form_of("\xFF\xD8\xFF\xE0\0\x10JFIF"sv) == BinaryForm::jpeg);
    CHECK(form_of("GIF89a\x01\0"sv) == BinaryForm::gif);
    CHECK(form_of("II*\0\x08\0\0\0"sv) == BinaryForm::tiff);
    CHECK(form_of("RIFF\x24\0\0\0WEBPVP8 "sv) == BinaryForm::webp);
    CHECK(form_of("%PDF-1.7\n%\xE2\xE3\n"sv) == BinaryForm::pdf);
    CHECK(form_of("\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1\0\0"sv) == BinaryForm::old_office);
    CHECK(form_of("\x1F\x8B\x08\0\0\0"sv) == BinaryForm::gzip);
    CHECK(form_of("BZh91AY&SY\x12"sv) == BinaryForm::packed);
    CHECK(form_of("PAR1\x15\0"sv) == BinaryForm::parquet);
    CHECK(form_of("\0\x01\0\0Standard ACE DB\0"sv) == BinaryForm::access);
    CHECK(form_of("\0\0\x27\x0A\0\0\0\0"sv) == BinaryForm::shapefile);
    CHECK(form_of("fgb\x03" "fgb\0"sv) == BinaryForm::flatgeobuf);
}

TEST_CASE("Archives are told by what they hold, databases by their application") {
    CHECK(binary_form("PK\x03\x04\x14\0[Content_Types].xml"sv, "PK\x01\x02xl/workbook.xmlPK\x05\x06"sv) == BinaryForm::workbook);
    CHECK(form_of("PK\x03\x04\x14\0mimetypeapplication/vnd.oasis.opendocument.spreadsheetPK"sv) == BinaryForm::opendocument);
    CHECK(binary_form("PK\x03\x04\x14\0[Content_Types].xml"sv, "PK\x01\x02word/document.xmlPK\x05\x06"sv) == BinaryForm::zip);
    std::string database = "SQLite format 3";
    database.resize(100, '\0');
    CHECK(form_of(database) == BinaryForm::sqlite);
    database.replace(68, 4, "GPKG");
    CHECK(form_of(database) == BinaryForm::geopackage);
}

TEST_CASE("Bytes without a mark are no text where many of them are letters of none") {
    CHECK(form_of(drawn_bytes(4096)) == BinaryForm::unknown);
    CHECK(form_of(std::string(4096, '\0')) == BinaryForm::unknown);
    // However few they are.
    CHECK(form_of("\x01\0\x02"sv) == BinaryForm::unknown);
    CHECK(form_of("\x03\x04mzp\0\xE9\x10"sv) == BinaryForm::unknown);
    CHECK(form_of("RSRC\x02\0\x07"sv) == BinaryForm::unknown);
}

TEST_CASE("Text is text in every encoding, with a stray NUL and with marks of binary files further on") {
    CHECK_FALSE(form_of("id;municipio;año\n1;Peñón;2013\n"));
    CHECK_FALSE(form_of("id;municipio;a\xF1o\n1;Pe\xF1\xF3n;2013\n"));
    CHECK_FALSE(form_of("\xEF\xBB\xBFid,x\n"));
    CHECK_FALSE(form_of("PKW,BMW,GIF\n1,2,3\n"));
    CHECK_FALSE(form_of("PAR1,PAR2\n1,2\n"));
    CHECK_FALSE(form_of("id,date,vict\0ims\nA,2013-01-01,1\n"sv));
    CHECK_FALSE(form_of("a,b\n1,\0\n"sv));
    CHECK_FALSE(form_of("a,b\n1,2\n\x1A"sv));  // DOS's end of text
    CHECK_FALSE(form_of("a\tb\f\n1\t2\v\n\n\n\n\t\t\t\t"sv));
    CHECK_FALSE(form_of("\xFF\xFE" "a\0,\0b\0\n\0"sv));
    CHECK_FALSE(form_of("a\0,\0b\0\n\0" "1\0,\0" "2\0"sv));
    CHECK_FALSE(form_of("\0a\0,\0b\0\n\0" "1\0,"sv));
    CHECK_FALSE(form_of("a\0\0\0,\0\0\0b\0\0\0"sv));  // UTF-32: refused by its own name
    CHECK_FALSE(form_of(""));
}

TEST_CASE("The last bytes of a file decide where its names stand at its end") {
    const TempFolder folder;
    const std::string name = "xl/workbook.xml";
    CHECK(binary_form(plan_for(folder.write("far.csv", "PK\x03\x04" + drawn_bytes(300'000) + name))) == BinaryForm::workbook);
    CHECK(binary_form(plan_for(folder.write("near.csv", "PK\x03\x04" + name))) == BinaryForm::workbook);
    CHECK(binary_form(plan_for(folder.write("packed.csv", "PK\x03\x04" + drawn_bytes(300'000)))) == BinaryForm::zip);
    CHECK_FALSE(binary_form(plan_for(folder.write("text.csv", "a,b\n1,2\n"))));
}
