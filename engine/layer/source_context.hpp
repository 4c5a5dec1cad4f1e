// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "geo/shapes.hpp"
#include "layer/dialects.hpp"
#include "source/input_file.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

/// Rows that settle how a source is written: the order of its dates, whether coordinates look swapped, which guesses
/// hold.
inline constexpr std::size_t sample_rows = 10'000;

/// One source of one layer, with what is needed to name things in messages. Lives on the stack of the reading function.
struct SourceContext {
    const study::Study& study;
    const study::Source& source;
    const Dialects& dialects;
    std::string_view kind;        ///< folder of the dialects: "municipalities", "incidents", "sites", "population"
    std::vector<Guess>& guesses;  ///< what was taken for granted is added here
    geo::Box extent{};            ///< of the study's municipalities; empty where they are not known yet
    mutable const Dialect* dialect = nullptr;  ///< known source whose layout the file has, once it is recognised
    std::shared_ptr<const source::InputFile> opened{};  ///< of a CSV: the file, where it is open already; null: it is opened

    /// One of two sentences, in the study's language.
    std::string say(std::string es, std::string en) const {
        return study.language == Language::es ? std::move(es) : std::move(en);
    }
    /// A place in the study file: `line` 0 stands for the line of the source's table.
    Where in_study(std::string key, int line = 0) const;
    /// A place in the source.
    Where in_source(std::int64_t row = 0, std::string column = {}) const;
    void guess(std::string role, std::string value, std::string evidence) const;
    /// The same of a role that was found: a column, or what it is in every row.
    void guess_role(std::string role, std::string column_or_constant, std::string evidence) const;
    /// "known layout: ...", for a guess that the file's dialect made.
    std::string layout() const;
    /// What the file's dialect says that a role is in every row; nothing where it says no such thing.
    std::optional<std::string> constant(std::string_view role) const;
};

}  // namespace presencia::layer
