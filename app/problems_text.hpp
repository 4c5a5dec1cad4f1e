// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "run/run.hpp"

#include <cstddef>
#include <string>
#include <vector>

/// Problems by severity, each kind counted and at most `shown_of_a_kind` of it listed.
namespace presencia::app {

inline constexpr std::size_t shown_of_a_kind = 20;

/// What would stop a run.
std::string problems_text(const std::vector<Error>& problems, const Console& console);
nlohmann::ordered_json problems_json(const std::vector<Error>& problems, Language language);

/// Rows that a run would leave out: rejected first, then outside, then duplicates; by layer and reason, with line, column, value and hint.
std::string left_out_text(const std::vector<Ledger>& ledgers, const Console& console);
nlohmann::ordered_json left_out_json(const std::vector<Ledger>& ledgers, Language language);

/// One closing sentence: what a run of this study would do.
std::string verdict_text(const CheckReport& report, const Console& console);

}  // namespace presencia::app
