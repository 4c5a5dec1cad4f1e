// SPDX-License-Identifier: Apache-2.0
#include "app/timings.hpp"

#include "app/peak_memory.hpp"
#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::app {

namespace {

double seconds_between(std::chrono::steady_clock::time_point from, std::chrono::steady_clock::time_point to) {
    return std::chrono::duration<double>(to - from).count();
}

/// The books of the layer that a stage read: incidents by their name, sites and population with what they are in front of it.
const Ledger* books_of(const std::vector<Ledger>& ledgers, std::string_view stage) {
    constexpr std::string_view sites = "sites: ", population = "population: ";
    const bool surface = stage.starts_with(population);
    const std::string_view name = surface ? stage.substr(population.size()) : stage.starts_with(sites) ? stage.substr(sites.size()) : stage;
    const auto found = std::find_if(ledgers.begin(), ledgers.end(), [&](const Ledger& one) { return surface ? one.layer == "population" && one.source == name : one.layer == name; });
    return found == ledgers.end() ? nullptr : &*found;
}

}  // namespace

void TimedProgress::stage(std::string_view name, std::int64_t total) {
    end_stage();
    const auto known = std::find_if(stages_.begin(), stages_.end(), [&](const Stage& one) { return one.name == name; });
    open_ = static_cast<std::size_t>(known - stages_.begin());
    if (known == stages_.end()) stages_.push_back({std::string(name)});
    any_open_ = true;
    stage_began_ = std::chrono::steady_clock::now();
    shown_.stage(name, total);
}

void TimedProgress::end_stage() {
    if (!any_open_) return;
    stages_[open_].seconds += seconds_between(stage_began_, std::chrono::steady_clock::now());
    stages_[open_].peak_mib = peak_mib();
    any_open_ = false;
}

const std::vector<TimedProgress::Stage>& TimedProgress::stages() {
    end_stage();
    return stages_;
}

double TimedProgress::seconds() const {
    return seconds_between(began_, std::chrono::steady_clock::now());
}

std::string timings_text(TimedProgress& timed, const std::vector<Ledger>& ledgers, const Console& console) {
    const bool spanish = console.language() == Language::es;
    std::string out = console.tr("Tiempos (s, memoria máxima en MiB):\n", "Timings (s, peak memory in MiB):\n");
    const auto line = [&](const std::string& name, double seconds, std::int64_t memory, const std::string& more) {
        out += fmt::format("  {} {} {}{}\n", text::format_fixed(seconds, 3), memory, text::clip(name, 60), more);
    };
    for (const TimedProgress::Stage& stage : timed.stages()) {
        const Ledger* const layer = books_of(ledgers, stage.name);
        std::string rows;
        if (layer != nullptr && !layer->withheld && layer->read > 0 && stage.seconds > 0.0) {
            rows = fmt::format(fmt::runtime(console.tr(": {} filas, {} por segundo", ": {} rows, {} a second")), text::format_count(static_cast<double>(layer->read), spanish),
                               text::format_count(text::round_significant(static_cast<double>(layer->read) / stage.seconds, 3), spanish));
        }
        line(stage.name, stage.seconds, stage.peak_mib, rows);
    }
    line(console.tr("en total", "in all"), timed.seconds(), peak_mib(), "");
    return out;
}

}  // namespace presencia::app
