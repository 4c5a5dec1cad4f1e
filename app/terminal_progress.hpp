// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"

#include <chrono>
#include <mutex>
#include <string>

namespace presencia::app {

enum class ProgressStyle { bar, json, none };

/// `wish` is auto, bar, json or none; auto draws a bar on a terminal and says nothing elsewhere, and a bar is drawn on terminals only.
ProgressStyle progress_style(const std::string& wish, bool quiet);

/// Shows the stages of a run on stderr, at most ten times a second, and stops it where the user asked for it. A bar is one line that is wiped when it is done: nothing stays on the screen.
/// Calls may come from several threads.
class TerminalProgress final : public Progress {
public:
    explicit TerminalProgress(ProgressStyle style) : style_(style) {}
    ~TerminalProgress() override;
    TerminalProgress(const TerminalProgress&) = delete;
    TerminalProgress& operator=(const TerminalProgress&) = delete;

    void stage(std::string_view name, std::int64_t total) override;
    void advance(std::int64_t done) override;
    void check_interrupted() override;

private:
    void show();
    void draw_bar();
    void wipe();

    ProgressStyle style_;
    std::mutex mutex_;
    std::string name_;
    std::int64_t total_ = 0;
    std::int64_t done_ = 0;
    std::int64_t shown_ = -1;
    std::size_t drawn_ = 0;  ///< columns of the line on the screen
    std::chrono::steady_clock::time_point last_{};
};

}  // namespace presencia::app
