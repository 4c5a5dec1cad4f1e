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
};

}  // namespace presencia::layer
