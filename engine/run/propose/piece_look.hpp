// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "run/propose/material.hpp"

namespace presencia::propose {

/// What looking at pieces needs beside them.
struct Lookout {
    const ProposeOptions& options;
    const study::Study& frame;
    const layer::Dialects& dialects;
    Progress& progress;
};

/// Everything that is found out about one piece by itself; what only the user knows is asked. `written`: a study of the piece alone, with the user's words on it.
void look_at_piece(Piece& piece, const study::Study& written, Material& material, const Lookout& lookout);

/// A layer of incidents that was read without knowing which column holds its codes, and could not be, or only by department: it is looked at with the column of the verdict.
void look_again(Piece& piece, Material& material, const Lookout& lookout);

/// Whether what the kind describes is a layer of the study with a name of its own.
bool names_a_layer(FileKind kind);

}  // namespace presencia::propose
