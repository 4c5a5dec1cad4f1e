// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "layer/incidents.hpp"
#include "layer/read_tables.hpp"
#include "layer/recognition.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

/// Small files drawn by the tests, and the study around them.
namespace presencia::drawn {

/// A folder that goes away with the test, for source files.
class Folder {
public:
    study::Source write(const std::string& name, const std::string& text) const {
        std::ofstream(folder_.path() / name, std::ios::binary) << text;
        study::Source source;
        source.shown = name;
        source.path = folder_.path() / name;
        source.line = 7;
        return source;
    }

private:
    support::TemporaryFolder folder_;
};

inline study::Role column(std::string name) {
    study::Role role;
    role.columns = {std::move(name)};
    role.line = 9;
    return role;
}

inline study::Role constant(std::string text) {
    study::Role role;
    role.constant = std::move(text);
    role.line = 9;
    return role;
}

inline study::Study empty_study(int year = 2013) {
    study::Study study;
    study.file = "study.toml";
    study.name = "drawn";
    study.language = Language::en;
    study.period = {*Date::from_ymd(year, 1, 1), *Date::from_ymd(year, 12, 31)};
    study.as_of = study.period.to;
    return study;
}

inline const layer::Dialects& dialects() {
    static const layer::Dialects known(std::filesystem::path(PRESENCIA_SOURCE_DIR) / "layers");
    return known;
}

/// One GeoJSON feature: a rectangle, unless `geometry` says otherwise.
inline std::string feature(const std::string& properties, double west, double south, double east, double north) {
    const auto n = [](double v) { return std::to_string(v); };
    const std::string ring = "[[" + n(west) + "," + n(south) + "],[" + n(east) + "," + n(south) + "],[" + n(east) +
                             "," + n(north) + "],[" + n(west) + "," + n(north) + "],[" + n(west) + "," + n(south) +
                             "]]";
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":{"type":"Polygon","coordinates":[)" +
           ring + "]}}";
}

inline std::string feature_with(const std::string& properties, const std::string& geometry) {
    return R"({"type":"Feature","properties":{)" + properties + R"(},"geometry":)" + geometry + "}";
}

inline std::string collection(const std::vector<std::string>& features, const std::string& members = "") {
    std::string out = R"({"type":"FeatureCollection",)" + members + R"("features":[)";
    for (std::size_t i = 0; i < features.size(); ++i) out += (i > 0 ? ",\n" : "") + features[i];
    return out + "]}\n";
}

/// `"code":"..","name":".."` with the columns that municipality_source() names.
inline std::string named(const std::string& code, const std::string& name, const std::string& more = "") {
    return R"("code":")" + code + R"(","name":")" + name + R"(")" + (more.empty() ? "" : "," + more);
}

inline study::MunicipalitySource municipality_source(study::Source source) {
    study::MunicipalitySource out;
    out.source = std::move(source);
    out.country = constant("XAA");
    out.code = column("code");
    out.name = column("name");
    return out;
}

inline layer::MunicipalityTable municipalities(const study::Study& study) {
    SilentProgress progress;
    return layer::read_municipalities(study, dialects(), progress);
}

/// Reads one source of municipalities.
inline layer::MunicipalityTable municipalities(const Folder& folder, const std::vector<std::string>& features) {
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write("m.geojson", collection(features)))};
    return municipalities(study);
}

/// Runs `what` and hands over the Error it must throw.
template <class What>
Error error_of(What what) {
    try {
        what();
    } catch (const Error& error) {
        return error;
    }
    FAIL("no error was thrown");
    throw std::logic_error("unreachable");
}

/// A study of A (0101), B (0102) and C (0103), whose people a table gives: columns `cod` and `pob`.
inline study::Study people_study(const Folder& folder, const std::string& csv) {
    study::Study study = empty_study();
    study.municipalities = {municipality_source(folder.write(
        "m.geojson",
        collection({feature(named("0101", "A"), -89, 13, -88, 14), feature(named("0102", "B"), -88, 13, -87, 14),
                    feature(named("0103", "C"), -87, 13, -86, 14)})))};
    study::PopulationTable table;
    table.source = folder.write("people.csv", csv);
    table.code = column("cod");
    table.value = column("pob");
    study.municipalities[0].population_table = table;
    return study;
}

inline std::string all_notes(const Ledger& ledger) {
    std::string out;
    for (const std::string& note : ledger.notes) out += note + "\n";
    return out;
}

inline std::vector<ErrorCode> reasons(const Ledger& ledger) {
    std::vector<ErrorCode> out;
    for (const Reject& reject : ledger.left_out) out.push_back(reject.code);
    return out;
}

/// The rows that the study does not ask for, each as "3 anio E2040 2011".
inline std::vector<std::string> filtered(const Ledger& ledger) {
    std::vector<std::string> out;
    ledger.each_left_out([&](const Reject& one) {
        if (is_filtered(one.code)) out.push_back(std::to_string(one.row) + " " + one.column + " " + std::string(error_entry(one.code).id) + " " + one.value);
    });
    return out;
}

}  // namespace presencia::drawn

namespace Catch {
template <>
struct StringMaker<presencia::ErrorCode> {
    static std::string convert(presencia::ErrorCode code) { return std::string(presencia::error_entry(code).id); }
};
}  // namespace Catch
