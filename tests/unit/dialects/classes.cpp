// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/shipped.hpp"

using namespace presencia;
using study::DisclosureClass;
using test::shipped;

namespace {

void check_all(DisclosureClass expected, const std::vector<std::string>& words) {
    const layer::Dialects dialects = shipped();
    for (const std::string& word : words) {
        INFO(word);
        CHECK(dialects.disclosure_class(word) == expected);
    }
}

}  // namespace

TEST_CASE("intentional homicide is a public record, by code, by subcode and by name, femicide included") {
    check_all(DisclosureClass::homicide, {"0101", "01011", "010112", " 0101 ", "homicidio", "HOMICIDIO DOLOSO",
                                          "asesinato", "feminicidio", "murder"});
}

TEST_CASE("sexual, family and child violence, trafficking and disappearance are sensitive") {
    check_all(DisclosureClass::sensitive,
              {"03", "0301", "03011", "0302", "0204", "0203", "02021", "02061", "0106", "1101", "violación",
               "abuso sexual", "Violencia intrafamiliar", "trata de personas", "maltrato infantil", "desaparición",
               "desaparición forzada", "human trafficking", "domestic violence"});
}

TEST_CASE("other recognised classes are neither") {
    check_all(DisclosureClass::other, {"01",
                                       "0102",
                                       "0103",
                                       "0104",
                                       "0201",
                                       "020221",
                                       "02051",
                                       "04",
                                       "0401",
                                       "0502",
                                       "06",
                                       "0703",
                                       "08051",
                                       "0901",
                                       "10",
                                       "11",
                                       "tentativa de homicidio",
                                       "homicidio culposo",
                                       "robo",
                                       "extorsión",
                                       "secuestro",
                                       "contrabando"});
}

TEST_CASE("what is not recognised is sensitive: another section, a code that lost its zero, a phrase, nothing at all") {
    check_all(DisclosureClass::sensitive, {"", "  ", "12", "99", "00", "0", "1", "101", "301", "0101001", "3011",
                                           "homicidio y robo", "muerte violenta", "otro", "Battles", "01-01", "0101a"});
}

TEST_CASE("the longest prefix decides, whatever the order of the lists") {
    const layer::Dialects dialects = shipped();
    CHECK(dialects.disclosure_class("02") == DisclosureClass::other);
    CHECK(dialects.disclosure_class("0202") == DisclosureClass::other);
    CHECK(dialects.disclosure_class("02022") == DisclosureClass::other);
    CHECK(dialects.disclosure_class("020211") == DisclosureClass::sensitive);
    CHECK(dialects.disclosure_class("0802") == DisclosureClass::sensitive);
    CHECK(dialects.disclosure_class("0805") == DisclosureClass::other);
}

TEST_CASE("a crime term and the code it stands for are of one class") {
    const layer::Dialects dialects = shipped();
    for (const std::string term :
         {"homicidio", "femicidio", "homicidio imprudencial", "lesiones", "secuestro", "trata de personas", "violación",
          "violencia sexual", "robo", "burglary", "corrupción", "portación ilegal de armas"}) {
        INFO(term);
        const auto code = dialects.value_for("incidents", "incident_class", term);
        REQUIRE(code);
        CHECK(dialects.disclosure_class(term) == dialects.disclosure_class(*code));
    }
}
