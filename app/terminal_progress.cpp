// SPDX-License-Identifier: Apache-2.0
#include "app/terminal_progress.hpp"

#include "app/interrupt.hpp"
#include "app/peak_memory.hpp"
#include "core/error.hpp"
#include "core/text.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <unistd.h>

#include <algorithm>
#include <cstdio>

namespace presencia::app {

namespace {

constexpr auto pause = std::chrono::milliseconds(100);
constexpr std::int64_t bar_columns = 24;
constexpr std::size_t name_bytes = 40;

}  // namespace

ProgressStyle progress_style(const std::string& wish, bool quiet) {
    if (wish == "json") return ProgressStyle::json;
    if (wish == "none" || quiet) return ProgressStyle::none;
    return ::isatty(STDERR_FILENO) == 1 ? ProgressStyle::bar : ProgressStyle::none;
}

TerminalProgress::~TerminalProgress() {
    if (style_ == ProgressStyle::json && done_ != shown_ && !name_.empty()) show();
    wipe();
}

void TerminalProgress::stage(std::string_view name, std::int64_t total) {
    const std::scoped_lock lock(mutex_);
    if (style_ == ProgressStyle::json && done_ != shown_ && !name_.empty()) show();
    name_ = name;
    total_ = total;
    done_ = 0;
    shown_ = -1;
    show();
}

void TerminalProgress::advance(std::int64_t done) {
    const std::scoped_lock lock(mutex_);
    done_ = std::max(done_, done);
    if (done_ != shown_ && std::chrono::steady_clock::now() - last_ >= pause) show();
}

void TerminalProgress::check_interrupted() {
    if (interrupted()) throw Error(ErrorCode::interrupted, {});
}

void TerminalProgress::show() {
    if (style_ == ProgressStyle::none) return;
    last_ = std::chrono::steady_clock::now();
    shown_ = done_;
    if (style_ == ProgressStyle::bar) {
        draw_bar();
        return;
    }
    const nlohmann::ordered_json line = {{"stage", name_}, {"done", done_}, {"total", total_}, {"peak_mib", peak_mib()}};
    const std::string text = line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
    std::fwrite(text.data(), 1, text.size(), stderr);
}

void TerminalProgress::draw_bar() {
    std::string line = text::clip(name_, name_bytes);
    // Names may hold accents: columns are counted in characters, not bytes.
    auto columns = static_cast<std::size_t>(std::count_if(line.begin(), line.end(), [](char c) { return (static_cast<unsigned char>(c) & 0xc0) != 0x80; }));
    if (total_ > 0) {
        const std::int64_t filled = std::clamp<std::int64_t>(done_ * bar_columns / total_, 0, bar_columns);
        const std::string tail = fmt::format(" [{}{}] {:3} %", std::string(static_cast<std::size_t>(filled), '#'), std::string(static_cast<std::size_t>(bar_columns - filled), '.'),
                                             std::min<std::int64_t>(100, 100 * done_ / total_));
        columns += tail.size();
        line += tail;
    }
    const std::string rest(drawn_ > columns ? drawn_ - columns : 0, ' ');
    drawn_ = columns;
    const std::string out = "\r" + line + rest;
    std::fwrite(out.data(), 1, out.size(), stderr);
    std::fflush(stderr);
}

void TerminalProgress::wipe() {
    if (drawn_ == 0) return;
    const std::string out = "\r" + std::string(drawn_, ' ') + "\r";
    std::fwrite(out.data(), 1, out.size(), stderr);
    std::fflush(stderr);
    drawn_ = 0;
}

}  // namespace presencia::app
