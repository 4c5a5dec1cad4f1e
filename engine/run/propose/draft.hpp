// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/toml_value.hpp"

#include <string>
#include <string_view>
#include <vector>

namespace presencia::propose {

/// One key of a study to be. An asked one is written as a comment: it shows what could stand there.
struct DraftLine {
    std::string key;
    std::string value;    ///< as TOML
    std::string comment;  ///< why, beside it; "" for none
    bool asked = false;
};

/// One table of a study to be.
struct DraftTable {
    std::string header;                ///< "[study]", "[[incidents]]"
    std::vector<std::string> heading;  ///< comment lines above it
    std::vector<std::string> remarks;  ///< more of them, which init prints too
    std::vector<DraftLine> lines;
    std::string off;    ///< why the whole table is written as a comment; "" where it counts
    std::string shown;  ///< the file it names, with its layer behind it where it has several; "" for none
    std::string name;   ///< of an incident or site layer

    void set(std::string key, std::string value, std::string comment = {}) { lines.push_back({std::move(key), std::move(value), std::move(comment), false}); }
    void ask(std::string key, std::string value, std::string comment = {}) { lines.push_back({std::move(key), std::move(value), std::move(comment), true}); }
};

using study::toml_text;
/// A whole number as it is, any other word as a text.
std::string toml_scalar(std::string_view word);
/// { value = "..." }
std::string toml_constant(std::string_view text);

/// The study file; `first_lines[k]` and `last_lines[k]` are where table k stands in it, from 1.
struct DraftText {
    std::string text;
    std::vector<int> first_lines, last_lines;
};
DraftText write_draft(const std::vector<std::string>& preface, const std::vector<DraftTable>& tables);

}  // namespace presencia::propose
