// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"

#include <nlohmann/json_fwd.hpp>

#include <string>
#include <vector>

namespace presencia::emit {

/// Sentences that every map says of its study, from study_facts(). The study's own words (title, rule) are in its
/// language; these are in the one that is asked for.

/// "2013-01-01 – 2013-12-31 · presence on 2013-12-31".
std::string period_note(const nlohmann::ordered_json& facts, Language language);

/// "profile public", and how many municipalities are withheld where some are.
std::string profile_note(const nlohmann::ordered_json& facts, Language language);

/// What the profile withholds of this study, a sentence each, and in one sentence that it withholds nothing where that
/// is so. Never empty.
std::vector<std::string> withheld_notes(const nlohmann::ordered_json& facts, Language language);

}  // namespace presencia::emit
