// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "core/ledger.hpp"
#include "core/progress.hpp"

#include <chrono>
#include <string>
#include <vector>

namespace presencia::app {

/// Hands progress on and notes what each stage took. Clocks and memory are told to whoever asks for them on the command line and go into no output.
class TimedProgress final : public Progress {
public:
    explicit TimedProgress(Progress& shown) : shown_(shown), began_(std::chrono::steady_clock::now()) {}

    void stage(std::string_view name, std::int64_t total) override;
    void advance(std::int64_t done) override { shown_.advance(done); }
    void check_interrupted() override { shown_.check_interrupted(); }

    struct Stage {
        std::string name;
        double seconds = 0.0;      ///< a stage met again is one stage
        std::int64_t peak_mib = 0;  ///< most memory the process had held when it ended
    };
    /// All stages so far; ends the one at hand.
    const std::vector<Stage>& stages();
    double seconds() const;

private:
    void end_stage();

    Progress& shown_;
    std::chrono::steady_clock::time_point began_, stage_began_;
    std::vector<Stage> stages_;
    std::size_t open_ = 0;
    bool any_open_ = false;
};

/// One line a stage: seconds, peak memory, and rows a second where the stage is a layer whose rows were read; then the sum.
std::string timings_text(TimedProgress& timed, const std::vector<Ledger>& ledgers, const Console& console);

}  // namespace presencia::app
