// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/copy.hpp"

#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <regex>

using namespace presencia;
using test::Copy;
using test::shipped;

namespace {

/// Alpha-2 to alpha-3 as Debian's package iso-codes has them; empty where it is not installed.
std::map<std::string, std::string> published() {
    std::ifstream in("/usr/share/iso-codes/json/iso_3166-1.json");
    const std::string text(std::istreambuf_iterator<char>(in), {});
    const std::regex entry("\"alpha_2\": \"([A-Z]{2})\",\\s*\"alpha_3\": \"([A-Z]{3})\"");
    std::map<std::string, std::string> out;
    for (std::sregex_iterator at(text.begin(), text.end(), entry), end; at != end; ++at) out[(*at)[1]] = (*at)[2];
    return out;
}

}  // namespace

TEST_CASE("the codes of countries are those that ISO 3166-1 assigns, and no other three or two letters") {
    const std::map<std::string, std::string> all = published();
    if (all.empty()) {
        std::cout << "SKIPPED: no list of countries to hold ours against; install iso-codes\n";
        return;
    }
    const layer::Dialects dialects = shipped();
    std::size_t twos = 0, threes = 0;
    for (char a = 'A'; a <= 'Z'; ++a) {
        for (char b = 'A'; b <= 'Z'; ++b) {
            const std::string two{a, b};
            const auto known = all.find(two);
            INFO(two);
            CHECK(dialects.place_names().country_of_code(two).value_or("-") == (known == all.end() ? "-" : known->second));
            twos += known == all.end() ? 0 : 1;
            for (char c = 'A'; c <= 'Z'; ++c) {
                const std::string three = two + c;
                const auto country = dialects.place_names().country_of_code(three);
                threes += country ? 1 : 0;
                if (country) CHECK(*country == three);
            }
        }
    }
    CHECK(twos == all.size());
    CHECK(threes == all.size());
    for (const auto& [two, three] : all) CHECK(dialects.place_names().country_of_code(three).value_or("-") == three);
}

TEST_CASE("words that are no code of a country are none, whatever they look like") {
    const layer::Dialects dialects = shipped();
    for (const char* word : {"", "XYZ", "XAA", "TOT", "ABC", "ZZ", "hnd", "Honduras", "340", "HN ", "HOND"}) {
        INFO(word);
        CHECK_FALSE(dialects.place_names().country_of_code(word));
    }
    CHECK(dialects.place_names().country_of_code("HN").value_or("-") == "HND");
    CHECK(dialects.place_names().country_of_code("PER").value_or("-") == "PER");
}

TEST_CASE("a damaged list of countries is refused with its line") {
    const Copy copy;
    copy.write("country_codes.toml", "[codes]\nHND = \"HN\"\nGTM = \"HN\"\n");
    CHECK(copy.failure().code() == ErrorCode::study_contradiction);
    copy.write("country_codes.toml", "[codes]\nHND = \"HN\"\nGT = \"GTM\"\n");
    CHECK(copy.failure().where().row == 3);
    copy.write("country_codes.toml", "name = \"nothing\"\n");
    CHECK(copy.failure().code() == ErrorCode::study_syntax);
}
