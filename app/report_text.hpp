// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "app/console.hpp"
#include "run/run.hpp"

#include <filesystem>
#include <string>
#include <vector>

/// How what a run or a check found out is said: for people and as JSON.
namespace presencia::app {

/// What became of the rows of every layer, one line a layer.
std::string ledger_text(const std::vector<Ledger>& ledgers, const Console& console);
/// "file: role = value (evidence)", one line a guess; "" where nothing was guessed.
std::string guesses_text(const std::vector<layer::Guess>& guesses, const Console& console);
/// A heading and one folded line a sentence; "" where there is none.
std::string list_text(const std::string& heading, const std::vector<std::string>& sentences, const Console& console);
/// Notes of the layers, each once, with the layer's name; of one layer the first twenty and how many more there are.
std::vector<std::string> ledger_notes(const std::vector<Ledger>& ledgers, const Console& console);

nlohmann::ordered_json guesses_json(const std::vector<layer::Guess>& guesses);

/// Guesses and assumptions on the way; then ledger, notes and headline.
void say_run(const RunReport& report, const std::vector<std::string>& assumptions, Console& console);
/// What --json prints of a run.
nlohmann::ordered_json run_json(const RunReport& report, const std::vector<std::string>& assumptions, const std::filesystem::path& output);
/// The assumptions that the result in `output` was made with.
std::vector<std::string> stored_assumptions(const std::filesystem::path& output);

/// 6 where too many rows were rejected, with an error on stderr; else 0.
int reject_status(bool too_many, double share, const std::string& layer, double limit, Console& console);

}  // namespace presencia::app
