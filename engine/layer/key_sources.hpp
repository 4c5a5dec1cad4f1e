// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/gazetteer.hpp"

namespace presencia::layer {

/// What a study says of keys besides its municipalities: crosswalks, names of the user's own, whether keys count only as written. A layer with a crosswalk of its own is keyed by the older
/// division. Reads the files named. Throws as read_crosswalk, and the same for the list of names: columns `key` and `code`, where needed `country` and `department`.
KeySources key_sources(const study::Study& study, const Dialects& dialects, std::vector<Guess>& guesses, const study::Source* layer = nullptr);

}  // namespace presencia::layer
