// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::source::iati {

/// Columns of a table of activities by location, whatever file they come from. Names follow those of the IATI Datastore
/// and of AidData; several values in one cell stand between '|', codes, percentages and vocabularies in the same order.
enum class Column : std::size_t {
    iati_identifier,
    activity_location_id,  ///< identifier and the location's number: one a row
    title_narrative,
    reporting_org_ref,
    reporting_org_narrative,
    participating_org_funding,
    participating_org_accountable,
    participating_org_extending,
    participating_org_implementing,
    activity_status_code,
    start_isodate,  ///< the actual day, else the planned one: `start_type` says which
    start_type,
    end_isodate,
    end_type,
    recipient_country_code,
    recipient_country_percentage,
    recipient_region_code,
    country_code,  ///< of the only recipient country
    sector_code,
    sector_percentage,
    sector_vocabulary,
    location_name_narrative,
    location_reach_code,
    location_id_vocabulary,
    location_id_code,
    location_administrative_vocabulary,
    location_administrative_level,
    location_administrative_code,
    location_point_latitude,
    location_point_longitude,
    location_exactness_code,
    location_class_code,
    location_feature_designation_code,
    location_precision_code,  ///< of version 1: AidData's codes 1 to 9
    location_count,           ///< of the activity
    currency,                 ///< of its sums
    commitments,
    disbursements,
    expenditures,
    budgets,
    even_split_commitments,  ///< the activity's sum over its locations
    even_split_disbursements,
    even_split_budgets,
    count,
};
inline constexpr std::size_t column_count = static_cast<std::size_t>(Column::count);
const std::vector<std::string>& column_names();

/// One code among several of its kind.
struct Coded {
    std::string code;
    std::string percentage;  ///< as written, "" where it is not given
    std::string vocabulary;
};

enum class Role : std::uint8_t { funding, accountable, extending, implementing };
/// Role codes 1 to 4, and the words of version 1; the number of roles for others.
std::size_t role_of(std::string_view code);

/// A day with a meaning: planned or actual, start or end. Type codes 1 to 4, and the words of version 1.
struct Days {
    std::array<std::string, 4> day;  ///< planned start, actual start, planned end, actual end
    void set(std::string_view type, std::string_view text);
};

/// Sums of money by currency. A text that is no number makes the sum unknown: it is kept, and shown instead.
class Money {
public:
    void add(std::string_view currency, std::string_view value);
    bool empty() const noexcept { return sums_.empty() && unreadable_.empty(); }
    /// The sum over `parts`; "" where there is none, and a text that is no number ("EUR 20 + USD 100") where no number would be true.
    std::string text(std::size_t parts = 1) const;
    /// The currency of the sum, "" where there is none or there are several.
    std::string currency() const;

private:
    std::map<std::string, double> sums_;
    std::string unreadable_;
};

struct Location {
    std::int64_t line = 0;
    std::string name, reach, id_vocabulary, id_code, admin_vocabulary, admin_level, admin_code, latitude, longitude, exactness, location_class, feature,
        precision;

    /// "lat lon", as GML has it. What is not two texts goes to the latitude as it stands.
    void set_position(std::string_view srs, std::string_view pos);
    /// Keeps the finest of several administrative areas.
    void add_administrative(std::string_view vocabulary, std::string_view level, std::string_view code);
};

struct Budget {
    bool revised = false;
    std::string start;
    std::string currency, value;
};

/// An activity as read so far.
struct Activity {
    std::int64_t line = 0;
    std::string identifier, title, reporting_ref, reporting_name, status, currency;
    std::array<std::string, 4> organisations;  ///< by Role; several names between '|'
    Days days;
    std::vector<Coded> countries, regions, sectors;
    std::vector<Location> locations;
    std::vector<Budget> budgets;
    Money commitments, disbursements, expenditures;
    /// Sectors of transactions by weight, for activities that have none of their own: commitments count, else disbursements.
    std::map<std::pair<std::string, std::string>, double> committed_sectors, disbursed_sectors;

    void add_organisation(std::size_t role, std::string_view name);
};

/// One row of cells in the order of Column.
struct Row {
    std::int64_t line = 0;
    std::array<std::string, column_count> cells;
    std::string& operator[](Column column) { return cells[static_cast<std::size_t>(column)]; }
};

/// One row a location; one row without a place for an activity that names none. Sums of money stand in every row whole, and split evenly
/// over the activity's locations beside it. Revised budgets replace original ones of the same first day.
std::vector<Row> rows_of(const Activity& activity);

}  // namespace presencia::source::iati
