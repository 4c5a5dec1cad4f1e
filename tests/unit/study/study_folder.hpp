// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/study.hpp"

#include <catch2/catch.hpp>

#include <atomic>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include <unistd.h>

namespace presencia::test {

/// A folder with the inputs that the studies of these tests name, empty files all; gone with the object.
class StudyFolder {
public:
    StudyFolder() {
        static std::atomic<int> next{0};
        root_ = std::filesystem::temp_directory_path() /
                ("presencia_study_" + std::to_string(getpid()) + "_" + std::to_string(next++));
        std::filesystem::create_directories(root_ / "data");
        for (const char* name : {"municipalities.gpkg", "homicides.csv", "theft.csv", "police_posts.csv", "courts.csv",
                                 "settlements.csv", "people.csv", "priority.csv", "data/schools.geojson"}) {
            std::ofstream(root_ / name) << "x\n";
        }
    }
    ~StudyFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(root_, ignored);
    }
    StudyFolder(const StudyFolder&) = delete;
    StudyFolder& operator=(const StudyFolder&) = delete;

    const std::filesystem::path& root() const { return root_; }

    std::filesystem::path write(const std::string& text) const {
        const std::filesystem::path file = root_ / "study.toml";
        std::ofstream(file, std::ios::binary | std::ios::trunc) << text;
        return file;
    }
    study::Study read(const std::string& text) const { return study::read_study(write(text), std::nullopt, {{}, true}); }
    /// Databases allowed, as they stand in studies that use every key.
    std::vector<Error> problems(const std::string& text) const { return problems(text, {{}, true}); }
    std::vector<Error> problems(const std::string& text, const study::Permissions& allowed) const {
        return study::check_study(write(text), Language::en, allowed);
    }

    /// The only problem of a study; that there is exactly one is part of the test.
    Error only_problem(const std::string& text) const {
        std::vector<Error> found = problems(text);
        INFO(text);
        for (const Error& error : found) {
            UNSCOPED_INFO(error.message(Language::en));
        }
        REQUIRE(found.size() == 1);
        return found.front();
    }

private:
    std::filesystem::path root_;
};

/// The first five lines of most studies here: [study] is on line 1, its name on 2, from on 3, to on 4.
inline const std::string study_table = "[study]\nname = \"s\"\nfrom = 2013-01-01\nto = 2013-12-31\n";
/// Lines 5 and 6.
inline const std::string municipalities_table = "[[municipalities]]\nsource = \"municipalities.gpkg\"\n";
/// Lines 7 to 9.
inline const std::string incidents_table = "[[incidents]]\nsource = \"homicides.csv\"\nclass = \"0101\"\n";
/// Lines 10 and 11.
inline const std::string at_risk_table = "[at_risk]\ntop_share = 0.25\n";
inline const std::string smallest_study = study_table + municipalities_table + incidents_table + at_risk_table;

}  // namespace presencia::test
