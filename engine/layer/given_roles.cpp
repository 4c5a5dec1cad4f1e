// SPDX-License-Identifier: Apache-2.0
#include "layer/given_roles.hpp"

#include <algorithm>
#include <utility>

namespace presencia::layer {

namespace {

using Named = std::pair<std::string_view, const study::Role*>;

const study::Role* find(std::initializer_list<Named> roles, std::string_view name) {
    const auto at = std::find_if(roles.begin(), roles.end(), [&](const Named& one) { return one.first == name; });
    return at == roles.end() ? nullptr : at->second;
}

const study::Role* of(const study::MunicipalitySource& s, std::string_view name) {
    return find({{"country", &s.country}, {"code", &s.code}, {"name", &s.name}, {"department", &s.department}, {"population", &s.population}, {"valid_from", &s.valid_from}, {"valid_to", &s.valid_to}}, name);
}

const study::Role* of(const study::PopulationTable& s, std::string_view name) {
    return find({{"country", &s.country}, {"code", &s.code}, {"people", &s.value}, {"year", &s.year_column}}, name);
}

const study::Role* of(const study::IncidentSource& s, std::string_view name) {
    return find({{"x", &s.x}, {"y", &s.y}, {"xy", &s.xy}, {"date", &s.date}, {"id", &s.id}, {"weight", &s.weight}, {"country", &s.country}, {"department", &s.department}, {"municipality", &s.municipality}, {"count", &s.count}, {"year", &s.year}, {"month", &s.month}, {"incident_class", &s.incident_class}}, name);
}

const study::Role* of(const study::SiteSource& s, std::string_view name) {
    return find({{"x", &s.x}, {"y", &s.y}, {"xy", &s.xy}, {"id", &s.id}, {"site_name", &s.site_name}, {"country", &s.country}, {"municipality", &s.municipality}, {"start", &s.start}, {"end", &s.end}, {"status", &s.status}, {"precision", &s.precision}, {"partner", &s.partner}, {"capacity", &s.capacity}, {"staff", &s.staff}, {"amount", &s.amount}, {"sensitive", &s.sensitive}, {"family", &s.family}, {"kind", &s.kind}, {"objective", &s.objective}}, name);
}

const study::Role* of(const study::PopulationSource& s, std::string_view name) {
    return find({{"x", &s.x}, {"y", &s.y}, {"xy", &s.xy}, {"people", &s.people}, {"country", &s.country}, {"year", &s.year}}, name);
}

template <class Layers>
const study::Role* in(const Layers& layers, const study::Source& source, std::string_view role) {
    for (const auto& layer : layers) {
        if (&layer.source == &source) return of(layer, role);
    }
    return nullptr;
}

}  // namespace

const study::Role* given_role(const SourceContext& context, std::string_view role) {
    const study::Study& study = context.study;
    for (const study::MunicipalitySource& layer : study.municipalities) {
        if (layer.population_table && &layer.population_table->source == &context.source) {
            return of(*layer.population_table, role);
        }
    }
    for (const study::Role* found : {in(study.municipalities, context.source, role), in(study.incidents, context.source, role),
                                     in(study.sites, context.source, role), in(study.population, context.source, role)}) {
        if (found != nullptr) return found;
    }
    return nullptr;
}

std::vector<std::size_t> columns_of_role(const SourceContext& context, std::string_view role, const std::vector<std::string>& columns) {
    std::vector<std::size_t> out;
    const auto add = [&](const std::string& name) {
        const auto at = std::find(columns.begin(), columns.end(), name);
        if (at != columns.end()) out.push_back(static_cast<std::size_t>(at - columns.begin()));
    };
    const study::Role* given = given_role(context, role);
    if (given != nullptr && given->given()) {
        for (const std::string& name : given->columns) add(name);
        return out;
    }
    if (const auto guess = context.dialects.column_for(context.kind, role, columns)) {
        add(*guess);
    }
    return out;
}

}  // namespace presencia::layer
