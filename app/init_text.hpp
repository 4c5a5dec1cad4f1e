// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "run/propose/propose_study.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>

namespace presencia::app {

/// The layers of which too many rows would be rejected, with reasons and options; "" where there is none.
std::string rejects_text(const propose::Proposal& proposal, const Console& console);
/// What each file was taken for and why, and what was not used.
std::string files_text(const propose::Proposal& proposal, const Console& console);
/// What only the user can know, with the answers as the study would say them; "" where there is nothing to ask.
std::string questions_text(const propose::Proposal& proposal, const Console& console);

/// What --json prints: `output`, `runs`, `too_many_rejects`, `files`, `questions`, `assumed`, `guesses`, `ledger`; where the study goes to stdout, `study` too.
nlohmann::ordered_json proposal_json(const propose::Proposal& proposal, const std::string& output);

}  // namespace presencia::app
