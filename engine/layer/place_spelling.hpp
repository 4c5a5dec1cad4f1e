// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>
#include <string_view>

namespace presencia::layer {

/// Stands for a letter that was lost, in texts that fold_damaged() makes.
inline constexpr char lost_letter = '\x01';

/// text::fold of a name, with lost_letter where a letter was lost: U+FFFD, '?' beside a letter, and the two characters that a letter of two bytes becomes when it is read in
/// another encoding ("JesÃºs", "Jes√∫s").
std::string fold_damaged(std::string_view utf8);

/// Whether two folded texts are one where a lost letter, on either side, stands for any letter. Of lost letters that follow each other the later ones may stand for nothing: a
/// letter of two bytes is lost as two. False where fewer than three letters, or less than half, are left of either.
bool may_be_one(std::string_view a, std::string_view b);

}  // namespace presencia::layer
