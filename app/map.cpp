// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fonts.hpp"
#include "app/interrupt.hpp"
#include "app/style_choice.hpp"
#include "core/staged_file.hpp"
#include "core/text.hpp"
#include "emit/print/map_sheet.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

class Map final : public Command {
public:
    std::string_view name() const override { return "map"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("STYLE", style_);
        parser.add_option("-o,--output", output_);
        parser.add_option("--size", size_);
        parser.add_option("--dpi", dpi_);
        parser.add_option("--title", title_);
        parser.add_flag("--overwrite", overwrite_);
        work_.declare(parser);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        require(style_, "STYLE", name(), console.language());
        require(output_, "-o FILE", name(), console.language());
        emit::PrintRequest request = asked(console);
        const ProgressStyle style = work_.style(console);
        require_file_place(output_, overwrite_);
        const emit::Store store(directory_);
        console.speak(store.language());
        request.language = console.language();
        request.shipped_styles = data_directory(console.language()) / "styles";
        request.style_file = style_file(style_, request.shipped_styles, "STYLE", console);
        watch_interrupts();
        emit::PrintedMap map;
        {
            TerminalProgress progress(style);
            progress.stage("map", 0);
            map = emit::print_map(store, request);
            progress.check_interrupted();
        }
        publish_file(output_, map.bytes, overwrite_);
        say(request, map, console);
        return 0;
    }

private:
    emit::PrintRequest asked(const Console& console) const {
        emit::PrintRequest request;
        const auto form = emit::print_form(output_);
        if (!form) {
            throw Error(ErrorCode::usage, {.column = "-o"}, text::clip(output_, 80),
                        console.tr("la terminación decide la forma: .png, .svg o .pdf", "the ending decides the form: .png, .svg or .pdf"));
        }
        request.form = *form;
        const auto paper = emit::parse_paper(size_);
        if (!paper) {
            throw Error(ErrorCode::usage, {.column = "--size"}, text::clip(size_, 80),
                        console.tr("milímetros, como 297x210 (lados de 70 a 2000), o un papel: ", "millimetres, as 297x210 (sides from 70 to 2000), or a paper: ") + emit::paper_names() +
                            console.tr(", con -portrait si está de pie", ", with -portrait where it stands"));
        }
        request.paper = *paper;
        request.dpi = static_cast<int>(number_option("--dpi", dpi_, emit::lowest_dpi, emit::highest_dpi, console.language()));
        if (request.form == emit::PrintForm::png && !emit::dpi_fits(request.paper, request.dpi)) {
            throw Error(ErrorCode::usage, {.column = "--dpi"}, dpi_ + console.tr(" dan una imagen demasiado grande: ", " make too large a picture: ") + pixels(request) + " px",
                        console.tr("de este tamaño, hasta --dpi ", "of this size, up to --dpi ") + std::to_string(emit::most_dpi(request.paper)) +
                            console.tr("; o .pdf, que no tiene píxeles", "; or .pdf, which has no pixels"));
        }
        request.fonts = font_files();
        request.title = text::valid_utf8(title_) ? title_ : text::cp1252_to_utf8(title_);  // from a terminal that speaks Latin-1
        request.threads = work_.worker_count(console);
        return request;
    }

    static std::string pixels(const emit::PrintRequest& request) {
        return std::to_string(emit::print_pixels(request.paper.width, request.dpi)) + " × " + std::to_string(emit::print_pixels(request.paper.height, request.dpi));
    }

    void say(const emit::PrintRequest& request, const emit::PrintedMap& map, Console& console) const {
        const bool png = request.form == emit::PrintForm::png;
        const std::string size = text::format_significant(request.paper.width) + " × " + text::format_significant(request.paper.height) + " mm";
        if (console.json) {
            nlohmann::ordered_json answer{{"output", output_}, {"style", request.style_file.stem().string()}, {"size_mm", {request.paper.width, request.paper.height}}, {"bytes", map.bytes.size()},
                                          {"map", {{"crs", map.place.crs}, {"metres_per_mm", map.place.metres_per_mm}, {"west", map.place.west}, {"north", map.place.north}}}};
            if (png) answer["dpi"] = request.dpi;
            if (png) answer["pixels"] = {emit::print_pixels(request.paper.width, request.dpi), emit::print_pixels(request.paper.height, request.dpi)};
            console.put_json(answer);
        } else if (!console.quiet) {
            console.say(console.tr("Mapa en ", "Map in ") + output_ + ": " + request.style_file.stem().string() + ", " + size + (png ? ", " + pixels(request) + " px" : "") + "\n");
        }
    }

    std::string directory_, style_, output_, size_ = "a4", dpi_ = "300", title_;
    bool overwrite_ = false;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_map() {
    return std::make_unique<Map>();
}

}  // namespace presencia::app
