// SPDX-License-Identifier: Apache-2.0
#include "core/text.hpp"
#include "study/coordinate_words.hpp"
#include "study/layers.hpp"
#include "study/roles.hpp"
#include "study/sources.hpp"
#include "study/wide.hpp"

namespace presencia::study {

namespace {

constexpr std::pair<std::string_view, DisclosureClass> disclosures[] = {{"homicide", DisclosureClass::homicide},
                                                                        {"sensitive", DisclosureClass::sensitive},
                                                                        {"other", DisclosureClass::other}};

constexpr std::pair<std::string_view, Level> incident_levels[] = {{"municipality", Level::municipality},
                                                         {"department", Level::department}};

void read_roles(Section& section, IncidentSource& out) {
    const std::pair<std::string_view, Role*> roles[] = {{"x", &out.x},
                                                        {"y", &out.y},
                                                        {"xy", &out.xy},
                                                        {"date", &out.date},
                                                        {"id", &out.id},
                                                        {"weight", &out.weight},
                                                        {"country", &out.country},
                                                        {"department", &out.department},
                                                        {"municipality", &out.municipality},
                                                        {"municipality_name", &out.municipality_name},
                                                        {"count", &out.count},
                                                        {"year", &out.year},
                                                        {"month", &out.month},
                                                        {"precision", &out.precision}};
    for (const auto& [key, role] : roles) {
        *role = read_role(section, key);
    }
    out.incident_class = read_role(section, "class", Plain::constant);
    check_country(section, "country", out.country);
}

void check_pairs(Section& section, const IncidentSource& out) {
    check_coordinate_roles(section, out.x, out.y, out.xy);
    if (out.count.given() && out.weight.given()) {
        section.reject("count", ErrorCode::study_contradiction,
                       {"a la vez `count` y `weight`", "both `count` and `weight`"},
                       {"`count` es para filas que cuentan muchos hechos, `weight` para las víctimas de uno",
                        "`count` is for rows that count many incidents, `weight` for the victims of one"});
    }
    if (out.month.given() && out.date.given()) {
        section.reject("month", ErrorCode::study_contradiction,
                       {"a la vez `date` y `month`", "both `date` and `month`"},
                       {"nombre el día, o el año y el mes", "name the day, or year and month"});
    }
}

}  // namespace

IncidentSource read_incident_source(Section& section, const InputFolder& folder) {
    IncidentSource out;
    out.source = read_source(section, folder);
    out.name = read_layer_name(section, out.source);
    read_roles(section, out);
    heed_named_year(out.source, out.count);
    out.date_format = section.text("date_format").value_or("");
    out.disclosure = section.word<DisclosureClass>("disclosure", disclosures);
    out.level = section.word<Level>("level", incident_levels).value_or(Level::municipality);
    out.complete_for = read_complete_for(section);
    out.snap_m = read_snap(section, 0.0);
    check_pairs(section, out);
    section.finish();
    return out;
}

}  // namespace presencia::study
