// SPDX-License-Identifier: Apache-2.0
#include "run/assumptions.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "run/layers.hpp"

#include <fmt/format.h>

#include <set>
#include <string_view>
#include <utility>

namespace presencia {

namespace {

/// "social, objective 1 (50 %), objective 4 (50 %)".
std::string served(const layer::PurposeUse& use, Language language) {
    std::vector<std::string> parts;
    if (use.family) parts.emplace_back(study::label(*use.family, language));
    for (std::size_t o = 0; o < layer::objective_count; ++o) {
        const std::int64_t share = use.objectives.of[o];
        if (share == 0) continue;
        std::string part = fmt::format("{} {}", tr(language, "objetivo", "objective"), o + 1);
        if (share < layer::ObjectiveShares::whole) part += fmt::format(" ({} %)", text::format_significant(static_cast<double>(share) / 1e4, 4));
        parts.push_back(std::move(part));
    }
    return parts.empty() ? std::string(tr(language, "ninguna familia ni objetivo", "no family and no objective")) : text::join(parts, ", ");
}

/// One sentence a layer and shipped table: what its words were taken to mean.
void add_uses(const study::Study& study, const layer::SiteTable& sites, std::vector<std::string>& out) {
    const std::pair<std::string_view, std::string_view> tables[] = {
        {"sector", tr(study.language, "{}: sectores de la ayuda según layers/sites/sectors.toml: {}", "{}: sectors of aid by layers/sites/sectors.toml: {}")},
        {"tag", tr(study.language, "{}: etiquetas de OpenStreetMap según layers/sites/osm_tags.toml: {}", "{}: tags of OpenStreetMap by layers/sites/osm_tags.toml: {}")},
        {"beginning", tr(study.language, "{}: clases de sitio por cómo empieza su nombre (otras: map): {}", "{}: kinds of sites by what their words begin with (for others: map): {}")}};
    for (std::size_t i = 0; i < study.sites.size(); ++i) {
        for (const auto& [basis, sentence] : tables) {
            std::vector<std::string> meanings;
            for (const layer::PurposeUse& use : sites.uses) {
                if (use.layer == i && use.basis == basis) meanings.push_back(use.word + " = " + served(use, study.language));
            }
            if (meanings.empty()) continue;
            out.push_back(fmt::format(fmt::runtime(sentence), study.sites[i].name, text::join(meanings, "; ")));
        }
    }
}

}  // namespace

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
    if (std::string split = split_parents_said(study, gazetteer); !split.empty()) out.push_back(std::move(split));
    add_uses(study, sites, out);
    out.emplace_back(tr(language, "estar dentro del alcance es estar a cierta distancia de una sede, no recibir el servicio",
                        "within reach means within a distance of a site, not that the service is received"));
    return out;
}

}  // namespace presencia
