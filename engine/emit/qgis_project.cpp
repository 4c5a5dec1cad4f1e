// SPDX-License-Identifier: Apache-2.0
#include "emit/qgis_project.hpp"

#include "emit/qgis_renderers.hpp"
#include "emit/qgis_style.hpp"
#include "emit/tiles/xml_text.hpp"
#include "geo/projection.hpp"
#include "study/study.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace presencia::emit {

namespace {

/// A table of study.gpkg as it is drawn once. QGIS gives a layer another id where it has ten letters or fewer.
struct Layer {
    std::string id, name, table, subset, renderer;
    std::string_view geometry, wkb_type;
    const std::vector<Column>* columns;
    bool shown = false;
};

struct Group {
    std::string name;
    std::vector<Layer> layers;
};

/// A reference system as QGIS knows it: it looks at the authority's name only beside a number of its own.
struct Reference {
    int qgis, epsg;
};
constexpr Reference wgs84{3452, 4326}, web_mercator{3857, 3857};

std::string xml_of(Reference crs) {
    return fmt::format("<spatialrefsys><srsid>{}</srsid><authid>EPSG:{}</authid></spatialrefsys>", crs.qgis, crs.epsg);
}

std::string xml_of(std::string_view element, Reference crs) {
    return fmt::format("<{0}>{1}</{0}>", element, xml_of(crs));
}

std::string source_of(const Layer& layer) {
    return fmt::format("./study.gpkg|layername={}{}", layer.table, layer.subset.empty() ? "" : "|subset=" + layer.subset);
}

std::string family_is(std::string_view family) {
    return fmt::format("\"family\" = '{}'", family);
}

/// Family words begin with plain letters in both languages.
std::string title_of(study::Family family, Language language) {
    std::string title(study::label(family, language));
    if (title.front() >= 'a' && title.front() <= 'z') title.front() = static_cast<char>(title.front() - 'a' + 'A');
    return title;
}

bool has_family(const Table& table, std::string_view family) {
    const std::size_t column = table.column("family");
    return std::any_of(table.rows.begin(), table.rows.end(), [&](const std::vector<Cell>& row) { return row[column].text() == family; });
}

// ---------------------------------------------------------------------------------------------------------- groups

Group sites(const VectorInput& input) {
    Group group{std::string(tr(input.language, "Sedes y programas", "Sites and programmes")), {}};
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        const std::string name(study::to_string(family));
        if (!has_family(input.sites, name)) continue;
        group.layers.push_back({"sites_" + name, title_of(family, input.language), "sites", family_is(name), qgis_site_renderer(family, input.language), "Point", "Point", &input.sites.columns, true});
    }
    return group;
}

Group boundaries(const VectorInput& input) {
    const std::string_view name = tr(input.language, "Municipios", "Municipalities");
    return {std::string(tr(input.language, "Límites", "Boundaries")),
            {{"municipality_boundaries", std::string(name), "municipalities", {}, qgis_boundary_renderer(), "Polygon", "MultiPolygon", &input.municipalities.columns, true}}};
}

Group unreached(const VectorInput& input) {
    Group group{std::string(tr(input.language, "Fuera de alcance, en municipios en riesgo", "Out of reach, in municipalities at risk")), {}};
    for (std::size_t f = 0; f < study::family_count; ++f) {
        const auto family = static_cast<study::Family>(f);
        const std::string name(study::to_string(family));
        if (!has_family(input.unreached, name)) continue;
        group.layers.push_back({"unreached_" + name, title_of(family, input.language), "unreached", family_is(name),
                                qgis_unreached_renderer(), "Polygon", "MultiPolygon", &input.unreached.columns});
    }
    return group;
}

/// What a map shows, by the property that its classes come from.
std::string_view subject_of(const std::string& property, Language language) {
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (property.starts_with(std::string(study::to_string(static_cast<study::Family>(f))) + "_")) return tr(language, "Alcance por familia", "Reach by family");
    }
    const auto begins = [&](std::initializer_list<std::string_view> names) { return std::any_of(names.begin(), names.end(), [&](std::string_view name) { return property.starts_with(name); }); };
    if (begins({"gap_", "unreached_", "reached_by_0"})) return tr(language, "Brechas", "Gaps");
    if (begins({"rate", "incidents", "expected_incidents", "need_", "at_risk"})) return tr(language, "Necesidad", "Need");
    if (begins({"families_", "presence_", "reached_by_"})) return tr(language, "Presencia", "Presence");
    return tr(language, "Otros mapas", "Other maps");
}

/// In the order of the study; a group stands where its first map does.
std::vector<Group> map_groups(const VectorInput& input, std::span<const StyledMap> maps) {
    std::vector<Group> groups;
    for (const StyledMap& styled : maps) {
        const std::string subject(subject_of(styled.property, input.language));
        auto at = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.name == subject; });
        if (at == groups.end()) at = groups.insert(groups.end(), {subject, {}});
        at->layers.push_back({"municipality_map_" + styled.map.style_name, styled.map.title, "municipalities", {}, qgis_renderer(styled), "Polygon", "MultiPolygon", &input.municipalities.columns, &styled == maps.data()});
    }
    return groups;
}

// ------------------------------------------------------------------------------------------------------------- XML

std::string tree(const std::vector<Group>& groups) {
    std::string out = "<layer-tree-group>\n<customproperties/>\n";
    for (const Group& group : groups) {
        out += fmt::format("<layer-tree-group name=\"{}\" checked=\"Qt::Checked\" expanded=\"1\">\n<customproperties/>\n", xml_text(group.name));
        for (const Layer& layer : group.layers) {
            out += fmt::format("<layer-tree-layer id=\"{}\" name=\"{}\" source=\"{}\" providerKey=\"ogr\" checked=\"{}\" expanded=\"{}\"><customproperties/></layer-tree-layer>\n", xml_text(layer.id),
                               xml_text(layer.name), xml_text(source_of(layer)), layer.shown ? "Qt::Checked" : "Qt::Unchecked", layer.shown && layer.id.starts_with("municipality_map_") ? 1 : 0);
        }
        out += "</layer-tree-group>\n";
    }
    return out + "</layer-tree-group>\n";
}

std::string map_layer(const Layer& layer, Language language) {
    return fmt::format("<maplayer type=\"vector\" geometry=\"{}\" wkbType=\"{}\" readOnly=\"0\">\n<id>{}</id>\n<datasource>{}</datasource>\n<layername>{}</layername>\n{}\n<provider encoding=\"UTF-8\">ogr</provider>\n"
                       "{}<layerOpacity>1</layerOpacity>\n{}<previewExpression>\"name\"</previewExpression>\n</maplayer>\n",
                       layer.geometry, layer.wkb_type, xml_text(layer.id), xml_text(source_of(layer)), xml_text(layer.name), xml_of("srs", wgs84), layer.renderer, qgis_aliases(*layer.columns, language));
}

/// Where the project opens, and what "zoom full" shows.
std::string canvas(const geo::Box& bounds) {
    const auto low = geo::web_mercator({bounds.min_x, bounds.min_y}), high = geo::web_mercator({bounds.max_x, bounds.max_y});
    return fmt::format("<mapcanvas name=\"theMapCanvas\" annotationsVisible=\"1\">\n<units>meters</units>\n<extent><xmin>{0:.3f}</xmin><ymin>{1:.3f}</ymin><xmax>{2:.3f}</xmax><ymax>{3:.3f}</ymax></extent>\n"
                       "<rotation>0</rotation>\n{4}\n</mapcanvas>\n"
                       "<ProjectViewSettings UseProjectScales=\"0\" rotation=\"0\"><Scales/><DefaultViewExtent xmin=\"{0:.3f}\" ymin=\"{1:.3f}\" xmax=\"{2:.3f}\" ymax=\"{3:.3f}\">{5}</DefaultViewExtent>"
                       "</ProjectViewSettings>\n",
                       low.x, low.y, high.x, high.y, xml_of("destinationsrs", web_mercator), xml_of(web_mercator));
}

}  // namespace

std::string qgis_project(const VectorInput& input, std::span<const StyledMap> maps, const geo::Box& bounds) {
    std::vector<Group> groups{sites(input), boundaries(input), unreached(input)};
    for (Group& group : map_groups(input, maps)) groups.push_back(std::move(group));
    std::erase_if(groups, [](const Group& group) { return group.layers.empty(); });
    std::string layers;
    for (const Group& group : groups) {
        for (const Layer& layer : group.layers) layers += map_layer(layer, input.language);
    }
    return fmt::format("<!DOCTYPE qgis PUBLIC 'http://mrcc.com/qgis.dtd' 'SYSTEM'>\n<qgis version=\"3.22.0\" projectname=\"{0}\">\n<title>{0}</title>\n{1}\n{2}{3}<projectlayers>\n{4}</projectlayers>\n"
                       "<properties><Paths><Absolute type=\"bool\">false</Absolute></Paths><SpatialRefSys><ProjectionsEnabled type=\"int\">1</ProjectionsEnabled></SpatialRefSys></properties>\n</qgis>\n",
                       xml_text(input.title), xml_of("projectCrs", web_mercator), tree(groups), canvas(bounds), layers);
}

}  // namespace presencia::emit
