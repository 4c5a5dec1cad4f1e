// SPDX-License-Identifier: Apache-2.0
#include "core/language.hpp"
#include "core/text.hpp"
#include "layer/country_extents.hpp"
#include "layer/municipality_features.hpp"
#include "layer/municipality_parts.hpp"
#include "layer/population_table.hpp"
#include "layer/read_tables.hpp"

#include <algorithm>
#include <iterator>
#include <set>

namespace presencia::layer {

namespace {

/// Countries of each source's municipalities.
using Countries = std::vector<std::set<std::string>>;

std::vector<MunicipalityFeature> read_all(const study::Study& study, const Dialects& dialects, MunicipalityTable& table,
                                          Progress& progress, unsigned threads) {
    std::vector<MunicipalityFeature> features;
    for (std::size_t i = 0; i < study.municipalities.size(); ++i) {
        const study::MunicipalitySource& source = study.municipalities[i];
        const SourceContext context{study, source.source, dialects, "municipalities", table.guesses};
        Ledger& ledger = table.ledgers.emplace_back();
        ledger.layer = "municipalities";
        ledger.source = source.source.shown;
        MunicipalityFeatures read = read_municipality_features(context, i, ledger, progress, threads);
        std::move(read.features.begin(), read.features.end(), std::back_inserter(features));
        if (!read.population_column.empty()) {
            table.population_given = true;
            table.population_source += table.population_source.empty() ? "" : "; ";
            table.population_source += context.say("columna " + read.population_column + " de " + source.source.shown,
                                                   "column " + read.population_column + " of " + source.source.shown);
        }
    }
    return features;
}

void read_population_tables(const study::Study& study, const Dialects& dialects, const Countries& countries,
                            MunicipalityTable& table, Progress& progress) {
    for (std::size_t i = 0; i < study.municipalities.size(); ++i) {
        if (!study.municipalities[i].population_table) continue;
        const study::PopulationTable& people = *study.municipalities[i].population_table;
        const SourceContext context{study, people.source, dialects, "municipalities", table.guesses};
        table.population_ledgers.push_back(join_population_table(context, people, countries[i], table.rows, progress));
        table.population_given = true;
        table.population_source += table.population_source.empty() ? "" : "; ";
        table.population_source += context.say("tabla " + people.source.shown, "table " + people.source.shown);
    }
}

std::string km2(double value) {
    return text::format_significant(value, 3) + " km2";
}

/// What a map of municipalities that should tile the land has too much and too little of.
void note_faults(const study::Study& study, const MunicipalityTable& table, std::vector<std::string>& notes) {
    const auto name = [&](std::size_t i) { return table.rows[i].country + " " + table.rows[i].code; };
    if (!table.faults.overlaps.empty()) {
        double sum = 0.0;
        for (const auto& overlap : table.faults.overlaps) sum += overlap.area.value();
        const auto& worst = table.faults.overlaps.front();
        const std::string n = std::to_string(table.faults.overlaps.size());
        const std::string pair = name(worst.a) + " / " + name(worst.b) + ", " + km2(worst.area.value());
        notes.emplace_back(tr(study.language,
                              n + " traslapes entre municipios, " + km2(sum) + " en total; el mayor: " + pair,
                              n + " overlaps between municipalities, " + km2(sum) + " in all; the largest: " + pair));
    }
    if (!table.faults.holes.empty()) {
        double sum = 0.0;
        for (const SquareKilometres hole : table.faults.holes) sum += hole.value();
        const std::string n = std::to_string(table.faults.holes.size());
        const std::string worst = km2(table.faults.holes.front().value());
        notes.emplace_back(tr(study.language,
                              n + " huecos entre municipios, " + km2(sum) + " en total; el mayor: " + worst,
                              n + " holes between municipalities, " + km2(sum) + " in all; the largest: " + worst));
    }
}

/// The shapes are lent for the while: copies of all borders would cost more than the look.
void find_faults(MunicipalityTable& table, unsigned threads) {
    std::vector<geo::MultiPolygon> shapes;
    shapes.reserve(table.rows.size());
    for (Municipality& row : table.rows) shapes.push_back(std::move(row.shape));
    table.faults = geo::coverage_faults(shapes, threads);
    for (std::size_t k = 0; k < shapes.size(); ++k) table.rows[k].shape = std::move(shapes[k]);
}

[[noreturn]] void throw_none(const study::Study& study, const MunicipalityTable& table) {
    std::int64_t read = 0, rejected = 0, filtered = 0;
    for (const Ledger& ledger : table.ledgers) {
        read += ledger.read;
        rejected += ledger.rejected;
        filtered += ledger.filtered;
    }
    const std::string first = table.ledgers.empty() ? std::string{} : table.ledgers.front().source;
    std::string detail(tr(study.language,
                          std::to_string(read) + " leídos, " + std::to_string(rejected) + " rechazados, " +
                              std::to_string(filtered) + " filtrados",
                          std::to_string(read) + " read, " + std::to_string(rejected) + " rejected, " +
                              std::to_string(filtered) + " filtered"));
    for (const Ledger& ledger : table.ledgers) {
        if (ledger.left_out.empty()) continue;
        const Reject& why = ledger.left_out.front();
        const ErrorEntry& entry = error_entry(why.code);
        detail += "; " + ledger.source + ":" + std::to_string(why.row) + ": " + std::string(entry.id) + " " +
                  std::string(tr(study.language, entry.es, entry.en));
        break;
    }
    throw Error(ErrorCode::municipalities_none, {first, 0, {}}, std::move(detail));
}

}  // namespace

geo::Box extent_of(const MunicipalityTable& municipalities) {
    geo::Box extent;
    for (const Municipality& row : municipalities.rows) extent.add(geo::box_of(row.shape));
    return extent;
}

MunicipalityTable read_municipalities(const study::Study& study, const Dialects& dialects, Progress& progress, unsigned threads) {
    MunicipalityTable table;
    progress.stage("municipalities", 0);
    std::vector<MunicipalityFeature> features = read_all(study, dialects, table, progress, threads);
    check_extents(study, features);
    Countries countries(study.municipalities.size());
    for (const MunicipalityFeature& feature : features) countries[feature.source].insert(feature.country);
    table.rows = unite_parts(study, std::move(features), table.ledgers);
    if (table.rows.empty()) {
        throw_none(study, table);
    }
    const bool departments = std::any_of(table.rows.begin(), table.rows.end(), [](const Municipality& row) { return !row.department.empty(); });
    if (!departments) {
        table.ledgers.front().notes.emplace_back(tr(study.language, "ninguna columna de departamento: no hay totales por departamento; nómbrela con department",
                                                    "no column of departments: there are no totals by department; name it with department"));
    }
    table.level = study.municipalities.front().level;
    read_population_tables(study, dialects, countries, table, progress);
    progress.check_interrupted();
    progress.stage("municipalities: coverage", 0);
    find_faults(table, threads);
    note_faults(study, table, table.ledgers.front().notes);
    for (Ledger& ledger : table.ledgers) {
        ledger.sort_left_out();
        require_whole(ledger);
    }
    return table;
}

}  // namespace presencia::layer
