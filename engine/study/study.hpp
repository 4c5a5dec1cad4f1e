// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/date.hpp"
#include "core/error.hpp"
#include "study/permissions.hpp"

#include <array>
#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::study {

/// The families of services. The first four are the capacities of objective 4; border is objective 2 and oversight
/// objective 3.
enum class Family : std::uint8_t { law_enforcement, judicial, social, educational, border, oversight };
inline constexpr std::size_t family_count = 6;
inline constexpr std::size_t capacity_family_count = 4;  ///< those that enter concurrence, presence and scores
std::string_view to_string(Family family);
std::optional<Family> family_from(std::string_view name);
/// "policía", "law enforcement" ...: for people.
std::string_view label(Family family, Language language);

enum class Kind : std::uint8_t { service, programme };
std::string_view to_string(Kind kind);
std::optional<Kind> kind_from(std::string_view name);
enum class Profile : std::uint8_t { public_, partner, restricted };
std::string_view to_string(Profile profile);
enum class Level : std::uint8_t { department, municipality, community, grid };
std::string_view to_string(Level level);
enum class Measure : std::uint8_t { rate, rate_eb, count };
std::string_view to_string(Measure measure);
enum class Scope : std::uint8_t { study, country };
std::string_view to_string(Scope scope);
enum class IndexMean : std::uint8_t { mean, geometric, minimum };
std::string_view to_string(IndexMean mean);

/// Where a value comes from: columns to concatenate, or a constant; with a map from the source's words to ours.
/// Not given: the layer recognises the column by its dialects.
struct Role {
    std::vector<std::string> columns;
    std::optional<std::string> constant;
    std::string separator;                      ///< splits several values in one cell; "" for none
    std::map<std::string, std::string> values;  ///< source word -> our word
    int line = 0;                               ///< in the study file, 0 where not given

    bool given() const noexcept { return constant.has_value() || !columns.empty(); }
};

/// `where = { field = "tipo", not = ["lago"] }`: rows that do not pass are filtered, and counted so.
struct Where {
    std::string field;
    std::vector<std::string> in;
    std::vector<std::string> not_in;
    bool given() const noexcept { return !field.empty(); }
};

/// One entry of `complete_for`: there, on those days, no row means zero. Undefined dates: always.
struct Completeness {
    std::string country;
    Period when;
    std::vector<std::string> except;  ///< municipality codes
};

/// Whether a table has a column for each year or month, and is read as rows of one year or month each.
struct Wide {
    enum class Is : std::uint8_t { found, off, years, months, listed } is = Is::found;
    std::vector<std::string> columns;    ///< of a list: "2011", "pob_2011", "Enero"
    std::vector<std::string> leave_out;  ///< columns that sum the others
    int line = 0;
};

/// How a source writes its coordinates, where the study says so; else it is found from a sample.
struct CoordinateWords {
    /// Of two columns and geometries: what stands first is the latitude. Of a pair in one cell: latitude first or
    /// longitude first.
    enum class Order : std::uint8_t { found, swapped, lat_lon, lon_lat } order = Order::found;
    bool dms = false;            ///< degrees, minutes and seconds
    bool decimal_comma = false;  ///< of coordinates alone
    bool west = false;           ///< every longitude is west of Greenwich, whatever its sign
    bool as_written = false;     ///< no doubts about what they look like: the study knows
};

/// Points that stand for a country as a whole, among those of its places.
enum class CentrePoints : std::uint8_t { ask, reject, keep };

/// A table or query of a PostGIS database. Host, user and password are libpq's business: environment and service file.
struct Database {
    std::string service;  ///< of the service file; "" : as the environment says
    std::string name;     ///< of the database; "" : as service or environment say
    std::string table;    ///< "police" or "public.police"; "" where there is a query
    std::string query;    ///< one SELECT, passed on as it stands
};

/// Which row of a table names its columns, or which two together. Nothing given: it is found.
struct Header {
    int line = 0;                      ///< line of the file, row of a sheet, the lower one of two; 0: not given
    int upper = 0;                     ///< the same of the row above that is joined to it; 0: one row alone
    std::vector<std::string> columns;  ///< not empty: no row does, these are the names

    bool given() const noexcept { return line > 0 || !columns.empty(); }
};

/// Rows of totals: set aside where they are found, kept as rows of data, or told by words of the study's own.
struct Totals {
    bool kept = false;
    std::vector<std::string> words;
};

/// What every input has in common. How it is written is found where the study does not say it.
struct Source {
    std::string shown;           ///< as the study names it; of a database its service or name, and the table
    std::filesystem::path path;  ///< resolved against the study file; "" of a database
    std::optional<Database> database;
    std::string layer;
    std::string crs;                                  ///< "" : what the file says
    std::string encoding;                             ///< "" : found
    char delimiter = '\0';                            ///< '\0': found
    char decimal = '\0';                              ///< '.' or ','; '\0': found, column by column
    std::string thousands;                            ///< "." "," " " "'" or "none"; "": found, column by column
    Header header;
    Totals totals;
    std::optional<std::vector<std::string>> missing;  ///< words for "no value"; nothing: those of layers/reading.toml
    CoordinateWords coordinates;
    CentrePoints centre_points = CentrePoints::ask;
    Where where;
    std::string dialect;  ///< stem of the known source's file, "none" for no known source; "": recognised
    Wide wide;
    std::optional<bool> several_places;  ///< of sites: whether a cell may hold several places; nothing: where the known source has them
    std::vector<Source> crosswalk;  ///< at most one: how the municipalities of an older division became those of the study
    int line = 0;  ///< of the table in the study file
};

struct PopulationTable {
    Source source;
    Role code;        ///< may hold names
    Role name;        ///< of the municipality
    Role department;
    Role country;
    Role value;
    std::optional<int> year;  ///< keep rows of this year where the table has a year column
    Role year_column;
    std::optional<std::vector<std::string>> parts;  ///< columns that say of which part of the people a row speaks (sex, age); empty: none does; nothing: found
    int parts_line = 0;                             ///< in the study file, 0 where not given
};

struct MunicipalitySource {
    Source source;
    std::vector<Source> aliases;  ///< at most one: names and codes of the user's own, with the codes that they stand for
    bool exact_keys = false;      ///< codes count as written and names by their letters alone
    Role country, code, name, department, population, valid_from, valid_to;
    std::optional<PopulationTable> population_table;
    bool merge_parts = false;
    Level level = Level::municipality;
};

enum class DisclosureClass : std::uint8_t { homicide, sensitive, other };
std::string_view to_string(DisclosureClass disclosure);

struct IncidentSource {
    std::string name;
    Source source;
    Role x, y, xy, date, id, weight, country, department, municipality, municipality_name, count, year, month, incident_class, precision;
    std::string date_format;
    std::optional<DisclosureClass> disclosure;
    Level level = Level::municipality;
    std::vector<Completeness> complete_for;
    double snap_m = 0.0;
};

/// How far a site serves.
struct ReachRule {
    std::optional<double> km;
    bool polygon = false;
    bool municipality = false;
};

struct SiteSource {
    std::string name;
    Source source;
    Role x, y, xy, id, site_name, country, department, municipality, municipality_name, start, end, status, precision, partner, capacity, staff, amount,
        sensitive, family, kind, objective, sector, sector_share, sector_vocabulary, exactness, location_class, feature,
        admin_level, currency;
    std::string date_format;
    ReachRule reach;
    double snap_m = 500.0;
    bool cross_border = false;
    std::vector<Completeness> complete_for;
};

struct PopulationSource {
    Source source;
    Role x, y, xy, people, country, year;
    std::optional<int> year_value;
    std::int64_t min_points = 10;
};

struct AtRisk {
    /// "layer" or "layer/class"; more than one is a group whose counts are summed.
    std::vector<std::string> incidents;
    Measure measure = Measure::rate_eb;
    enum class Rule : std::uint8_t { top_share, above, top_burden, list } rule = Rule::top_share;
    double value = 0.0;
    std::optional<Source> list;
    std::optional<Source> compare;
    Scope scope = Scope::study;
    Scope pool = Scope::country;
};

/// A study file, checked: every key known, every type right, every named file's path resolved.
struct Study {
    std::filesystem::path file;
    std::string name;
    std::string title;
    Period period;
    Date as_of;
    Language language = Language::es;
    Profile profile = Profile::public_;
    std::vector<MunicipalitySource> municipalities;
    std::vector<IncidentSource> incidents;
    std::vector<SiteSource> sites;
    std::vector<PopulationSource> population;
    AtRisk at_risk;
    double reach_target = 0.8;
    IndexMean reach_index = IndexMean::mean;
    std::int64_t disclosure_min_count = 0;  ///< 0: the profile's
    int min_zoom = 4;
    int max_zoom = 10;
    std::vector<std::string> styles{"gap", "need", "concurrence"};
    double max_reject_share = 0.05;

    /// Whether the incidents that the rule looks at are known by department alone: municipalities inherit its rate and risk.
    bool risk_by_department() const;
};

/// Kilometres assumed where a site layer names no reach: law enforcement 5, judicial 20, social 5, educational 3,
/// border and oversight 20.
double default_reach_km(Family family);

/// Reads and checks a study file. Throws the first Error by line: with the line, the key's path, the nearest valid key
/// and a hint. Details and hints are in `messages`, by default the study's own language (Spanish where it does not
/// say). Named files must lie in the study's folder or below a root of `allowed`, links followed; databases must be
/// allowed.
Study read_study(const std::filesystem::path& file, std::optional<Language> messages = std::nullopt,
                 const Permissions& allowed = {});
/// The language that a study file asks for, even where it is no valid study; nothing where it cannot be read. Throws nothing.
std::optional<Language> asked_language(const std::filesystem::path& file);
/// Every problem of a study file by line, without stopping at the first. Empty where read_study would succeed.
std::vector<Error> check_study(const std::filesystem::path& file, std::optional<Language> messages = std::nullopt,
                               const Permissions& allowed = {});

}  // namespace presencia::study
