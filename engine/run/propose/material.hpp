// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/answers.hpp"
#include "run/propose/boundaries.hpp"
#include "run/propose/incident_look.hpp"
#include "run/propose/propose_study.hpp"
#include "run/propose/said.hpp"

#include <optional>
#include <set>
#include <string>
#include <vector>

namespace presencia::propose {

/// One file, or one layer of it, with all that was found out.
struct Piece {
    FileLook look;
    FileVerdict verdict;
    FileSaid said;
    std::string name;                     ///< of the layer to be: the user's, else one unlike every other
    std::optional<BoundaryLook> boundary;
    std::optional<IncidentLook> incidents;
    std::string out;                      ///< why it stands nowhere in the study; "" where it may
    std::string off;                      ///< why its table stands in the study as a comment; "" where it counts
    std::vector<Answer> answers;          ///< lines that would settle why

    bool counts() const { return out.empty() && off.empty(); }
};

/// All pieces, and what was settled over them together.
struct Material {
    std::vector<Piece> pieces;
    std::vector<Question> questions;
    std::set<std::string> countries;
    Period period;
    std::string period_evidence;

    std::vector<Piece*> of(FileKind kind);  ///< those that count
    /// Asks what would settle `problem`, where its hint says so. `text`: the problem in words.
    void ask(Piece& piece, const Error& problem, const std::string& text);
};

/// Looks at every file and settles countries and period; pieces that cannot be used say why.
Material gather_material(const ProposeOptions& options, const study::Study& frame, const layer::Dialects& dialects, Progress& progress);

/// The incidents that the rule should look at: homicides where there are some, else the layer with the most rows; null where there is none.
const Piece* rule_layer(Material& material);

}  // namespace presencia::propose
