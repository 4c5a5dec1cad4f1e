// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "run/fix/fix_study.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace presencia::app {

/// What `check --fix` changed and wrote, one line a kind of change.
std::string fixed_text(const fix::FixReport& report, const std::string& folder, const Console& console);
/// The same for --json: `output`, `files`, `changes`.
nlohmann::ordered_json fixed_json(const fix::FixReport& report, const std::string& folder);

}  // namespace presencia::app
