// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string_view>

namespace presencia::study {

/// The map styles that ship, each the file styles/<name>.toml. What a study may name follows from this list, and a test
/// holds it against the folder.
inline constexpr std::string_view style_names[] = {"gap",
                                                   "need",
                                                   "concurrence",
                                                   "reach_law_enforcement",
                                                   "reach_judicial",
                                                   "reach_social",
                                                   "reach_educational",
                                                   "need_by_reach",
                                                   "unreached_people",
                                                   "confidence"};

}  // namespace presencia::study
