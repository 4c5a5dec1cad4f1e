// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"

#include <catch2/catch.hpp>

#include <cstdlib>
#include <fstream>
#include <set>
#include <sstream>
#include <string>

using namespace presencia;

namespace {

/// docs/errors.md as it must be: printed from the table, so that the two cannot part.
std::string errors_page() {
    std::ostringstream page;
    page << "<!-- SPDX-License-Identifier: Apache-2.0 -->\n# Errors\n\n"
            "Printed from the table in `engine/core/error.cpp`; a test holds the two together. Exit statuses: 0 done, 1 internal, 2 usage, 3 input or\n"
            "study invalid or refused by policy, 4 nothing matched, 5 output exists or cannot be written, 6 published but too many rows rejected,\n"
            "130 interrupted. Codes E2xxx are also the reasons in `rejects/`.\n\n"
            "| code | exit | HTTP | English | español |\n|---|---|---|---|---|\n";
    for (const ErrorEntry& entry : error_table()) {
        page << "| " << entry.id << " | " << entry.exit_status << " | " << entry.http_status << " | " << entry.en << " | " << entry.es << " |\n";
    }
    return page.str();
}

}  // namespace

TEST_CASE("Every error has its own id, an exit status of the contract and a sentence in both languages") {
    std::set<std::string_view> ids;
    for (const ErrorEntry& entry : error_table()) {
        INFO(entry.id);
        CHECK(ids.insert(entry.id).second);
        CHECK(std::set<int>{1, 2, 3, 4, 5, 6, 130}.count(entry.exit_status) == 1);
        CHECK_FALSE(entry.en.empty());
        CHECK_FALSE(entry.es.empty());
    }
}

TEST_CASE("docs/errors.md is the error table") {
    const std::string path = std::string(PRESENCIA_SOURCE_DIR) + "/docs/errors.md";
    if (std::getenv("PRESENCIA_WRITE_DOCS")) {
        std::ofstream(path) << errors_page();
    }
    std::ifstream file(path);
    std::ostringstream text;
    text << file.rdbuf();
    CHECK(text.str() == errors_page());
}

TEST_CASE("A message names file, line, column, code, sentence and hint, in the language asked for") {
    const Error error(ErrorCode::date_invalid, {"homicidios.csv", 17, "fecha"}, "31/02/2011", "write dates as 2011-02-28");
    CHECK(error.message(Language::en) == "homicidios.csv:17: fecha: E2008: no date, or none that exists: 31/02/2011\n  hint: write dates as 2011-02-28");
    CHECK(error.message(Language::es) == "homicidios.csv:17: fecha: E2008: sin fecha, o con una que no existe: 31/02/2011\n  sugerencia: write dates as 2011-02-28");
    CHECK(error.exit_status() == 3);
}
