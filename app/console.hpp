// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "core/language.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <string_view>

namespace presencia::app {

/// Where a command speaks: answers go to stdout, everything said on the way to stderr. With --json stdout carries one JSON document and nothing else.
class Console {
public:
    /// Language and colours from the environment: LC_ALL, LC_MESSAGES, LANG; NO_COLOR.
    Console();

    bool json = false;
    bool quiet = false;

    Language language() const noexcept { return language_; }
    /// The user's wish (--lang), which a study's language does not change.
    void insist(Language language);
    /// The study's language, unless the user asked for one.
    void speak(Language language);

    /// The answer: stdout, or stderr with --json. Control characters of names and files never reach a terminal.
    void say(std::string_view text);
    /// Said on the way: stderr, not with -q.
    void note(std::string_view text);
    /// Bytes of a machine format: stdout as they are.
    void put(std::string_view bytes);
    /// One JSON document on stdout; bytes that are not UTF-8 are replaced.
    void put_json(const nlohmann::ordered_json& document);
    /// An error: its sentence to stderr, and with --json {"error": ...} to stdout.
    void report(const Error& error);

    /// Bold for a terminal that wants it, plain otherwise. Only for text of ours.
    std::string bold(std::string_view text) const;
    /// Columns of the terminal between 80 and 120; 100 where stdout is none.
    std::size_t width() const noexcept { return width_; }
    std::string tr(std::string_view es, std::string_view en) const { return std::string(presencia::tr(language_, es, en)); }

    /// Hands everything to the system. Throws output_unwritable where stdout cannot be written; false where its reader has left (a closed pipe).
    bool finish();

private:
    Language language_ = Language::es;
    bool insisted_ = false;
    bool colours_ = false;
    bool broken_pipe_ = false;
    std::size_t width_ = 100;
};

/// "es" or "en" of the environment's locale: Spanish unless it begins with en.
Language language_of_environment();

/// The error as the object that --json prints and the server answers.
nlohmann::ordered_json error_json(const Error& error, Language language);

}  // namespace presencia::app
