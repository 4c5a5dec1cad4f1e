// SPDX-License-Identifier: Apache-2.0
#include "app/command.hpp"
#include "app/common_options.hpp"
#include "app/data_directory.hpp"
#include "app/fonts.hpp"
#include "emit/store.hpp"
#include "serve/options.hpp"

#include <CLI/CLI.hpp>
#include <nlohmann/json.hpp>

#include <filesystem>
#include <iostream>

namespace presencia::app {

namespace fs = std::filesystem;

namespace {

constexpr std::size_t most_ports = 65535, most_connections = 1'000'000, most_mebibytes = 1 << 20;

/// The web map as it is installed, or as scripts/web.sh prepares it in the sources; none is no fault.
fs::path web_folder(const fs::path& data) {
    std::error_code ignored;
    for (const fs::path& folder : {data / "web", data / "build" / "web"}) {
        if (fs::is_regular_file(folder / "index.html", ignored) && fs::is_directory(folder / "vendor", ignored)) return folder;
    }
    return {};
}

class Serve final : public Command {
public:
    std::string_view name() const override { return "serve"; }

    void declare(CLI::App& parser) override {
        parser.add_option("DIR", directory_);
        parser.add_option("--host", options_.host);
        parser.add_option("--port", port_);
        parser.add_option("--public-url", options_.public_url);
        parser.add_option("--trust", options_.trusted);
        parser.add_option("--cors", options_.cross_origins);
        parser.add_option("--max-connections", connections_);
        parser.add_option("--max-per-address", connections_each_);
        parser.add_option("--max-bbox-area", bbox_area_);
        parser.add_option("--max-unsent", unsent_);
        parser.add_flag("--log-requests", options_.log_requests);
        parser.add_option("--threads", work_.threads);
        common_.declare(parser);
    }

    int execute(Console& console) override {
        common_.settle(console);
        require(directory_, "DIR", name(), console.language());
        options_.directory = fs::absolute(directory_);
        if (!port_.empty()) options_.port = static_cast<std::uint16_t>(number_option("--port", port_, 0, most_ports, console.language()));
        set_limit("--max-connections", connections_, options_.limits.connections, console);
        set_limit("--max-per-address", connections_each_, options_.limits.connections_each, console);
        if (!bbox_area_.empty()) options_.limits.bbox_area = static_cast<double>(number_option("--max-bbox-area", bbox_area_, 1, static_cast<std::size_t>(serve::whole_earth), console.language()));
        if (!unsent_.empty()) options_.limits.unsent = number_option("--max-unsent", unsent_, 1, most_mebibytes, console.language()) << 20;
        options_.threads = work_.worker_count(console);
        console.speak(emit::Store(directory_).language());
        const fs::path data = data_directory(console.language());
        options_.equipment = {data / "styles", font_files(), web_folder(data)};
        options_.log = [quiet = console.quiet](const std::string& line) {
            if (!quiet) std::cerr << line + "\n" << std::flush;
        };
        options_.ready = [&](const std::string& address) { say(address, console); };
        serve::serve(options_);
        return 0;
    }

private:
    void set_limit(const char* option, const std::string& given, std::size_t& limit, const Console& console) const {
        if (!given.empty()) limit = number_option(option, given, 1, most_connections, console.language());
    }

    void say(const std::string& address, Console& console) const {
        if (console.json) {
            console.put_json({{"address", address}});
        } else {
            console.say(console.tr("Abra ", "Open ") + address + console.tr(" (Ctrl-C termina)", " (Ctrl-C ends it)") + "\n");
        }
        console.finish();
    }

    std::string directory_, port_, connections_, connections_each_, bbox_area_, unsent_;
    serve::ServeOptions options_;
    WorkOptions work_;
    CommonOptions common_;
};

}  // namespace

std::unique_ptr<Command> make_serve() {
    return std::make_unique<Serve>();
}

}  // namespace presencia::app
