// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "gap/at_risk.hpp"
#include "need/need.hpp"
#include "reach/reach.hpp"

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace presencia::gap {

enum class Presence : std::uint8_t { yes, no, unknown, not_studied };
enum class GapClass : std::uint8_t { risk_unknown, not_at_risk, reached, partial, gap, gap_unknown, not_studied, suppressed };
enum class Confidence : std::uint8_t { high, medium, low };
std::string_view to_string(Presence value);
std::string_view to_string(GapClass value);
std::string_view to_string(Confidence value);

/// One municipality and one family, as section 5 of product.md names its properties (f_presence, f_reach ...).
struct FamilyResult {
    Presence presence = Presence::not_studied;
    Maybe<std::int64_t> sites{Absence::not_studied};
    Maybe<std::int64_t> programmes{Absence::not_studied};
    Maybe<double> reach{Absence::not_studied};
    reach::Basis reach_basis = reach::Basis::none;
    Maybe<double> reach_people{Absence::not_studied};
    Maybe<double> reach_area{Absence::not_studied};
    Maybe<double> reach_need{Absence::not_studied};
    Maybe<double> nearest_km{Absence::not_studied};
    Maybe<double> unreached_people{Absence::not_studied};
    Maybe<double> unreached_need{Absence::not_studied};
    GapClass gap_class = GapClass::not_studied;
    Maybe<double> sites_per_100k{Absence::not_studied};
    Maybe<double> people_per_site{Absence::not_studied};
    Maybe<double> incidents_per_site{Absence::not_studied};
    Maybe<double> staff_per_10k{Absence::not_studied};
    bool complete = false;  ///< every layer of the family is complete there
};

/// One municipality: every property of section 5.
struct MunicipalityResult {
    std::string country, code, name, department;
    Maybe<double> population{Absence::no_population};
    std::string population_basis;  ///< column | table | surface | none
    double area_km2 = 0.0;
    Maybe<std::int64_t> incidents{Absence::no_record};
    Maybe<double> rate, rate_low, rate_high, rate_eb;
    Maybe<double> expected_incidents;  ///< EB-smoothed incidents of the period
    std::string risk_level = "municipality";  ///< "department" where rate and risk are inherited
    Maybe<bool> at_risk;
    Certainty certainty = Certainty::not_applicable;
    Maybe<std::int64_t> need_rank;
    Maybe<double> unreached_need, unreached_need_rate;
    Maybe<double> presence_low, presence_high;
    Maybe<std::int64_t> gap_rank;
    Maybe<double> gap_score_low, gap_score_high;
    std::int64_t families_present = 0, families_unknown = 0;
    std::array<Maybe<double>, 5> reached_by, reached_by_high;  ///< people
    Confidence confidence = Confidence::low;
    bool to_verify = false;
    Maybe<bool> listed;  ///< in the list set beside the rule (`compare`)
    std::array<FamilyResult, study::family_count> family;
    int pool = -1;  ///< index into Result::pools
};

/// Sums over municipalities: of a department, a country or the region.
struct RollUp {
    enum class Level : std::uint8_t { department, country, region } level = Level::region;
    std::string country, department;  ///< "" where the level has none
    std::int64_t municipalities = 0;
    std::int64_t at_risk = 0, not_at_risk = 0, risk_unknown = 0, risk_suppressed = 0;
    double population = 0.0;             ///< of those with a known population
    std::int64_t population_unknown = 0;  ///< municipalities
    Maybe<std::int64_t> incidents;
    std::int64_t no_record = 0, suppressed = 0;  ///< municipalities
    Maybe<double> rate;  ///< incidents over person-years of the municipalities with both
    std::int64_t at_risk_people_unknown = 0;  ///< municipalities at risk without a known population
    double people_at_risk = 0.0;
    double people_risk_unknown = 0.0;  ///< left out of the headline
    double people_without_reach = 0.0;  ///< at risk, but concurrence not known (left out)
    std::array<double, 5> reached_by{}, reached_by_high{};  ///< people at risk by number of families: lower and upper bound
    struct FamilyTotals {
        std::int64_t present = 0, absent = 0, unknown = 0;  ///< municipalities
        Maybe<std::int64_t> sites{std::int64_t{0}}, programmes{std::int64_t{0}};  ///< suppressed where a part is
        double unreached_people = 0.0, people = 0.0;         ///< at-risk municipalities; `people` is the denominator
        double unreached_need = 0.0, expected_incidents = 0.0;
        std::int64_t null_parts = 0;                        ///< municipalities whose part is null
        std::array<std::int64_t, 8> gap_class{};            ///< municipalities by GapClass
    };
    std::array<FamilyTotals, study::family_count> family{};

    /// Some are at risk, and of none of them is it known how many people live there.
    bool people_at_risk_unknown() const noexcept { return at_risk > 0 && at_risk_people_unknown == at_risk; }
};

/// Everything a run found out, before or after the disclosure profile was applied to it. Municipalities are in (country, code) order.
struct Result {
    std::vector<MunicipalityResult> municipalities;
    std::vector<RollUp> roll_ups;  ///< departments, then countries, then the region
    std::vector<need::Pool> pools;
    std::array<bool, study::family_count> studied{};
    std::array<bool, study::family_count> zero_everywhere{};
    std::vector<double> cut;       ///< as Risk::cut, one a municipality
    std::int64_t tied_in = 0, tied_out = 0;
    double years = 0.0;
    std::int64_t at_risk_not_listed = 0, listed_not_at_risk = 0;
    study::DisclosureClass incident_disclosure = study::DisclosureClass::sensitive;
    bool by_department = false;  ///< incidents are known by department alone: rate and risk are the department's
    bool ranks_among_shown = false;  ///< ranks and percentiles taken among municipalities whose count is shown (disclosure)
    std::vector<std::string> notes;  ///< what a reader must know, in the study's language
};

}  // namespace presencia::gap
