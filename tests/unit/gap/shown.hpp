// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text.hpp"
#include "gap/disclosure.hpp"

#include <string>

namespace drawn {

using namespace presencia;

/// Everything a result holds, as text: two results that read the same show the same.
class Writer {
public:
    std::string text;
    void add(double v) { text += text::format_significant(v, 17) + ' '; }
    void add(std::int64_t v) { text += std::to_string(v) + ' '; }
    void add(bool v) { text += v ? "yes " : "no "; }
    void add(const std::string& v) { text += v + ' '; }
    template <class T>
    void add(const Maybe<T>& v) {
        if (v.known()) {
            add(*v);
        } else {
            text += std::string(to_string(v.absence())) + ' ';
        }
    }
    void line() { text += '\n'; }
};

inline void write(Writer& out, const gap::FamilyResult& f) {
    out.add(std::string(gap::to_string(f.presence)));
    out.add(f.sites);
    out.add(f.programmes);
    out.add(static_cast<std::int64_t>(f.reach_basis));
    for (const Maybe<double>* v : {&f.reach, &f.reach_people, &f.reach_area, &f.reach_need, &f.nearest_km, &f.unreached_people, &f.unreached_need,
                                   &f.sites_per_100k, &f.people_per_site, &f.incidents_per_site, &f.staff_per_10k}) {
        out.add(*v);
    }
    out.add(std::string(gap::to_string(f.gap_class)));
    out.add(f.complete);
}

inline void write(Writer& out, const gap::MunicipalityResult& m) {
    for (const std::string& v : {m.country, m.code, m.name, m.department, m.population_basis, m.risk_level}) out.add(v);
    out.add(m.incidents);
    for (const Maybe<double>* v : {&m.population, &m.rate, &m.rate_low, &m.rate_high, &m.rate_eb, &m.expected_incidents, &m.unreached_need,
                                   &m.unreached_need_rate, &m.presence_low, &m.presence_high, &m.gap_score_low, &m.gap_score_high}) {
        out.add(*v);
    }
    out.add(m.at_risk);
    out.add(std::string(gap::to_string(m.certainty)));
    out.add(m.need_rank);
    out.add(m.gap_rank);
    out.add(m.families_present);
    out.add(m.families_unknown);
    for (std::size_t k = 0; k < 5; ++k) {
        out.add(m.reached_by[k]);
        out.add(m.reached_by_high[k]);
    }
    out.add(std::string(gap::to_string(m.confidence)));
    out.add(m.to_verify);
    out.add(m.listed);
    out.add(static_cast<std::int64_t>(m.pool));
    for (const gap::FamilyResult& f : m.family) write(out, f);
    out.line();
}

inline void write(Writer& out, const gap::RollUp& r) {
    out.add(r.country);
    out.add(r.department);
    for (const std::int64_t v : {r.municipalities, r.at_risk, r.not_at_risk, r.risk_unknown, r.risk_suppressed, r.population_unknown, r.no_record, r.suppressed}) out.add(v);
    out.add(r.incidents);
    out.add(r.rate);
    for (const double v : {r.population, r.people_at_risk, r.people_risk_unknown, r.people_without_reach}) out.add(v);
    for (std::size_t k = 0; k < 5; ++k) {
        out.add(r.reached_by[k]);
        out.add(r.reached_by_high[k]);
    }
    for (const auto& f : r.family) {
        for (const std::int64_t v : {f.present, f.absent, f.unknown, f.null_parts}) out.add(v);
        out.add(f.sites);
        out.add(f.programmes);
        for (const double v : {f.unreached_people, f.people, f.unreached_need, f.expected_incidents}) out.add(v);
        for (const std::int64_t v : f.gap_class) out.add(v);
    }
    out.line();
}

/// All that a reader of the outputs can know.
inline std::string shown(const gap::Result& result, const gap::DisclosureReport& report) {
    Writer out;
    for (const auto& m : result.municipalities) write(out, m);
    for (const auto& r : result.roll_ups) write(out, r);
    for (const auto& p : result.pools) {
        out.add(p.name);
        out.add(p.members);
        out.add(p.incidents);
        for (const double v : {p.person_years, p.mean, p.variance}) out.add(v);
        out.add(p.fell_back);
        out.line();
    }
    for (const double cut : result.cut) out.add(cut);
    for (const std::int64_t v : {result.tied_in, result.tied_out, result.at_risk_not_listed, result.listed_not_at_risk}) out.add(v);
    out.add(result.years);
    out.add(result.ranks_among_shown);
    for (const std::string& note : result.notes) out.add(note);
    for (const std::int64_t v : {report.threshold, report.suppressed, report.totals_suppressed, report.verdicts_suppressed, report.parts_suppressed,
                                 report.site_counts_suppressed, report.unprotected}) {
        out.add(v);
    }
    return out.text;
}

}  // namespace drawn
