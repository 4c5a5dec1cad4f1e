// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/draft.hpp"
#include "run/propose/material.hpp"

#include <string>
#include <vector>

namespace presencia::propose {

/// What a trial may change of a draft.
struct RuleWish {
    bool by_count = false;  ///< the count in place of the rate
    std::string why;        ///< said beside it
};

/// The tables of a study, and which piece each was made of (-1: none).
struct StudyDraft {
    std::vector<DraftTable> tables;
    std::vector<int> piece_of;
    std::vector<std::string> assumed;  ///< what was decided without the user's word
};

/// Makes the tables of all pieces. `guesses`: what the engine recognised, written as comments beside the file it is about.
StudyDraft draft_study(Material& material, const RuleWish& wish, const std::vector<layer::Guess>& guesses, Language language);

}  // namespace presencia::propose
