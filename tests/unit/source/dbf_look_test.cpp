// SPDX-License-Identifier: Apache-2.0
#include "source/dbf_look.hpp"
#include "tests/unit/source/source_files.hpp"

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

/// A dBASE III file of one text field of ten bytes and one number of three, written byte by byte.
std::string dbf(const std::vector<std::string>& names, char language = '\0') {
    const auto little = [](std::size_t value, std::size_t bytes) {
        std::string out;
        for (std::size_t k = 0; k < bytes; ++k) out += static_cast<char>(value >> (8 * k) & 0xFF);
        return out;
    };
    const auto field = [](std::string name, char type, char length) {
        name.resize(11, '\0');
        return name + type + std::string(4, '\0') + length + std::string(15, '\0');
    };
    std::string out = "\x03" + std::string("\x65\x01\x01", 3) + little(names.size(), 4) + little(32 + 2 * 32 + 1, 2) + little(1 + 10 + 3, 2) + std::string(17, '\0') + language + std::string(2, '\0');
    out += field("NOMGEO", 'C', 10) + field("N", 'N', 3) + '\r';
    for (std::string name : names) {
        name.resize(10, ' ');
        out += ' ' + name + "\xB3" "12";  // a byte beyond ASCII in a number is no letter
    }
    return out + '\x1A';
}

std::optional<TextLook> look(const TempFolder& folder, const std::string& bytes) {
    folder.write("m.dbf", bytes);
    return look_at_shapefile_text(folder.path() / "m.shp");
}

}  // namespace

TEST_CASE("texts of a Shapefile that declares no encoding are looked at as those of a CSV") {
    const TempFolder folder;
    const auto latin = look(folder, dbf({"Rinc\xF3n", "Amat\xE1n", "Bochil"}));
    REQUIRE(latin);
    CHECK(latin->encoding == Encoding::cp1252);
    CHECK(latin->strange == 2);
    CHECK(latin->line == 1);
    CHECK(latin->letter == "ó");
    const auto utf8 = look(folder, dbf({"Rinc\xC3\xB3n", "Bochil"}));
    REQUIRE(utf8);
    CHECK(utf8->strange == 0);
    CHECK(utf8->encoding == Encoding::utf8);
    const auto dos = look(folder, dbf({"Rinc\xA2n", "Amat\xA0n", "Tepezal\xA0", "Cos\xA1o", "Jes\xA3s"}));
    REQUIRE(dos);
    CHECK(dos->encoding == Encoding::cp850);
}

TEST_CASE("what a Shapefile declares of its encoding is not doubted, and what is no dBASE file is left to its reader") {
    const TempFolder folder;
    CHECK_FALSE(look(folder, dbf({"Rinc\xF3n"}, '\x57')));
    CHECK_FALSE(look(folder, "no dbf"));
    CHECK_FALSE(look(folder, dbf({"Rinc\xF3n"}).substr(0, 60)));
    folder.write("m.cpg", "UTF-8");
    CHECK_FALSE(look(folder, dbf({"Rinc\xF3n"})));
}
