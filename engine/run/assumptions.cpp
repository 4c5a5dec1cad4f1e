// SPDX-License-Identifier: Apache-2.0
#include "run/assumptions.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/layers.hpp"

#include <fmt/format.h>

#include <set>

namespace presencia {

std::vector<std::string> assumptions(const study::Study& study, const layer::SiteTable& sites, const layer::Gazetteer& gazetteer) {
    const Language language = study.language;
    std::vector<std::string> out;
    std::set<study::Family> assumed;
    for (const layer::Site& site : sites.rows) {
        if (site.reach_assumed) assumed.insert(site.family);
    }
    for (const study::Family family : assumed) {
        out.push_back(fmt::format(fmt::runtime(tr(language, "alcance supuesto de {}: {} km en línea recta", "assumed reach of {}: {} km in a straight line")),
                                  study::label(family, language), text::format_significant(study::default_reach_km(family))));
    }
    for (const study::IncidentSource& layer : study.incidents) {
        if (layer.complete_for.empty()) {
            out.push_back(fmt::format(fmt::runtime(tr(language, "{}: sin complete_for; un municipio sin filas queda «sin registro», no en cero",
                                                      "{}: no complete_for; a municipality without rows is \"no record\", not zero")),
                                      layer.name));
        }
    }
    for (const study::SiteSource& layer : study.sites) {
        if (layer.complete_for.empty()) {
            out.push_back(fmt::format(fmt::runtime(tr(language, "{}: sin complete_for; donde no hay sedes registradas la presencia es desconocida",
                                                      "{}: no complete_for; where no site is recorded presence is unknown")),
                                      layer.name));
        }
        if (!layer.cross_border) continue;
        out.push_back(fmt::format(fmt::runtime(tr(language, "{}: sirve a ambos lados de las fronteras", "{}: serves both sides of borders")), layer.name));
    }
    if (std::string split = split_parents(study, gazetteer); !split.empty()) out.push_back(std::move(split));
    out.emplace_back(tr(language, "estar dentro del alcance es estar a cierta distancia de una sede, no recibir el servicio",
                        "within reach means within a distance of a site, not that the service is received"));
    return out;
}

}  // namespace presencia
