// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "core/ledger.hpp"
#include "core/lonlat.hpp"
#include "core/units.hpp"
#include "geo/overlay.hpp"
#include "geo/shapes.hpp"
#include "layer/guess.hpp"
#include "layer/precision.hpp"
#include "layer/objective_shares.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <vector>

/// The study's tables: small, in memory, each sorted so that results do not depend on the order of rows. Incidents are
/// not among them: they stream (layer/incidents.hpp).
namespace presencia::layer {

inline constexpr double not_known = std::numeric_limits<double>::quiet_NaN();

/// One unit of analysis. Identity is (country, code).
struct Municipality {
    std::string country;  ///< ISO 3166-1 alpha-3
    std::string code;     ///< text, as the source writes it
    std::string name;
    std::string department;
    double population = not_known;  ///< people; NaN where missing, 0 where the source says so (then there are no rates)
    geo::MultiPolygon shape;        ///< valid, longitude/latitude
    SquareKilometres area;
};

/// Sorted by (country, code): the lowest index is the lowest identity.
struct MunicipalityTable {
    std::vector<Municipality> rows;
    geo::CoverageFaults faults;
    std::vector<Ledger> ledgers;  ///< one a source; `located`: features that became a municipality or a part of one
    std::vector<Ledger> population_ledgers;  ///< one a population table; `by_key`: rows that gave people
    std::vector<Guess> guesses;
    study::Level level = study::Level::municipality;
    bool population_given = false;  ///< a column or a table of population exists
    std::string population_source;  ///< "column pob_2016 of ...", for people
};

struct Site {
    std::uint16_t layer = 0;  ///< index into Study::sites
    std::int64_t row = 0;
    std::int64_t record = 0;  ///< of the layer, from 1: what one row makes shares it, and two rows never do, though they may share a line
    std::string id;
    std::string name;
    study::Family family = study::Family::social;
    study::Kind kind = study::Kind::service;
    std::string partner;
    std::string country;            ///< from its column; "" unknown
    std::string department;         ///< from its column; "" unknown
    std::string municipality_code;  ///< from its column, a code or a name; "" unknown
    std::string municipality_name;  ///< from its column; "" unknown
    LonLat position;                ///< undefined for sites known by code only; of a polygon: its label point
    geo::MultiPolygon area;         ///< of polygon sites
    Precision precision = Precision::exact;
    Date start, end;
    Date last_event;               ///< the latest date the row carries
    bool operating_status = true;  ///< status absent or operating/implementation
    std::string status;
    double capacity = not_known, staff = not_known, amount = not_known;
    bool sensitive = false;
    bool cross_border = false;
    study::ReachRule reach;      ///< with the default kilometres filled in
    bool reach_assumed = false;  ///< the kilometres are the family's default
    // Filled by join/:
    std::int32_t municipality = -1;  ///< index into MunicipalityTable; -1 outside all
    bool snapped = false;
};

/// What every sound row of a site layer was for, whether it made a site or not: totals by objective lose no money.
struct SiteRecord {
    /// Why a row is in no municipality before the join looks: `no_family`, it serves none of the six; `not_mappable`, its place is known only above
    /// municipality level, or not at all.
    enum class Fate : std::uint8_t { site, no_family, not_mappable };

    std::uint16_t layer = 0;
    std::int64_t record = 0;  ///< as Site::record
    Fate fate = Fate::site;
    ObjectiveShares objectives;
    double amount = not_known;
    std::string currency;  ///< "" not said
    bool sensitive = false;
    /// Of a row known by its department alone: what it says of it; after the join the boundaries' own words, "" where nobody knows which it is.
    std::string country{}, department{};
    LonLat position{};  ///< of such a row that stands for its department by a point; undefined where it has none
    std::int64_t row = 0;  ///< of the file
};

/// A word of a shipped table (sectors of aid, tags of OpenStreetMap, what kinds of places begin with) that rows of a layer were understood by.
struct PurposeUse {
    std::uint16_t layer = 0;
    std::string basis;  ///< "sector", "tag" or "beginning"
    std::string word;
    std::int64_t rows = 0;
    std::optional<study::Family> family;
    ObjectiveShares objectives;
};

/// Sorted by (family, country, municipality code, id, position): independent of the row order.
struct SiteTable {
    std::vector<Site> rows;
    std::vector<SiteRecord> records;  ///< by layer and record
    std::vector<PurposeUse> uses;     ///< by layer and word
    std::vector<bool> may_be_sensitive;  ///< by layer: a column says which sites are
    std::vector<bool> only_programmes;   ///< by layer: all that it lists are programmes, as the study or the known source says
    std::vector<Ledger> ledgers;  ///< one a layer; located/by_key/... are filled by join/
    std::vector<Guess> guesses;
};

/// Where people live: points with people, raster cells by their centres.
struct SurfacePoint {
    LonLat position;
    double people = 0.0;
    std::int64_t row = 0;            ///< line of the file; 0 of a raster, whose cells are not named one by one
    std::uint16_t source = 0;        ///< index into Study::population, and into the ledgers
    std::int32_t municipality = -1;  ///< filled by join/
};

struct PopulationSurface {
    std::vector<SurfacePoint>
        points;  ///< with people > 0; sorted by (municipality, longitude, latitude, people) after the join
    std::vector<Ledger> ledgers;
    std::vector<Guess> guesses;
    std::int64_t min_points = 10;
    bool given() const noexcept { return !ledgers.empty(); }
};

}  // namespace presencia::layer
