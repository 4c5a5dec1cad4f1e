// SPDX-License-Identifier: Apache-2.0
#include "run/run.hpp"

#include "core/language.hpp"
#include "core/staged_directory.hpp"
#include "emit/documents.hpp"
#include "emit/headline.hpp"
#include "emit/lettering/require_fonts.hpp"
#include "emit/maps.hpp"
#include "emit/qgis_project.hpp"
#include "emit/report/report.hpp"
#include "emit/store.hpp"
#include "emit/vector_maps.hpp"
#include "emit/words.hpp"
#include "gap/disclosure.hpp"
#include "gap/gap.hpp"
#include "gap/objectives.hpp"
#include "geo/overlay.hpp"
#include "join/place.hpp"
#include "join/tally.hpp"
#include "layer/read_tables.hpp"
#include "reach/catchments.hpp"
#include "reach/reach.hpp"
#include "run/assumptions.hpp"
#include "run/code_list.hpp"
#include "run/incident_group.hpp"
#include "run/input_files.hpp"
#include "run/departments.hpp"
#include "run/key_report.hpp"
#include "run/layers.hpp"
#include "run/withheld_layers.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia {

namespace {

/// Places that the profile keeps to itself: sensitive sites count for presence in their municipality and serve no drawn or measured catchment.
void withhold_places(layer::SiteTable& sites, study::Profile profile) {
    for (layer::Site& site : sites.rows) {
        if (site.sensitive && profile != study::Profile::restricted) {
            site.precision = std::max(site.precision, layer::Precision::municipality);
        }
    }
}

std::vector<layer::Site> shown_sites(const layer::SiteTable& sites, study::Profile profile) {
    std::vector<layer::Site> shown;
    for (const layer::Site& site : sites.rows) {
        if (!site.sensitive || profile == study::Profile::restricted) shown.push_back(site);
    }
    return shown;
}

/// What at-risk municipalities have outside the catchments of each family. Public police coverage is shown by whole municipality only.
std::vector<emit::Unreached> unreached_areas(const study::Study& study, const layer::MunicipalityTable& municipalities, const gap::Result& result, const reach::Catchments& catchments,
                                             Progress& progress) {
    std::vector<emit::Unreached> out;
    progress.stage("unreached", static_cast<std::int64_t>(result.municipalities.size()));
    for (std::size_t m = 0; m < result.municipalities.size(); ++m) {
        progress.check_interrupted();
        progress.advance(static_cast<std::int64_t>(m));
        if (!result.municipalities[m].at_risk.value_or(false)) continue;
        for (std::size_t f = 0; f < study::family_count; ++f) {
            if (!result.studied[f]) continue;
            const auto family = static_cast<study::Family>(f);
            const geo::MultiPolygon& whole = municipalities.rows[m].shape;
            const bool by_whole = study.profile == study::Profile::public_ && family == study::Family::law_enforcement;
            if (by_whole) {
                const gap::GapClass gap_class = result.municipalities[m].family[f].gap_class;
                if (gap_class == gap::GapClass::gap || gap_class == gap::GapClass::gap_unknown) out.push_back({family, m, whole, true});
                continue;
            }
            geo::MultiPolygon rest = geo::on_grid(geo::difference(whole, catchments.area_within(family, static_cast<std::int32_t>(m))), emit::degree_step);
            if (!rest.empty()) out.push_back({family, m, std::move(rest), false});
        }
    }
    std::stable_sort(out.begin(), out.end(), [](const emit::Unreached& a, const emit::Unreached& b) { return a.family < b.family; });
    return out;
}

/// What makes a result look right while a layer, a date or a country is wrong. Sensitive sites enter no number of it outside the restricted profile.
std::vector<std::string> loud_notices(const study::Study& study, const gap::Result& result, const layer::SiteTable& sites) {
    std::array<bool, study::family_count> services{}, withheld{};
    std::int64_t homeless = 0;
    for (const layer::Site& site : sites.rows) {
        if (site.kind != study::Kind::service) continue;
        const auto f = static_cast<std::size_t>(site.family);
        services[f] = true;
        const bool hidden = site.sensitive && study.profile != study::Profile::restricted;
        withheld[f] = withheld[f] || hidden;
        const bool serves_nobody = site.municipality < 0 && site.country.empty() && reach::operates(site, study.as_of) == true;
        homeless += serves_nobody && !hidden ? 1 : 0;
    }
    std::vector<std::string> notices;
    for (std::size_t f = 0; f < study::family_count; ++f) {
        if (!result.zero_everywhere[f] || withheld[f]) continue;
        const std::string_view text = services[f] ? tr(study.language, "ATENCIÓN: ninguna sede de {} alcanza a nadie en todo el estudio; revise fechas, estado, país y coordenadas de la capa",
                                                       "WARNING: no site of {} reaches anybody in the whole study; look at the layer's dates, status, country and coordinates")
                                                  : tr(study.language, "De {} solo hay programas: cuentan como programas y no dan alcance", "Of {} there are programmes only: they count as programmes and give no reach");
        notices.push_back(fmt::format(fmt::runtime(text), study::label(static_cast<study::Family>(f), study.language)));
    }
    if (homeless > 0) {
        notices.push_back(fmt::format(fmt::runtime(tr(study.language, "Sedes en operación fuera de todo municipio y sin país, que no sirven a nadie: {}",
                                                      "Operating sites outside every municipality and without a country, which serve nobody: {}")),
                                      homeless));
    }
    return notices;
}

struct RejectShare {
    double share = 0.0;
    std::string layer;
    bool withheld = false;  ///< its books are: the share would give the number of rows away
};

RejectShare worst_reject_share(const std::vector<Ledger>& ledgers) {
    RejectShare worst;
    for (const Ledger& ledger : ledgers) {
        const double share = ledger.read > 0 ? static_cast<double>(ledger.rejected) / static_cast<double>(ledger.read) : 0.0;
        if (share > worst.share) worst = {share, ledger.layer, ledger.withheld};
    }
    return worst;
}

std::string reject_banner(const RejectShare& worst, const study::Study& study) {
    const auto percent = [&](double share) { return emit::spoken_number(share * 100.0, 1, study.language); };
    if (worst.withheld) {
        return fmt::format(fmt::runtime(tr(study.language, "ATENCIÓN: se rechazó más del {} % de las filas de {}", "WARNING: more than {} % of the rows of {} were rejected")),
                           percent(study.max_reject_share), worst.layer);
    }
    return fmt::format(fmt::runtime(tr(study.language, "ATENCIÓN: se rechazó el {} % de las filas de {} (máximo {} %): vea rejects/", "WARNING: {} % of the rows of {} were rejected (at most {} %): see rejects/")),
                       percent(worst.share), worst.layer, percent(study.max_reject_share));
}

/// What `say` says of the study, in both languages.
template <class Say>
emit::Sentences in_both_languages(study::Study study, Say say) {
    study.language = Language::es;
    std::vector<std::string> es = say(study);
    study.language = Language::en;
    return {std::move(es), say(study)};
}

void write_outputs(const std::filesystem::path& directory, const emit::Published& published, const RunOptions& options, Progress& progress) {
    const std::filesystem::path styles = options.data / "styles";
    const emit::VectorInput input = emit::vector_input(published);
    const emit::MapContext context = emit::map_context(emit::study_facts(published));
    const auto drawn = [&](const std::string& style) { return emit::styled_map(styles / (style + ".toml"), input.municipalities, context); };
    std::vector<emit::StyledMap> maps;
    for (const std::string& style : published.study.styles) maps.push_back(drawn(style));
    progress.stage("outputs", 0);
    emit::write_store(directory / "study.gpkg", published, drawn("gap"), maps);
    emit::write_municipalities(directory / "municipalities.geojson", published);
    emit::write_gaps(directory, published);
    emit::write_summary(directory / "summary.json", published);
    emit::write_unreached(directory / "unreached", published);
    emit::write_rejects(directory / "rejects", published);
    const auto coverage = emit::coverage_of(input.municipalities, input.shapes, options.threads);
    emit::write_raster_tiles(directory / "tiles", maps, *coverage, {}, options.threads, progress);
    emit::write_name_tiles(directory / "tiles", input.municipalities, *coverage, context, 256, {}, options.fonts, options.threads, progress);
    emit::write_vector_tiles(directory, maps, input, coverage, published.study.min_zoom, published.study.max_zoom, options.threads, progress);
    write_file(directory / "study.qgs", emit::qgis_project(input, maps, coverage->bounds()));
    emit::write_report(directory / "report.html", published, *coverage, styles);
    emit::write_manifest(directory, published, options.threads);
}

std::vector<std::string> files_below(const std::filesystem::path& directory) {
    std::vector<std::string> files;
    for (const auto& entry : std::filesystem::directory_iterator(directory)) {
        files.push_back(entry.path().filename().string() + (entry.is_directory() ? "/" : ""));
    }
    std::sort(files.begin(), files.end());
    return files;
}

}  // namespace

RunReport run(const RunOptions& options, Progress& progress) {
    const study::Study study = study::read_study(options.study, std::nullopt, options.allowed);
    emit::require_fonts(options.fonts);
    const layer::Dialects dialects = layer::dialects_for(study, options.data);
    StagedDirectory staged(options.output, options.overwrite);

    // layer: the tables
    layer::MunicipalityTable municipalities = layer::read_municipalities(study, dialects, progress, options.threads);
    layer::SiteTable sites = layer::read_sites(study, dialects, progress, layer::extent_of(municipalities));
    layer::PopulationSurface surface = layer::read_population(study, dialects, progress, layer::extent_of(municipalities));

    // join: whose is it?
    name_departments(study, dialects.place_names(), municipalities);
    progress.stage("index", 0);
    const Units units(study, municipalities, dialects, options.threads);
    place_sites(sites, study, dialects, units);
    join::place_population(surface, units.extent, units.locator);
    withhold_places(sites, study.profile);
    const reach::Catchments catchments(sites, municipalities, study.as_of);
    IncidentLayers incidents = tally_layers(study, dialects, units, catchments, options, progress);
    IncidentGroup group = group_incidents(study, municipalities, incidents.tallies, dialects, units.gazetteer);
    RiskLists lists = read_risk_lists(study, dialects, units);

    // reach, need and gap: who is reached, how much, what is not
    const reach::Reach reach = reach::compute_reach(study, municipalities, sites, surface, catchments, group.sum, options.threads, progress);
    const gap::GapInput input{study, municipalities, sites, reach, group.incidents, group.sum.located, lists.listed.named, lists.compared.named, group.disclosure, group.sum.by_families, uncounted_layers(study, incidents), group.departments};
    gap::Result result = gap::compute_gap(input);
    const gap::DisclosureReport disclosure = gap::disclose(result, input);

    // emit: files
    std::vector<Ledger> ledgers = all_ledgers(study, municipalities, sites, surface, incidents, lists);
    if (study.profile != study::Profile::restricted || !options.with_points) redact(ledgers, study);
    const WithheldLayers withheld = withheld_layers(study, municipalities, sites, incidents, dialects, disclosure);
    withhold_books(ledgers, study, withheld);
    note_unmatched_keys(ledgers, study.language);
    std::vector<layer::Guess> guesses = all_guesses(municipalities, sites, surface, incidents, lists);
    guesses.insert(guesses.end(), units.guesses.begin(), units.guesses.end());
    for (layer::Guess& guess : key_guesses(ledgers, study.language)) guesses.push_back(std::move(guess));
    const RejectShare worst = worst_reject_share(ledgers);
    const bool too_many = worst.share > study.max_reject_share;
    const emit::Sentences warnings = in_both_languages(study, [&](const study::Study& spoken) {
        std::vector<std::string> said = loud_notices(spoken, result, sites);
        if (too_many) said.insert(said.begin(), reject_banner(worst, spoken));
        return said;
    });
    result.notes.insert(result.notes.begin(), warnings.in(study.language).begin(), warnings.in(study.language).end());
    emit::Published published{study,
                              municipalities,
                              result,
                              disclosure,
                              std::move(ledgers),
                              std::move(guesses),
                              in_both_languages(study, [&](const study::Study& spoken) { return assumptions(spoken, sites, units.gazetteer); }),
                              shown_sites(sites, study.profile),
                              0,
                              unreached_areas(study, municipalities, result, catchments, progress),
                              input_files(study, withheld.incidents, withheld.sites),
                              too_many,
                              warnings,
                              gap::total_objectives(sites, units.gazetteer.index(), study.profile == study::Profile::restricted)};
    for (const SplitParent& split : split_parents(study, units.gazetteer)) {
        published.divisions.push_back({split.old->place.code, split.old->place.name, static_cast<std::size_t>(split.municipality), {split.others.begin(), split.others.end()}});
    }
    published.sites_withheld = static_cast<std::int64_t>(sites.rows.size() - published.sites.size());
    write_outputs(staged.path(), published, options, progress);
    progress.check_interrupted();

    RunReport report{study.language, emit::headline(published), result.notes, published.guesses, published.ledgers, files_below(staged.path()), too_many, worst.share, worst.layer};
    staged.publish();
    return report;
}

}  // namespace presencia
