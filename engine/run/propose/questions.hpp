// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/material.hpp"

/// What only the user can say of one piece: each question goes into the material with its answers and the option that gives one, and the piece says what it waits for.
namespace presencia::propose {

/// Of a table that is of people: which of its columns holds them, and which tells the municipality, where nothing is called so. The piece is out until that is said.
void ask_about_people(Piece& piece, Material& material, const layer::Dialects& dialects, Language language);
/// Of incidents by month, or without any date, of which neither a column nor the file's name or title tells the year. True where that is asked.
bool year_is_asked(Piece& piece, const study::IncidentSource& said, Material& material, const study::Study& frame);
/// Of a table with a row a unit and period and numbers of which none is called a count: which of them counts, for one incident a row would be wrong. True where that is asked.
bool count_is_asked(Piece& piece, const study::IncidentSource& said, Material& material, const layer::Dialects& dialects, Language language);
/// Of sites with a column that tells the state's from private ones: whether those count.
void ask_about_private(const Piece& piece, Material& material, Language language);
/// Its encoding, where the bytes leave that open.
void ask_how_it_is_written(Piece& piece, Material& material, Language language);
/// Which of several tables on one sheet: the first is read, and adding them up is never right.
void ask_which_table(const Piece& piece, Material& material, Language language);
/// The family of sites that no column, name or title tells.
void ask_family(Piece& piece, Material& material, Language language);

}  // namespace presencia::propose
