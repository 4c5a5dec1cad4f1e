// SPDX-License-Identifier: Apache-2.0
#include "layer/municipality_features.hpp"

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "geo/measure.hpp"
#include "geo/repair.hpp"
#include "geo/wkb.hpp"
#include "layer/batch_books.hpp"
#include "layer/coordinates.hpp"
#include "layer/country_extents.hpp"
#include "layer/dates.hpp"
#include "layer/geometry_words.hpp"
#include "layer/measure_cells.hpp"
#include "layer/people_role.hpp"
#include "layer/recognition.hpp"
#include "layer/roles.hpp"
#include "layer/row_filter.hpp"
#include "layer/words.hpp"

#include <algorithm>
#include <set>

namespace presencia::layer {

namespace {

/// The roles of one source, and the rows that pass them.
class FeatureRows {
public:
    FeatureRows(const SourceContext& context, const study::MunicipalitySource& source, std::size_t index,
                const source::RowReader& reader, const source::RowBatch& sample, Ledger& ledger)
        : context_(context),
          index_(index),
          ledger_(ledger),
          binder_(context, reader),
          filter_(binder_, source.source.where),
          countries_(context, "country", source.country, {}),
          country_(binder_.require("country", source.country,
                                   context.say("dé el país con country = { value = \"HND\" }",
                                               "give the country with country = { value = \"HND\" }"))),
          code_(
              binder_.require("code", source.code,
                              context.say("dé la columna con code = \"...\"", "give the column with code = \"...\""))),
          name_(binder_.bind("name", source.name)),
          department_(binder_.bind("department", source.department)),
          valid_from_(binder_.bind("valid_from", source.valid_from)),
          valid_to_(binder_.bind("valid_to", source.valid_to)),
          from_dates_(DateReader::settle(binder_, "valid_from", valid_from_, {}, sample)),
          to_dates_(DateReader::settle(binder_, "valid_to", valid_to_, {}, sample)),
          people_(binder_, "population", source.population_table ? BoundRole{} : bind_people(binder_, "population", source.population), sample,
                  Holds::whole, MeasureCells::Missing::noted),
          books_(binder_) {
        books_.watch(department_);
        books_.watch(valid_from_, Nines::date);
        books_.watch(valid_to_, Nines::date);
        books_.watch(people_.role());
        if (!name_.given()) {
            ledger_.notes.push_back(context.say("ninguna columna da el nombre: se muestra el código",
                                                "no column gives the name: the code is shown"));
        }
    }

    const std::string& population_column() const { return people_.role().shown(); }

    void take(source::RowBatch& batch, std::vector<MunicipalityFeature>& out) {
        books_.enter(batch, ledger_);
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (!filter_.passes(batch, row)) {
                ledger_.filter(batch.row[row], filter_.column(), ErrorCode::row_excluded, filter_.value());
                continue;
            }
            MunicipalityFeature feature;
            if (identify(batch, row, feature) && in_force(batch, row, feature) && shape(batch, row, feature)) {
                feature.population = people_.read(batch, row);
                out.push_back(std::move(feature));
            }
        }
    }

    void finish() { people_.note(ledger_); }

private:
    bool reject(std::int64_t row, const BoundRole& role, ErrorCode why, std::string_view value = {}) {
        ledger_.reject({row, role.shown(), why, text::clip(value, 80)});
        return false;
    }

    bool identify(const source::RowBatch& batch, std::size_t row, MunicipalityFeature& feature) {
        feature.source = index_;
        feature.row = batch.row[row];
        feature.code = code_.text(batch, row);
        if (feature.code.empty()) {
            return reject(feature.row, code_, ErrorCode::municipality_no_code);
        }
        feature.country = countries_.or_itself(country_.text(batch, row));
        if (feature.country.empty()) {
            return reject(feature.row, country_, ErrorCode::value_not_allowed);
        }
        feature.name = name_.given() ? name_.text(batch, row) : feature.code;
        feature.department = department_.text(batch, row);
        const auto fits = [&](const std::string& text, const BoundRole& role) { return text.size() <= text::longest_name || reject(feature.row, role, ErrorCode::file_limit, text); };
        return fits(feature.country, country_) && fits(feature.code, code_) && fits(feature.name, name_) && fits(feature.department, department_);
    }

    bool in_force(const source::RowBatch& batch, std::size_t row, MunicipalityFeature& feature) {
        const auto day = [&](const BoundRole& role, const DateReader& dates, Date& out) {
            const std::string_view text = role.text(batch, row);
            if (text.empty()) return true;
            const auto date = dates.read(text);
            if (!date) return reject(feature.row, role, ErrorCode::date_invalid, text);
            out = *date;
            return true;
        };
        if (!day(valid_from_, from_dates_, feature.valid_from) || !day(valid_to_, to_dates_, feature.valid_to)) {
            return false;
        }
        if (context_.study.period.disjoint({feature.valid_from, feature.valid_to})) {
            const bool ended = feature.valid_to.defined() && feature.valid_to < context_.study.period.from;
            const BoundRole& edge = ended ? valid_to_ : valid_from_;
            ledger_.filter(feature.row, edge.column(), ErrorCode::municipality_not_in_force, edge.text(batch, row));
            return false;
        }
        return true;
    }

    bool shape(const source::RowBatch& batch, std::size_t row, MunicipalityFeature& feature) {
        const std::string_view wkb = batch.wkb.empty() ? std::string_view{} : batch.wkb[row];
        if (wkb.empty()) {
            ledger_.reject({feature.row, "geometry", ErrorCode::geometry_missing, {}});
            return false;
        }
        auto raw = geo::read_wkb(wkb);
        const bool nothing = raw && (raw->type == geo::RawGeometry::Type::none ||
                                     (raw->type == geo::RawGeometry::Type::polygon && raw->polygons.empty()));
        if (!raw || nothing || raw->type != geo::RawGeometry::Type::polygon) {
            ledger_.reject(
                {feature.row, "geometry", nothing ? ErrorCode::geometry_missing : ErrorCode::geometry_unreadable, {}});
            return false;
        }
        feature.shape = std::move(raw->polygons);
        return true;
    }

    const SourceContext& context_;
    std::size_t index_;
    Ledger& ledger_;
    RoleBinder binder_;
    RowFilter filter_;
    Words countries_;
    BoundRole country_, code_, name_, department_, valid_from_, valid_to_;
    DateReader from_dates_, to_dates_;
    MeasureCells people_;
    BatchBooks books_;
};

/// Transforms every shape; what the system cannot place is rejected.
void transform(const SourceContext& context, const std::string& file_crs, std::vector<MunicipalityFeature>& features,
               Ledger& ledger) {
    std::vector<Point<Wgs84>> corners;
    std::set<std::string> countries;
    for (MunicipalityFeature& feature : features) {
        arrange(context.source.coordinates, feature.shape);
        countries.insert(feature.country);
        const geo::Box box = geo::box_of(feature.shape);
        corners.push_back({box.min_x, box.min_y});
        corners.push_back({box.max_x, box.max_y});
    }
    const geo::Box expected = expected_extent(countries);
    const SourceCrs crs = geometry_crs(context, file_crs, corners, expected);
    check_coordinates(context, crs, corners, {}, expected);
    for (MunicipalityFeature& feature : features) {
        crs.to_wgs84.convert(feature.shape);
        if (!in_range(feature.shape)) {
            ledger.reject({feature.row, "geometry", ErrorCode::coordinates_out_of_range, {}});
            feature.shape.clear();
        }
    }
    std::erase_if(features, [](const MunicipalityFeature& feature) { return feature.shape.empty(); });
}

/// Makes every shape valid, each repair with its area before and after.
void repair(const SourceContext& context, std::vector<MunicipalityFeature>& features, Ledger& ledger,
            Progress& progress, unsigned threads) {
    std::vector<geo::Repaired> all(features.size());
    parallel_for(features.size(), threads, [&](std::size_t k, unsigned worker) {
        if (worker == 0) progress.check_interrupted();
        all[k] = geo::repair(std::move(features[k].shape));
    });
    for (std::size_t k = 0; k < features.size(); ++k) {
        MunicipalityFeature& feature = features[k];
        geo::Repaired& repaired = all[k];
        feature.shape = std::move(repaired.shape);
        feature.area = repaired.area_after;
        const std::string what =
            std::to_string(feature.row) + " (" + feature.country + " " + feature.code + " " + feature.name + ")";
        const std::string fault = repaired.changed || feature.shape.empty() ? geometry_fault(repaired.reason, context.study.language) : std::string();
        if (feature.shape.empty()) {
            ledger.reject({feature.row, "geometry", ErrorCode::geometry_repair_large, text::clip(fault, 80)});
        } else if (repaired.changed) {
            const std::string areas = text::format_significant(repaired.area_before.value(), 6) + " -> " +
                                      text::format_significant(repaired.area_after.value(), 6) + " km2";
            ledger.notes.push_back(
                context.say("geometría reparada, fila " + what + ": " + fault + "; superficie " + areas,
                            "geometry repaired, row " + what + ": " + fault + "; area " + areas));
        }
    }
    std::erase_if(features, [](const MunicipalityFeature& feature) { return feature.shape.empty(); });
}

}  // namespace

MunicipalityFeatures read_municipality_features(const SourceContext& context, std::size_t index, Ledger& ledger,
                                                Progress& progress, unsigned threads) {
    const study::MunicipalitySource& source = context.study.municipalities[index];
    MunicipalityFeatures out;
    source::RowBatch batch;
    const auto reader = open_sample(context, batch);
    if (!reader->has_geometry()) {
        throw Error(ErrorCode::file_not_geodata, context.in_source(),
                    context.say("los municipios necesitan polígonos", "municipalities need polygons"));
    }
    if (reader->columns().empty() && batch.size() == 0 && batch.faults.empty()) {
        return out;  // a collection without features names no columns either
    }
    FeatureRows rows(context, source, index, *reader, batch, ledger);
    do {
        progress.check_interrupted();
        rows.take(batch, out.features);
        progress.advance(ledger.read);
    } while (reader->next(batch));
    rows.finish();
    progress.stage("municipalities: repair", 0);
    transform(context, reader->crs(), out.features, ledger);
    repair(context, out.features, ledger, progress, threads);
    out.population_column = rows.population_column();
    return out;
}

}  // namespace presencia::layer
