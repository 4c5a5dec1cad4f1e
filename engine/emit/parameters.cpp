// SPDX-License-Identifier: Apache-2.0
#include "emit/parameters.hpp"

#include "gap/judge.hpp"

namespace presencia::emit {

namespace {

using Json = nlohmann::ordered_json;

Json completeness(const std::vector<study::Completeness>& entries) {
    Json all = Json::array();
    for (const study::Completeness& entry : entries) {
        Json one = {{"country", entry.country}};
        if (entry.when.from.defined()) one["from"] = entry.when.from.iso();
        if (entry.when.to.defined()) one["to"] = entry.when.to.iso();
        if (!entry.except.empty()) one["except"] = entry.except;
        all.push_back(std::move(one));
    }
    return all;
}

Json coordinate_words(const study::CoordinateWords& words) {
    using Order = study::CoordinateWords::Order;
    Json all = Json::array();
    if (words.order == Order::swapped) all.push_back("swapped");
    if (words.order == Order::lat_lon) all.push_back("lat_lon");
    if (words.order == Order::lon_lat) all.push_back("lon_lat");
    if (words.dms) all.push_back("dms");
    if (words.decimal_comma) all.push_back("decimal_comma");
    if (words.west) all.push_back("west");
    if (words.as_written) all.push_back("as_written");
    return all;
}

Json source(const study::Source& from) {
    Json one = {{"source", from.shown}};
    if (!from.layer.empty()) one["layer"] = from.layer;
    if (from.database && !from.database->query.empty()) one["query"] = true;  // its words may name a shelter
    if (!from.crs.empty()) one["crs"] = from.crs;
    if (const Json words = coordinate_words(from.coordinates); !words.empty()) one["coordinates"] = words;
    if (from.centre_points != study::CentrePoints::ask) one["centre_points"] = from.centre_points == study::CentrePoints::reject ? "reject" : "keep";
    if (from.where.given()) one["where"] = {{"field", from.where.field}};  // its values may name a shelter
    return one;
}

Json incident_layer(const study::IncidentSource& layer) {
    Json one = source(layer.source);
    one["name"] = layer.name;
    if (layer.incident_class.constant) one["class"] = *layer.incident_class.constant;
    if (layer.disclosure) one["disclosure"] = study::to_string(*layer.disclosure);
    one["snap_m"] = layer.snap_m;
    one["complete_for"] = completeness(layer.complete_for);
    return one;
}

Json site_layer(const study::SiteSource& layer) {
    Json one = source(layer.source);
    one["name"] = layer.name;
    if (layer.family.constant) one["family"] = *layer.family.constant;
    if (layer.kind.constant) one["kind"] = *layer.kind.constant;
    Json reach = Json::object();
    if (layer.reach.km) reach["km"] = *layer.reach.km;
    if (layer.reach.polygon) reach["polygon"] = true;
    if (layer.reach.municipality) reach["municipality"] = true;
    one["reach"] = reach.empty() ? Json("default") : reach;
    one["snap_m"] = layer.snap_m;
    one["cross_border"] = layer.cross_border;
    one["complete_for"] = completeness(layer.complete_for);
    return one;
}

Json rule(const study::AtRisk& at_risk) {
    constexpr std::string_view names[] = {"top_share", "above", "top_burden", "list"};
    Json one = {{"incidents", at_risk.incidents}, {"measure", study::to_string(gap::measure_of(at_risk))}};
    const std::string name(names[static_cast<std::size_t>(at_risk.rule)]);
    one[name] = at_risk.list ? Json(at_risk.list->shown) : Json(at_risk.value);
    if (at_risk.compare) one["compare"] = at_risk.compare->shown;
    one["scope"] = study::to_string(at_risk.scope);
    one["pool"] = study::to_string(at_risk.pool);
    return one;
}

}  // namespace

nlohmann::ordered_json parameters_json(const study::Study& study) {
    Json municipalities = Json::array();
    Json incidents = Json::array();
    Json sites = Json::array();
    Json population = Json::array();
    for (const study::MunicipalitySource& layer : study.municipalities) municipalities.push_back(source(layer.source));
    for (const study::IncidentSource& layer : study.incidents) incidents.push_back(incident_layer(layer));
    for (const study::SiteSource& layer : study.sites) sites.push_back(site_layer(layer));
    for (const study::PopulationSource& layer : study.population) {
        population.push_back(source(layer.source));
        population.back()["min_points"] = layer.min_points;
    }
    Json families = Json::object();
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        families[std::string(study::to_string(family))] = study::default_reach_km(family);
    }
    return {{"municipalities", municipalities},
            {"incidents", incidents},
            {"sites", sites},
            {"population", population},
            {"at_risk", rule(study.at_risk)},
            {"risk_level", study.risk_by_department() ? "department" : "municipality"},
            {"reach", {{"target", study.reach_target}, {"index", study::to_string(study.reach_index)}, {"default_km", families}}},
            {"disclosure", {{"profile", study::to_string(study.profile)}, {"min_count", study.disclosure_min_count}}},
            {"output", {{"zoom", {study.min_zoom, study.max_zoom}}, {"styles", study.styles}, {"max_reject_share", study.max_reject_share}}}};
}

}  // namespace presencia::emit
