// SPDX-License-Identifier: Apache-2.0
#include "run/propose/incident_look.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::propose {

namespace {

constexpr std::string_view homicide = "0101";

/// Day first, then month first, with the separator that the column's cells have.
std::vector<std::string> both_orders(const Sight& sight) {
    const std::vector<std::string>* cells = sight.cells_of("date");
    char separator = '/';
    for (const std::string& cell : cells == nullptr ? std::vector<std::string>{} : *cells) {
        const std::size_t at = cell.find_first_of("/-.");
        if (at == cell.npos) continue;
        separator = cell[at];
        break;
    }
    const std::string s(1, separator);
    return {"%d" + s + "%m" + s + "%Y", "%m" + s + "%d" + s + "%Y"};
}

/// The layer read as `source` says; what stops it is kept.
void read_into(IncidentLook& out, const study::IncidentSource& source, const FileLook& look, study::Study trial, const layer::Dialects& dialects, Progress& progress) {
    trial.incidents = {source};
    out.fault.reset();
    try {
        out.dates = read_dates(trial, look.opened, dialects, progress);
    } catch (const Error& error) {
        if (error.code() == ErrorCode::interrupted) throw;
        out.fault = error;
    }
}

}  // namespace

std::string IncidentLook::main_class() const {
    if (dates.classes.empty()) return {};
    const auto most = [](const auto& a, const auto& b) { return a.second < b.second; };
    const auto murder = dates.classes.find(std::string(homicide));
    return murder != dates.classes.end() ? murder->first : std::max_element(dates.classes.begin(), dates.classes.end(), most)->first;
}

std::int64_t IncidentLook::rows() const {
    std::int64_t sum = 0;
    for (const auto& [when, rows] : dates.rows) sum += rows;
    return sum;
}

IncidentLook look_at_incidents(const FileLook& look, const FileVerdict& verdict, const study::IncidentSource& said, const study::Study& frame, const layer::Dialects& dialects, Progress& progress) {
    IncidentLook out;
    study::IncidentSource source = said;
    source.source = look.source;
    source.source.shown = look.label();
    const Sight& sight = look.incidents;
    const bool placed = sight.placed() || source.x.given() || source.xy.given() || sight.has("municipality") || source.municipality.given();
    out.by_department = !placed && (sight.has("department") || source.department.given());
    if (out.by_department) source.level = study::Level::department;
    // A class by the file's name, unless a column says it: "homicidios.csv" may well have a column of weapons called `tipo`.
    const std::vector<std::string>* words = sight.cells_of("incident_class");
    const bool column = words != nullptr && std::any_of(words->begin(), words->end(), [&](const std::string& word) { return dialects.value_for("incidents", "incident_class", word).has_value(); });
    if (source.incident_class.given()) {
        out.incident_class = source.incident_class.constant.value_or("");
    } else if (!verdict.class_column.empty()) {
        source.incident_class.columns = {verdict.class_column};
    } else if (verdict.words.incident_class && !column) {
        out.incident_class = verdict.words.incident_class->value;
        source.incident_class.constant = out.incident_class;
    }
    if (verdict.year_in_name && !source.year.given() && !source.date.given()) source.year.constant = std::to_string(*verdict.words.year);
    read_into(out, source, look, frame, dialects, progress);
    if (out.fault && out.fault->code() == ErrorCode::date_ambiguous) {
        out.date_formats = both_orders(sight);
        source.date_format = out.date_formats.front();
        read_into(out, source, look, frame, dialects, progress);
    }
    return out;
}

}  // namespace presencia::propose
