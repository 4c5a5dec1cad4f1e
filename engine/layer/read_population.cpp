// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "layer/batch_books.hpp"
#include "layer/layout.hpp"
#include "layer/likely_systems.hpp"
#include "layer/numbers.hpp"
#include "layer/recognition.hpp"
#include "layer/positions.hpp"
#include "layer/read_tables.hpp"
#include "layer/row_filter.hpp"
#include "layer/words.hpp"
#include "source/raster.hpp"

#include <algorithm>
#include <set>

namespace presencia::layer {

namespace {

/// Countries of the study, as far as it names them itself; empty where a column does.
std::set<std::string> named_countries(const study::Study& study) {
    std::set<std::string> countries;
    for (const study::MunicipalitySource& source : study.municipalities) {
        if (!source.country.constant) return {};
        countries.insert(*source.country.constant);
    }
    return countries;
}

/// The rows of a source of points with people.
class PopulationRows {
public:
    PopulationRows(const SourceContext& context, const study::PopulationSource& source, std::size_t index,
                   const source::RowReader& reader, const source::RowBatch& sample, Ledger& ledger)
        : index_(static_cast<std::uint16_t>(index)),
          ledger_(ledger),
          binder_(context, reader),
          filter_(binder_, source.source.where),
          positions_(binder_, source.x, source.y, source.xy, reader, sample),
          years_(source.source),
          countries_(context, "country", source.country, {}),
          people_(binder_.require(
              "people", source.people,
              context.say("dé la columna con people = \"...\"", "give the column with people = \"...\""))),
          country_(binder_.bind_given("country", source.country)),
          year_(source.year_value ? binder_.bind("year", source.year) : BoundRole{}),
          numbers_(NumberReader::settle(binder_, "people", {&people_}, sample, Holds::whole)),
          wanted_year_(source.year_value),
          wanted_countries_(country_.given() ? named_countries(context.study) : std::set<std::string>{}),
          books_(binder_) {
        books_.watch(people_);
        books_.watch(country_);
        books_.watch(year_, Nines::year);
        for (const BoundRole* coordinate : positions_.coordinates()) {
            books_.watch(*coordinate);
            filter_.hide(*coordinate);
        }
        if (positions_.basis() == PositionReader::Basis::none) {
            const std::string all = text::clip(text::join(binder_.columns(), ", "), 400);
            throw Error(ErrorCode::column_missing, context.in_study("x"),
                        context.say("no se reconocen coordenadas en " + source.source.shown + "; tiene: " + all,
                                    "no coordinates are recognised in " + source.source.shown + "; it has: " + all),
                        context.say("dé x e y", "give x and y"));
        }
    }

    void take(source::RowBatch& batch, std::vector<SurfacePoint>& out) {
        books_.enter(batch, ledger_);
        positions_.read(batch, row_positions_);
        for (std::size_t row = 0; row < batch.size(); ++row) {
            if (wanted(batch, row)) take_row(batch, row, out);
        }
    }

private:
    /// Lists the row where it is not.
    bool wanted(const source::RowBatch& batch, std::size_t row) {
        const auto unwanted = [&](std::string_view column, ErrorCode why, std::string_view value) {
            ledger_.filter(batch.row[row], column, why, value);
            return false;
        };
        if (!filter_.passes(batch, row)) {
            return unwanted(filter_.column(), ErrorCode::row_excluded, filter_.value());
        }
        if (wanted_year_ && year_.given()) {
            const std::string_view text = year_.text(batch, row);
            std::int64_t year = 0;
            if (years_.count(text, year) || year != *wanted_year_) return unwanted(year_.column(), ErrorCode::row_other_year, text);
        }
        const std::string_view country = country_.text(batch, row);
        return wanted_countries_.empty() || wanted_countries_.contains(std::string(countries_.or_itself(country))) || unwanted(country_.column(), ErrorCode::row_other_country, country);
    }

    void take_row(const source::RowBatch& batch, std::size_t row, std::vector<SurfacePoint>& out) {
        double people = 0.0;
        if (const auto fault = numbers_.measure(people_, batch, row, people)) {
            ledger_.reject({batch.row[row], people_.shown(), fault->code, text::clip(fault->text, 80)});
        } else if (people == 0.0) {
            ledger_.filter(batch.row[row], people_.column(), ErrorCode::row_no_people, people_.text(batch, row));
        } else if (const RowPosition& place = row_positions_[row]; !place.position.defined()) {
            ledger_.reject({batch.row[row], positions_.column(place), place.fault, {}});
        } else {
            out.push_back({.position = place.position, .people = people, .row = batch.row[row], .source = index_});
        }
    }

    std::uint16_t index_;
    Ledger& ledger_;
    RoleBinder binder_;
    RowFilter filter_;
    PositionReader positions_;
    NumberReader years_;
    Words countries_;
    BoundRole people_, country_, year_;
    NumberReader numbers_;
    std::optional<int> wanted_year_;
    std::set<std::string> wanted_countries_;
    BatchBooks books_;
    std::vector<RowPosition> row_positions_;
};

void read_points(const SourceContext& context, std::size_t index, PopulationSurface& surface, Ledger& ledger,
                 Progress& progress) {
    source::RowBatch batch;
    const auto reader = open_sample(context, batch);
    PopulationRows rows(context, context.study.population[index], index, *reader, batch, ledger);
    do {
        progress.check_interrupted();
        rows.take(batch, surface.points);
        progress.advance(ledger.read);
    } while (reader->next(batch));
    note_layout(context, *reader, ledger);
}

void read_raster(const SourceContext& context, std::size_t index, PopulationSurface& surface, Ledger& ledger,
                 Progress& progress) {
    source::RasterReader reader(context.source.path, context.source.shown);
    settle_layout(context, {});
    const geo::Box expected = grown(context.extent);
    const SourceCrs crs = geometry_crs(context, reader.crs(), {}, expected);
    std::vector<Point<Wgs84>> centres;
    std::vector<double> people;
    for (bool first = true; reader.next(centres, people); first = false) {
        progress.check_interrupted();
        if (first) check_coordinates(context, crs, centres, {}, {});  // surfaces reach far beyond
        crs.to_wgs84.convert(centres);
        for (std::size_t k = 0; k < centres.size(); ++k) {
            ++ledger.read;
            if (const auto position = LonLat::checked(centres[k].x, centres[k].y)) {
                surface.points.push_back(
                    {.position = *position, .people = people[k], .source = static_cast<std::uint16_t>(index)});
            } else {
                ledger.reject({ledger.read, {}, ErrorCode::coordinates_out_of_range, {}});
            }
        }
        progress.advance(ledger.read);
    }
}

}  // namespace

PopulationSurface read_population(const study::Study& study, const Dialects& dialects, Progress& progress, const geo::Box& extent) {
    PopulationSurface surface;
    surface.min_points = 0;
    for (std::size_t i = 0; i < study.population.size(); ++i) {
        const study::PopulationSource& source = study.population[i];
        progress.stage("population: " + source.source.shown, 0);
        const SourceContext context{study, source.source, dialects, "population", surface.guesses, extent};
        Ledger& ledger = surface.ledgers.emplace_back();
        ledger.layer = "population";
        ledger.source = source.source.shown;
        surface.min_points = std::max(surface.min_points, source.min_points);
        if (source::is_raster(source.source.path)) {
            read_raster(context, i, surface, ledger, progress);
        } else {
            read_points(context, i, surface, ledger, progress);
        }
        ledger.sort_left_out();
    }
    if (!surface.given()) {
        surface.min_points = PopulationSurface{}.min_points;
    }
    return surface;
}

}  // namespace presencia::layer
