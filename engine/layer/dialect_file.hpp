// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/dialect.hpp"

#include <filesystem>

namespace presencia::layer {

/// Reads one dialect, layers/README.md describes its form, and adds it to `kind` behind those that are there; its words
/// join those of the kind. Throws file_missing; study_syntax (also for a role or word that the schema does not have);
/// study_contradiction where it reads a word otherwise than another dialect, or contradicts itself.
void read_dialect(const std::filesystem::path& file, DialectKind& kind);

/// Adds a word to a role: one word has one meaning, since words are understood without knowing their source.
void add_word(const std::filesystem::path& file, RoleWords& role, const std::string& theirs, const std::string& ours,
              std::int64_t line);

}  // namespace presencia::layer
