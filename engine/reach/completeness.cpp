// SPDX-License-Identifier: Apache-2.0
#include "reach/completeness.hpp"

#include <algorithm>

namespace presencia::reach {

namespace {

bool names_family(const study::SiteSource& layer, study::Family family) {
    const std::string_view name = study::to_string(family);
    return layer.family.constant == name ||
           std::any_of(layer.family.values.begin(), layer.family.values.end(), [&](const auto& entry) { return entry.second == name; });
}

}  // namespace

bool complete_for(std::span<const study::Completeness> entries, const layer::Municipality& municipality, const Period& when) {
    return std::any_of(entries.begin(), entries.end(), [&](const study::Completeness& entry) {
        return entry.country == municipality.country && entry.when.contains(when) &&
               std::find(entry.except.begin(), entry.except.end(), municipality.code) == entry.except.end();
    });
}

std::array<std::vector<std::size_t>, study::family_count> layers_by_family(const study::Study& study, const layer::SiteTable& sites) {
    std::array<std::vector<std::size_t>, study::family_count> layers;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        for (std::size_t i = 0; i < study.sites.size(); ++i) {
            const bool carried = std::any_of(sites.rows.begin(), sites.rows.end(), [&](const layer::Site& s) { return s.layer == i && s.family == family; });
            if (carried || names_family(study.sites[i], family)) {
                layers[f].push_back(i);
            }
        }
    }
    return layers;
}

bool family_complete(const study::Study& study, const layer::SiteTable& sites, std::span<const std::size_t> layers, const layer::Municipality& municipality) {
    const Period day{study.as_of, study.as_of};
    bool any = false;
    for (const std::size_t i : layers) {
        if (sites.only_programmes[i]) {
            continue;  // says nothing about services, whole or not
        }
        any = true;
        if (!complete_for(study.sites[i].complete_for, municipality, day)) {
            return false;
        }
    }
    return any;
}

}  // namespace presencia::reach
