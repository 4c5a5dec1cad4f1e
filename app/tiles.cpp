// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fonts.hpp"
#include "app/interrupt.hpp"
#include "app/style_choice.hpp"
#include "core/staged_directory.hpp"
#include "core/text.hpp"
#include "emit/names/name_tiles.hpp"
#include "emit/render_again.hpp"
#include "emit/words.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

class Tiles final : public Command {
public:
    std::string_view name() const override { return "tiles"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("-o,--output", output_);
        parser.add_option("--style", styles_);
        parser.add_option("--zoom", zoom_);
        parser.add_option("--size", size_);
        parser.add_option("--format", formats_);
        parser.add_option("--cell", cell_);
        parser.add_flag("--overwrite", overwrite_);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        require(output_, "-o OUT", name(), console.language());
        check_choice("--size", size_, {"256", "512"}, console.language());
        const unsigned threads = work_.worker_count(console);
        const ProgressStyle style = work_.style(console);
        const emit::Store store(directory_);
        console.speak(store.language());
        const emit::TileRequest request = asked(store, console);
        spare_results(console);
        StagedDirectory staged(output_, overwrite_);
        watch_interrupts();
        emit::SurfaceReport report;
        {
            TerminalProgress progress(style);
            report = emit::render_again(store, request, staged.path(), threads, progress);
            progress.check_interrupted();
        }
        staged.publish();
        say(request, report, console);
        return 0;
    }

private:
    /// Maps never take the place of a result, the one they are drawn from least of all.
    void spare_results(const Console& console) const {
        if (!fs::exists(fs::path(output_) / "study.gpkg")) return;
        throw Error(ErrorCode::output_exists, {.file = output_}, console.tr("ahí hay un resultado", "a result is there"),
                    console.tr("dé otra carpeta, -o mapas", "give another folder, -o maps"));
    }

    emit::TileRequest asked(const emit::Store& store, const Console& console) const {
        emit::TileRequest request;
        const emit::MapContext stored = emit::map_context(store.study());
        request.min_zoom = stored.min_zoom;
        request.max_zoom = stored.max_zoom;
        if (!zoom_.empty()) set_zoom(request, console);
        request.tile_px = size_ == "512" ? 512 : 256;
        const auto wants = [&](const char* format) { return formats_.empty() || std::find(formats_.begin(), formats_.end(), format) != formats_.end(); };
        for (const std::string& format : formats_) check_choice("--format", format, {"xyz", "mbtiles", "pmtiles", "vector", "cog"}, console.language());
        request.raster = {wants("xyz"), wants("mbtiles"), wants("pmtiles")};
        request.vector = wants("vector");
        request.language = console.language();
        const std::size_t cell = number_option("--cell", cell_, 1, 100'000, console.language());
        // A run writes no surfaces: they are made where they are named.
        if (!formats_.empty() && wants("cog")) request.surface_cell = static_cast<double>(cell);
        request.shipped_styles = data_directory(console.language()) / "styles";
        set_styles(request, store, console);
        return request;
    }

    /// The maps and whether the layer of names goes with them; where none are named, those of the study and names.
    void set_styles(emit::TileRequest& request, const emit::Store& store, const Console& console) const {
        std::vector<std::string> styles = styles_.empty() ? store.study().value("styles", std::vector<std::string>{"gap"}) : styles_;
        const bool names_asked = std::erase(styles, emit::names_layer) > 0;
        for (const std::string& style : styles) {
            request.style_files.push_back(style_file(style, request.shipped_styles, "--style", console));
            const fs::path& file = request.style_files.back();
            if (file.stem() == emit::names_layer) {
                throw Error(ErrorCode::usage, {.column = "--style"}, file.string(),
                            console.tr("es el nombre de la capa de nombres: llame al archivo de otro modo", "the layer of names is called so: give the file another name"));
            }
        }
        // Vector tiles hold names anyway, and need a map.
        const bool vector_of_names_alone = !formats_.empty() && request.vector && styles.empty();
        if (names_asked && (!request.raster.any() || vector_of_names_alone)) {
            throw Error(ErrorCode::usage, {.column = "--style"}, emit::names_layer,
                        console.tr("los nombres son teselas ráster: --format xyz, mbtiles o pmtiles", "names are raster tiles: --format xyz, mbtiles or pmtiles"));
        }
        request.names = request.raster.any() && (names_asked || styles_.empty());
        request.fonts = font_files();
        request.vector = request.vector && !styles.empty();
    }

    /// "4-12", or "8" for one zoom.
    void set_zoom(emit::TileRequest& request, const Console& console) const {
        const std::size_t dash = zoom_.find('-');
        const auto zoom = [&](const std::string& text) { return static_cast<int>(number_option("--zoom", text, 0, emit::highest_zoom, console.language())); };
        request.min_zoom = zoom(zoom_.substr(0, dash));
        request.max_zoom = dash == std::string::npos ? request.min_zoom : zoom(zoom_.substr(dash + 1));
        if (request.min_zoom > request.max_zoom) {
            throw Error(ErrorCode::usage, {.column = "--zoom"}, zoom_, console.tr("primero el menor: ", "the smaller one first: ") + fmt_range(request.max_zoom, request.min_zoom));
        }
    }

    static std::string fmt_range(int low, int high) { return "--zoom " + std::to_string(low) + "-" + std::to_string(high); }

    void say(const emit::TileRequest& request, const emit::SurfaceReport& report, Console& console) const {
        std::vector<std::string> names;
        for (const fs::path& file : request.style_files) names.push_back(file.stem().string());
        if (request.names) names.emplace_back(emit::names_layer);
        if (console.json) {
            nlohmann::ordered_json said = {{"output", output_}, {"styles", names}, {"zoom", {request.min_zoom, request.max_zoom}}, {"size", request.tile_px}};
            if (!report.grids.empty()) said["surfaces"] = emit::surfaces_json(report);
            console.put_json(said);
            return;
        }
        if (console.quiet) return;
        const bool tiles = request.raster.folder || request.raster.mbtiles || request.raster.pmtiles || request.vector;
        if (tiles) {
            console.say(console.tr("Teselas en ", "Tiles in ") + output_ + ": " + text::join(names, ", ") + console.tr(", zoom ", ", zooms ") + std::to_string(request.min_zoom) + "–" +
                        std::to_string(request.max_zoom) + "\n");
        }
        say_surfaces(report, console);
    }

    void say_surfaces(const emit::SurfaceReport& report, Console& console) const {
        for (const auto& [grid, unseen] : report.grids) {
            console.say(console.tr("Superficies en ", "Surfaces in ") + output_ + "/surfaces: " + grid.name + ", " + std::to_string(grid.columns) + " × " + std::to_string(grid.rows) +
                        console.tr(" celdas de ", " cells of ") + text::format_significant(grid.cell, 4) + " m\n");
            if (unseen.empty()) continue;
            console.say("  " + std::to_string(unseen.size()) + console.tr(" municipios sin el centro de ninguna celda: vea manifest.json, o dé celdas menores\n",
                                                                          " municipalities without the centre of any cell: see manifest.json, or give smaller cells\n"));
        }
        if (report.withheld.empty()) return;
        std::vector<std::string> families;
        for (const std::string& family : report.withheld) families.push_back(emit::family_word(family, console.language()));
        console.say(console.tr("Sin superficie de distancia, porque el perfil reserva lugares de esas sedes: ", "No surface of distance, since the profile keeps places of these sites to itself: ") +
                    text::join(families, ", ") + "\n");
    }

    std::string directory_, output_, zoom_, size_ = "256", cell_ = "250";
    std::vector<std::string> styles_, formats_;
    bool overwrite_ = false;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_tiles() {
    return std::make_unique<Tiles>();
}

}  // namespace presencia::app
