// SPDX-License-Identifier: Apache-2.0
#include "join/duplicates.hpp"

#include <catch2/catch.hpp>

#include <algorithm>
#include <map>
#include <random>
#include <string>
#include <vector>

using presencia::join::DuplicateFinder;

TEST_CASE("Of rows with one id and one content the first is kept; with different contents none is") {
    DuplicateFinder finder;
    finder.add("a", 1, 0);
    finder.add("b", 7, 1);
    finder.add("a", 1, 2);
    finder.add("c", 5, 3);
    finder.add("c", 6, 4);
    finder.add("c", 5, 5);
    finder.add("a", 1, 6);
    const DuplicateFinder::Result result = finder.finish();
    CHECK(result.duplicates == std::vector<std::int64_t>{2, 6});
    CHECK(result.conflicts == std::vector<std::int64_t>{3, 4, 5});
}

TEST_CASE("Duplicates found within any memory budget are those that a map of all rows finds") {
    std::mt19937_64 random(11);
    for (const std::size_t budget : {std::size_t{40}, std::size_t{4096}, std::size_t{1} << 24}) {
        DuplicateFinder finder(budget);
        std::map<std::string, std::vector<std::pair<std::int64_t, std::uint64_t>>> rows;
        for (std::int64_t ordinal = 0; ordinal < 5000; ++ordinal) {
            const std::string id = "caso-" + std::to_string(random() % 3000);
            const std::uint64_t content = random() % 3;
            finder.add(id, content, ordinal);
            rows[id].push_back({ordinal, content});
        }
        std::vector<std::int64_t> duplicates;
        std::vector<std::int64_t> conflicts;
        for (const auto& [id, same] : rows) {
            bool one_content = true;
            for (const auto& row : same) one_content = one_content && row.second == same.front().second;
            for (std::size_t i = one_content ? 1 : 0; same.size() > 1 && i < same.size(); ++i) (one_content ? duplicates : conflicts).push_back(same[i].first);
        }
        std::sort(duplicates.begin(), duplicates.end());
        std::sort(conflicts.begin(), conflicts.end());
        const DuplicateFinder::Result result = finder.finish();
        CHECK(result.duplicates == duplicates);
        CHECK(result.conflicts == conflicts);
        CHECK(duplicates.size() + conflicts.size() > 1000);
    }
}
