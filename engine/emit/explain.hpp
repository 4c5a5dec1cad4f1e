// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "emit/store.hpp"

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::emit {

/// One step: a measure, or a few that come out of one thought, and how the result got there.
struct Step {
    std::string family;                                   ///< machine name; "" where the step is about no family
    std::string title;                                    ///< for people
    std::vector<std::pair<std::string, Cell>> measures;   ///< property names of docs/outputs.md with their values
    std::vector<std::string> lines;                       ///< sentences and arithmetic, in order
};

struct Explanation {
    std::string country, code, name, department;
    std::vector<Step> steps;
};

/// The steps behind the numbers of one municipality, from the store alone: it can say nothing that the profile withheld from the store. `key` is "CODE" or "COUNTRY:CODE"; `measure` is
/// "" for all steps, a property ("rate_eb", "judicial_reach"), a family ("judicial": its steps) or a family's measure ("reach": of every family). Sentences are in `language`.
/// Throws municipality_unknown with the nearest code, usage where a code belongs to several countries (naming them) or the measure is unknown (with the nearest).
Explanation explain(const Store& store, std::string_view key, std::string_view measure, Language language);

}  // namespace presencia::emit
