// SPDX-License-Identifier: Apache-2.0
#include "layer/gazetteer.hpp"
#include "layer/place_spelling.hpp"

#include <catch2/catch.hpp>

#include <filesystem>

using namespace presencia;
using layer::KeyMatch;
using layer::KeyRule;
using layer::Place;

namespace {

const layer::PlaceNames& names() {
    static const layer::PlaceNames known(std::filesystem::path(PRESENCIA_SOURCE_DIR) / "layers");
    return known;
}

/// Codes of the statistics offices; places as they are called there.
layer::Gazetteer gazetteer() {
    return layer::Gazetteer(std::vector<Place>{{"GTM", "0101", "Guatemala", "Guatemala"},
                             {"GTM", "0117", "Petapa", "Guatemala"},
                             {"GTM", "1311", "La Libertad", "Huehuetenango"},
                             {"GTM", "1326", "Barillas", "Huehuetenango"},
                             {"GTM", "1705", "La Libertad", "Petén"},
                             {"GTM", "1713", "Las Cruces", "Petén"},
                             {"GTM", "1909", "La Unión", "Zacapa"},
                             {"COL", "05001", "Medellín", "Antioquia"},
                             {"HND", "0101", "La Ceiba", "Atlántida"},
                             {"HND", "0313", "San Jer\xEF\xBF\xBDnimo", "Comayagua"},
                             {"HND", "0501", "San Pedro Sula", "Cortés"},
                             {"SLV", "0315", "Sonsonate", "Sonsonate"},
                             {"SLV", "1408", "La Unión", "La Unión"},
                             {"SLV", "1410", "Meanguera Del Golfo", "La Unión"}},
                            names());
}

struct Found {
    std::string code;
    KeyRule rule;
    KeyMatch::Miss miss;
};

Found find(std::string_view country, std::string_view department, std::string_view municipality, std::string_view name = {}) {
    static const layer::Gazetteer places = gazetteer();
    const KeyMatch match = places.find({country, department, municipality, name});
    return {match.municipality < 0 ? "" : places.index().places()[static_cast<std::size_t>(match.municipality)].code, match.rule, match.miss};
}

}  // namespace

TEST_CASE("a code is known in every spelling that its country's offices use") {
    CHECK(find("SLV", "", "SLV1410").code == "1410");
    CHECK(find("", "", "SV1410").code == "1410");
    CHECK(find("SLV", "", "1410").rule == KeyRule::code);
    CHECK(find("COL", "", "05001000").code == "05001");  // with a place within the municipality: none
    CHECK(find("COL", "", "5001000").code == "05001");
    CHECK(find("COL", "", "05001001").code.empty());
    CHECK(find("HND", "", "hn_01_01").code == "0101");
    CHECK(find("", "", "HN0101").code == "0101");
    CHECK(find("HND", "", "0101").code == "0101");
    CHECK(find("GTM", "", "21GTM017013").code == "1713");
    CHECK(find("GTM", "", "GT1713").code == "1713");
    CHECK(find("GTM", "", "101").rule == KeyRule::code_zeros);
    CHECK(find("GTM", "", "101").code == "0101");
    CHECK(find("HND", "", "050100").code == "0501");
    CHECK(find("HND", "", "50100").rule == KeyRule::code_six_digits);
    CHECK(find("HND", "", "50100").code == "0501");
    CHECK(find("", "", "3400501").code == "0501");  // Honduras is 340 in ISO 3166-1
}

TEST_CASE("a code that went through a number with decimals is the code, and no other that its digits could spell") {
    CHECK(find("SLV", "", "1410.0").code == "1410");
    CHECK(find("SLV", "", "1410.0").rule == KeyRule::code_decimals);
    CHECK(find("GTM", "", "101.00").code == "0101");
    CHECK(find("HND", "", "5010.0").code.empty());  // without its point six digits that would be 0501
    CHECK(find("GTM", "", "1410.5").code.empty());
}

TEST_CASE("what could be a code of two municipalities is the code of none") {
    CHECK(find("", "", "0101").miss == KeyMatch::Miss::ambiguous);
    CHECK(find("", "", "101").miss == KeyMatch::Miss::ambiguous);
    CHECK(find("", "Atlántida", "0101").code == "0101");
    // El Salvador's 1410 is not Guatemala's, where a row says Guatemala.
    CHECK(find("GTM", "", "SV1410").miss == KeyMatch::Miss::unknown);
    CHECK(find("GTM", "", "9999").miss == KeyMatch::Miss::unknown);
    const layer::Gazetteer both(std::vector<Place>{{"AAA", "0101", "", ""}, {"AAA", "00101", "", ""}}, names());
    CHECK(both.find({"AAA", {}, "101", {}}).miss == KeyMatch::Miss::ambiguous);
    CHECK(both.find({"AAA", {}, "0101", {}}).municipality == 0);
}

TEST_CASE("the table's own spelling does not matter either") {
    const layer::Gazetteer six(std::vector<Place>{{"HND", "050100", "San Pedro Sula", ""}, {"HND", "010100", "La Ceiba", ""}}, names());
    CHECK(six.find({"HND", {}, "0501", {}}).municipality == 0);
    CHECK(six.find({{}, {}, "HN0101", {}}).municipality == 1);
    CHECK(six.find({"HND", {}, "101", {}}).municipality == 1);
    CHECK(six.find({"HND", {}, "050101", {}}).municipality == -1);  // a village of San Pedro Sula
    // Olopa is 2006, and Sanarate, 0206, is not, though its six digits read so without their zeros.
    const layer::Gazetteer long_codes(std::vector<Place>{{"GTM", "21GTM002006", "Sanarate", ""}, {"GTM", "21GTM020006", "Olopa", ""}}, names());
    CHECK(long_codes.find({"GTM", {}, "2006", {}}).municipality == 1);
    CHECK(long_codes.find({"GTM", {}, "0206", {}}).municipality == 0);
    CHECK(long_codes.find({"GTM", {}, "206", {}}).municipality == 0);
    const layer::Gazetteer pcodes(std::vector<Place>{{"GTM", "GT1713", "", ""}}, names());
    CHECK(pcodes.find({"GTM", {}, "21GTM017013", {}}).municipality == 0);
    CHECK(pcodes.find({"GTM", {}, "1713", {}}).municipality == 0);
}

TEST_CASE("names are compared without accents, case and punctuation, composed or not") {
    CHECK(find("SLV", "", "MEANGUERA DEL GOLFO").code == "1410");
    CHECK(find("GTM", "Peten", "las cruces").code == "1713");
    CHECK(find("GTM", "Zacapa", "La Unio\xCC\x81n").code == "1909");  // NFD
    CHECK(find("GTM", "Zacapa", "La Unio\xCC\x81n").rule == KeyRule::name);
}

TEST_CASE("a name that several carry is refused without its department, and listed") {
    CHECK(find("", "", "La Unión").miss == KeyMatch::Miss::ambiguous);
    CHECK(find("SLV", "", "La Unión").code == "1408");
    CHECK(find("GTM", "", "La Libertad").miss == KeyMatch::Miss::ambiguous);
    CHECK(find("GTM", "Petén", "La Libertad").code == "1705");
    CHECK(find("GTM", "El Petén", "La Libertad").code == "1705");
    CHECK(find("GTM", "17", "La Libertad").code == "1705");
    CHECK(find("GTM", "GT13", "La Libertad").code == "1311");
    const auto who = gazetteer().suggestions({"GTM", {}, "La Libertad", {}});
    CHECK(who == std::vector<std::string>{"La Libertad (GTM 1311)", "La Libertad (GTM 1705)"});
}

TEST_CASE("a department that is another one's, or not known, finds nobody") {
    CHECK(find("GTM", "Zacapa", "Las Cruces").miss == KeyMatch::Miss::unknown);
    CHECK(find("GTM", "Chiapas", "Las Cruces").miss == KeyMatch::Miss::unknown);
    CHECK(find("GTM", "", "Las Cruces").code == "1713");
}

TEST_CASE("other names of a municipality, abbreviations and small words are data") {
    CHECK(find("GTM", "Guatemala", "San Miguel Petapa").code == "0117");
    CHECK(find("GTM", "Huehuetenango", "Santa Cruz Barillas").rule == KeyRule::name_alias);
    CHECK(find("GTM", "Huehuetenango", "Sta. Cruz Barillas").code == "1326");
    CHECK(find("SLV", "", "Meanguera de El Golfo").rule == KeyRule::name_small_words);
    CHECK(find("SLV", "La Unión", "Meanguera, Golfo").code == "1410");
}

TEST_CASE("a lost letter is any letter, where one municipality alone fits") {
    CHECK(find("HND", "Comayagua", "San Jerónimo").code == "0313");
    CHECK(find("HND", "Comayagua", "San Jerónimo").rule == KeyRule::name_damaged);
    CHECK(find("SLV", "La Uni?n", "La Uni\xEF\xBF\xBDn").code == "1408");
    CHECK(find("GTM", "Pet\xC3\x83\xC2\xA9n", "Las Cruces").code == "1713");  // "PetÃ©n"
    CHECK(find("GTM", "", "La Lib?rtad").miss == KeyMatch::Miss::ambiguous);
    CHECK(find("GTM", "", "L? C?????").miss == KeyMatch::Miss::unknown);
    CHECK(layer::may_be_one(layer::fold_damaged("Nombre De Jes√∫s"), "nombre de jesus"));
    CHECK(layer::may_be_one(layer::fold_damaged("Mercedes Uma??a"), "mercedes umana"));
    CHECK_FALSE(layer::may_be_one(layer::fold_damaged("San?a Ana"), "santana"));
    CHECK(layer::fold_damaged("San José (?)") == "san jose");
}

TEST_CASE("a code counts before the name beside it, and a code that must be understood does not against it") {
    CHECK(find("GTM", "", "1713", "Barillas").code == "1713");
    CHECK(gazetteer().find({"GTM", {}, "1713", "Barillas"}).other >= 0);
    CHECK(gazetteer().find({"GTM", {}, "1713", "LAS CRUCES"}).other == -1);
    CHECK(find("GTM", "", "GT1713", "Barillas").miss == KeyMatch::Miss::contradiction);
    CHECK(find("GTM", "", "9999", "Barillas").code == "1326");
    CHECK(find("", "", "0101", "La Ceiba").code == "0101");
}

TEST_CASE("boundaries without departments are known by the codes of their municipalities") {
    const layer::Gazetteer bare(std::vector<Place>{{"HND", "010100", "La Ceiba", ""}, {"HND", "100100", "La Esperanza", ""}, {"HND", "030100", "La Esperanza", ""}}, names());
    CHECK(bare.find({"HND", "Intibucá", "La Esperanza", {}}).municipality == 1);
    CHECK(bare.find({"HND", "comayagua", "La Esperanza", {}}).municipality == 2);
    CHECK(bare.find({"HND", "1", "La Ceiba", {}}).municipality == 0);
}

TEST_CASE("the books of a layer's keys name each rule once and each unmatched key once, with the nearest three") {
    const layer::Gazetteer places = gazetteer();
    layer::KeyMemo memo(places);
    layer::KeyTally tally;
    std::int64_t row = 1;
    const auto add = [&](const layer::PlaceKey& key) { tally.add(key, memo.find(key), ++row); };
    for (int i = 0; i < 3; ++i) add({"GTM", {}, "101", {}});
    add({"GTM", {}, "117", {}});
    add({"GTM", {}, "1713", {}});
    for (int i = 0; i < 2; ++i) add({"GTM", "Petén", "Las Cruzes", {}});
    add({"GTM", {}, "La Libertad", {}});
    Ledger ledger;
    tally.finish(places, ledger);
    REQUIRE(ledger.key_rules.size() == 1);
    CHECK(ledger.key_rules[0].rows == 4);
    CHECK(ledger.key_rules[0].keys == 2);
    CHECK(ledger.key_rules[0].example == "101 · GTM");
    CHECK(ledger.key_rules[0].meaning == std::vector<std::string>{"Guatemala (GTM 0101)"});
    REQUIRE(ledger.unmatched_keys.size() == 2);
    CHECK(ledger.unmatched_keys[0].rows == 2);
    CHECK_FALSE(ledger.unmatched_keys[0].ambiguous);
    REQUIRE(ledger.unmatched_keys[0].nearest.size() == 3);
    CHECK(ledger.unmatched_keys[0].nearest[0] == "Las Cruces (GTM 1713)");
    CHECK(ledger.unmatched_keys[1].ambiguous);
}

TEST_CASE("a code and a name of two municipalities are listed with both of them and the row, whichever of the two counts") {
    const layer::Gazetteer places = gazetteer();
    layer::KeyMemo memo(places);
    layer::KeyTally tally;
    std::int64_t row = 1;
    const auto add = [&](const layer::PlaceKey& key) { tally.add(key, memo.find(key), ++row); };
    add({"GTM", {}, "1713", "Las Cruces"});
    for (int i = 0; i < 2; ++i) add({"GTM", {}, "GT1713", "Barillas"});
    for (int i = 0; i < 3; ++i) add({"GTM", {}, "1713", "Barillas"});
    Ledger ledger;
    tally.finish(places, ledger);
    REQUIRE(ledger.unmatched_keys.size() == 1);
    const UnmatchedKey& refused = ledger.unmatched_keys[0];
    CHECK(refused.contradiction);
    CHECK_FALSE(refused.ambiguous);
    CHECK(refused.rows == 2);
    CHECK(refused.first_row == 3);
    CHECK(refused.nearest == std::vector<std::string>{"Las Cruces (GTM 1713)", "Barillas (GTM 1326)"});
    CHECK(ledger.keys_contradicted == 3);
    REQUIRE(ledger.contradicted_keys.size() == 1);
    CHECK(ledger.contradicted_keys[0].rows == 3);
    CHECK(ledger.contradicted_keys[0].first_row == 5);
    CHECK(ledger.contradicted_keys[0].by_code == "Las Cruces (GTM 1713)");
    CHECK(ledger.contradicted_keys[0].by_name == "Barillas (GTM 1326)");
    CHECK(layer::reason_of(memo.find({"GTM", {}, "GT1713", "Barillas"}).miss) == ErrorCode::key_contradiction);
}
