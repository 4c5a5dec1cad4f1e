// SPDX-License-Identifier: Apache-2.0
#include "tests/unit/dialects/shipped.hpp"

using namespace presencia;
using test::shipped;

namespace {

using Words = std::vector<std::pair<std::string, std::string>>;

void check_words(const std::string& kind, const std::string& role, const Words& words) {
    const layer::Dialects dialects = shipped();
    for (const auto& [theirs, ours] : words) {
        INFO(role << " " << theirs);
        CHECK(dialects.value_for(kind, role, theirs).value_or("-") == ours);
    }
}

}  // namespace

TEST_CASE("the status codes of IATI and words of both languages become ours") {
    check_words("sites", "status",
                {{"1", "pipeline"},
                 {"2", "implementation"},
                 {"3", "finalised"},
                 {"4", "closed"},
                 {"5", "cancelled"},
                 {"6", "suspended"},
                 {"Pipeline/identification", "pipeline"},
                 {"Implementation", "implementation"},
                 {"Completion", "finalised"},
                 {"Cancelled", "cancelled"},
                 {"Suspended", "suspended"},
                 {"EN EJECUCIÓN", "implementation"},
                 {"implementación", "implementation"},
                 {"Operativo", "operating"},
                 {"cerrada", "closed"},
                 {"finalizado", "finalised"},
                 {"operating", "operating"},
                 {"finalised", "finalised"},
                 {"7", "-"},
                 {"", "-"}});
}

TEST_CASE(
    "the nine precision codes of AidData fall into five classes, and what lies between places is no better known than "
    "the country") {
    check_words("sites", "precision",
                {{"1", "exact"},
                 {"2", "approximate"},
                 {"3", "municipality"},
                 {"4", "department"},
                 {"4.2", "department"},
                 {"5", "country"},
                 {"6", "country"},
                 {"7", "country"},
                 {"8", "country"},
                 {"9", "country"},
                 {"aproximada", "approximate"},
                 {"Exacto", "exact"},
                 {"municipal", "municipality"},
                 {"exact", "exact"},
                 {"10", "-"}});
}

TEST_CASE("families are known in both languages, and the military is none of them") {
    check_words("sites", "family",
                {{"Policía", "law_enforcement"},
                 {"police", "law_enforcement"},
                 {"Juzgado de Paz", "judicial"},
                 {"courthouse", "judicial"},
                 {"centro de salud", "social"},
                 {"Escuela", "educational"},
                 {"school", "educational"},
                 {"aduana", "border"},
                 {"Contraloría", "oversight"},
                 {"law_enforcement", "law_enforcement"},
                 {"ejército", "-"},
                 {"militar", "-"},
                 {"military", "-"},
                 {"army", "-"}});
}

TEST_CASE("kinds, yes and no, months and countries are known in both languages") {
    check_words(
        "sites", "kind",
        {{"Servicio", "service"}, {"programa", "programme"}, {"project", "programme"}, {"programme", "programme"}});
    check_words("sites", "sensitive",
                {{"Sí", "true"},
                 {"si", "true"},
                 {"1", "true"},
                 {"true", "true"},
                 {"No", "false"},
                 {"0", "false"},
                 {"quizás", "-"}});
    check_words("incidents", "month",
                {{"Enero", "1"},
                 {"dic", "12"},
                 {"september", "9"},
                 {"setiembre", "9"},
                 {"07", "7"},
                 {"7", "7"},
                 {"13", "-"},
                 {"99", "-"}});
    for (const std::string kind : {"municipalities", "incidents", "sites", "population"}) {
        check_words(kind, "country",
                    {{"HN", "HND"},
                     {"Honduras", "HND"},
                     {"HND", "HND"},
                     {"340", "HND"},
                     {"GT", "GTM"},
                     {"Belice", "BLZ"},
                     {"84", "BLZ"},
                     {"084", "BLZ"},
                     {"panamá", "PAN"},
                     {"República Dominicana", "DOM"},
                     {"Atlantis", "-"}});
    }
}

TEST_CASE("crime terms become ICCS codes, and a violent death is no homicide by its name") {
    check_words("incidents", "incident_class",
                {{"HOMICIDIO", "0101"},
                 {"feminicidio", "0101"},
                 {"tentativa de homicidio", "0102"},
                 {"homicidio culposo", "0103"},
                 {"Violación", "03011"},
                 {"extorsión", "02051"},
                 {"robo", "0401"},
                 {"hurto", "0502"},
                 {"muerte violenta", "-"}});
}

TEST_CASE("words of unknown kinds and roles mean nothing") {
    const layer::Dialects dialects = shipped();
    CHECK_FALSE(dialects.value_for("roads", "status", "1"));
    CHECK_FALSE(dialects.value_for("sites", "staff", "1"));
}
