// SPDX-License-Identifier: Apache-2.0
#include "app/console.hpp"

#include "run/row_hints.hpp"

#include <nlohmann/json.hpp>

#include <sys/ioctl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace presencia::app {

namespace {

constexpr char escape = '\x1b';

/// Text of ours may hold "ESC [ digits m"; every other control character is data and could drive the terminal.
std::string harmless(std::string_view text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const auto byte = static_cast<unsigned char>(text[i]);
        if (byte == escape && (text.substr(i, 4) == "\x1b[1m" || text.substr(i, 4) == "\x1b[0m")) {
            out += text.substr(i, 4);
            i += 3;
        } else if ((byte < 0x20 && byte != '\n' && byte != '\t') || byte == 0x7f) {
            out += "\ufffd";
        } else if (byte == 0xc2 && i + 1 < text.size() && static_cast<unsigned char>(text[i + 1]) < 0xa0) {
            out += "\ufffd";  // C1 controls: U+0080 to U+009F
            ++i;
        } else {
            out += text[i];
        }
    }
    return out;
}

std::string_view variable(const char* name) {
    const char* value = std::getenv(name);
    return value ? value : "";
}

void to_stderr(std::string_view text) {
    const std::string safe = harmless(text);
    std::fwrite(safe.data(), 1, safe.size(), stderr);
}

}  // namespace

Language language_of_environment() {
    for (const char* name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        const std::string_view value = variable(name);
        if (!value.empty()) return value.starts_with("en") ? Language::en : Language::es;
    }
    return Language::es;
}

Console::Console() : language_(language_of_environment()) {
    const bool terminal = ::isatty(STDOUT_FILENO) == 1;
    colours_ = terminal && variable("NO_COLOR").empty() && variable("TERM") != "dumb";
    winsize size{};
    if (terminal && ::ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        width_ = std::clamp<std::size_t>(size.ws_col, 80, 120);
    }
}

void Console::insist(Language language) {
    language_ = language;
    insisted_ = true;
}

void Console::speak(Language language) {
    if (!insisted_) language_ = language;
}

void Console::say(std::string_view text) {
    if (json) {
        note(text);
    } else {
        put(harmless(text));
    }
}

void Console::note(std::string_view text) {
    if (!quiet) to_stderr(text);
}

void Console::put(std::string_view bytes) {
    if (!broken_pipe_ && std::fwrite(bytes.data(), 1, bytes.size(), stdout) != bytes.size()) broken_pipe_ = errno == EPIPE;
}

void Console::put_json(const nlohmann::ordered_json& document) {
    put(document.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n");
}

void Console::report(const Error& error) {
    std::fflush(stdout);
    const Error hinted = said_in(error, language_);
    to_stderr("presencia: " + hinted.message(language_) + "\n");
    if (json) put_json(nlohmann::ordered_json{{"error", error_json(hinted, language_)}});
}

std::string Console::bold(std::string_view text) const {
    return colours_ ? "\x1b[1m" + std::string(text) + "\x1b[0m" : std::string(text);
}

bool Console::finish() {
    const bool flushed = std::fflush(stdout) == 0;
    const int reason = errno;
    if (broken_pipe_ || (!flushed && reason == EPIPE)) return false;
    if (!flushed || std::ferror(stdout) != 0) {
        throw Error(ErrorCode::output_unwritable, {.file = "stdout"}, std::strerror(flushed ? EIO : reason));
    }
    return true;
}

nlohmann::ordered_json error_json(const Error& error, Language language) {
    const ErrorEntry& entry = error_entry(error.code());
    const Where& where = error.where();
    nlohmann::ordered_json json;
    json["code"] = entry.exit_status;
    json["id"] = entry.id;
    json["file"] = where.file.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(where.file);
    json["row"] = where.row > 0 ? nlohmann::ordered_json(where.row) : nlohmann::ordered_json();
    json["column"] = where.column.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(where.column);
    json["message"] = std::string(tr(language, entry.es, entry.en)) + (error.detail().empty() ? "" : ": " + error.detail());
    json["hint"] = error.hint().empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(error.hint());
    return json;
}

}  // namespace presencia::app
