// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/write_surfaces.hpp"

#include "core/parallel.hpp"
#include "emit/find_municipality.hpp"
#include "emit/surfaces/cog_file.hpp"
#include "emit/surfaces/municipal_surfaces.hpp"
#include "join/locator.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <memory>

namespace presencia::emit {

namespace {

/// A window as it is drawn: values of every surface, and whose cells it holds.
struct Drawn {
    std::vector<std::vector<float>> values;
    std::vector<std::int32_t> municipalities;  ///< each once; none: nothing to write
};

/// What one thread draws with.
struct Hand {
    CellCentres centres;
    Cells cells{};
};

void draw(const CellWindow& window, const join::Locator& locator, const std::vector<Surface>& surfaces, Hand& hand, Drawn& out) {
    Cells& cells = hand.cells;
    hand.centres.of(window, cells.centre);
    cells.municipality.resize(cells.centre.size());
    locator.locate(cells.centre, cells.municipality);
    out.municipalities = cells.municipality;
    std::sort(out.municipalities.begin(), out.municipalities.end());
    out.municipalities.erase(std::unique(out.municipalities.begin(), out.municipalities.end()), out.municipalities.end());
    std::erase(out.municipalities, join::nowhere);
    if (out.municipalities.empty()) return;
    out.values.resize(surfaces.size());
    for (std::size_t s = 0; s < surfaces.size(); ++s) {
        out.values[s].resize(surfaces[s].bands.size() * cells.centre.size());
        surfaces[s].fill(cells, out.values[s]);
    }
}

SurfaceNotes notes_of(const nlohmann::ordered_json& facts) {
    SurfaceNotes notes;
    for (const auto& [name, fact] : {std::pair{"TITLE", "title"}, {"FROM", "from"}, {"TO", "to"}, {"AS_OF", "as_of"}, {"PROFILE", "profile"}, {"RULE", "rule"}, {"ENGINE", "engine_version"}}) {
        notes.emplace_back(name, facts.value(fact, std::string()));
    }
    return notes;
}

/// Draws batches of windows side by side and writes them in order. Returns which municipalities have a cell.
std::vector<bool> draw_grid(const SurfaceGrid& grid, const join::Locator& locator, const std::vector<Surface>& surfaces, std::size_t municipalities, std::vector<std::unique_ptr<CogFile>>& files,
                            unsigned threads, Progress& progress) {
    const std::vector<CellWindow> windows = grid.windows();
    std::vector<Hand> hands;
    for (unsigned worker = 0; worker < threads; ++worker) hands.push_back({CellCentres(grid)});
    std::vector<bool> seen(municipalities);
    progress.stage("surfaces: " + grid.name, static_cast<std::int64_t>(windows.size()));
    for (std::size_t first = 0; first < windows.size(); first += threads) {
        progress.check_interrupted();
        const std::size_t count = std::min<std::size_t>(threads, windows.size() - first);
        std::vector<Drawn> batch(count);
        parallel_for(count, threads, [&](std::size_t i, unsigned worker) { draw(windows[first + i], locator, surfaces, hands[worker], batch[i]); });
        for (std::size_t i = 0; i < count; ++i) {
            for (const std::int32_t m : batch[i].municipalities) seen[static_cast<std::size_t>(m)] = true;
            for (std::size_t s = 0; s < batch[i].values.size(); ++s) files[s]->write(windows[first + i], batch[i].values[s]);
        }
        progress.advance(static_cast<std::int64_t>(first + count));
    }
    return seen;
}

}  // namespace

SurfaceReport write_surfaces(const std::filesystem::path& directory, const VectorInput& input, const nlohmann::ordered_json& facts, const Table& ledger, const std::vector<SurfaceGrid>& grids,
                             unsigned threads, Progress& progress) {
    threads = std::max(1U, threads);
    SurfaceReport report;
    std::vector<Surface> surfaces = municipal_surfaces(input.municipalities, input.language);
    DistanceSurfaces distances = distance_surfaces(input, facts, ledger);
    std::move(distances.surfaces.begin(), distances.surfaces.end(), std::back_inserter(surfaces));
    report.withheld = std::move(distances.withheld);
    report.without_sites = std::move(distances.without_sites);
    const join::Locator locator(input.shapes);
    const SurfaceNotes notes = notes_of(facts);
    std::filesystem::create_directories(directory / "surfaces");
    const SmallBlockCache cache;
    for (const SurfaceGrid& grid : grids) {
        std::vector<std::unique_ptr<CogFile>> files;
        for (const Surface& surface : surfaces) files.push_back(std::make_unique<CogFile>(directory / "surfaces" / (surface.name + "." + grid.name + ".tif"), surface, grid, notes));
        const std::vector<bool> seen = draw_grid(grid, locator, surfaces, input.municipalities.rows.size(), files, threads, progress);
        // A file each is put in order by one thread, so that its bytes do not depend on how many there are.
        parallel_for(files.size(), threads, [&](std::size_t s, unsigned) { files[s]->finish(progress); });
        report.grids.push_back({grid, {}});
        for (std::size_t m = 0; m < seen.size(); ++m) {
            if (!seen[m]) report.grids.back().unseen.push_back(municipality_key(input.municipalities, m));
        }
    }
    return report;
}

nlohmann::ordered_json surfaces_json(const SurfaceReport& report) {
    nlohmann::ordered_json json = {{"grids", nlohmann::ordered_json::array()}, {"distances_withheld", report.withheld}, {"distances_without_sites", report.without_sites}};
    for (const SurfaceReport::Written& written : report.grids) {
        const SurfaceGrid& grid = written.grid;
        nlohmann::ordered_json one = {{"grid", grid.name}, {"crs", grid.centre ? geo::equal_area_wkt(*grid.centre) : "EPSG:3857"}, {"cell_m", grid.cell}, {"columns", grid.columns}, {"rows", grid.rows}};
        if (grid.zoom) one["zoom"] = *grid.zoom;
        one["municipalities_without_a_cell"] = written.unseen;
        json["grids"].push_back(std::move(one));
    }
    return json;
}

}  // namespace presencia::emit
