// SPDX-License-Identifier: Apache-2.0
#include "serve/log.hpp"

#include <chrono>
#include <ctime>

namespace presencia::serve {

namespace {

std::string now() {
    const std::time_t seconds = std::chrono::system_clock::to_time_t(std::chrono::system_clock::now());
    std::tm parts{};
    ::gmtime_r(&seconds, &parts);
    char text[32];
    return {text, std::strftime(text, sizeof text, "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

/// A value as it is, or quoted where it has a blank or a quote; control characters never reach a terminal.
std::string value_text(const std::string& value) {
    std::string out;
    bool quoted = value.empty();
    for (const char c : value) {
        const bool control = static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
        quoted = quoted || control || c == ' ' || c == '"';
        if (c == '"' || c == '\\') out += '\\';
        out += control ? ' ' : c;
    }
    return quoted ? '"' + out + '"' : out;
}

}  // namespace

void Log::say(std::string_view event, Fields fields) {
    if (!sink_) return;
    std::string line = now() + " " + std::string(event);
    for (const auto& [name, value] : fields) line += " " + std::string(name) + "=" + value_text(value);
    const std::lock_guard lock(guard_);
    sink_(line);
}

}  // namespace presencia::serve
