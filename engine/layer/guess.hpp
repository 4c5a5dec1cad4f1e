// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

namespace presencia::layer {

/// Something the program took for granted, printed and kept in manifest.json.
struct Guess {
    std::string source;    ///< file as the study names it
    std::string role;      ///< "code", "longitude", "delimiter" ...
    std::string value;     ///< what was chosen
    std::string evidence;  ///< why
    bool binds = false;    ///< `value` is what the study could name for `role`: a column, or what the role is in every row
    int line = 0;          ///< of the source's table in the study: what tells two layers of one file apart; 0 where it is about none
};

}  // namespace presencia::layer
