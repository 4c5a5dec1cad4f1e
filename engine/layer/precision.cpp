// SPDX-License-Identifier: Apache-2.0
#include "layer/precision.hpp"

#include "layer/words.hpp"

#include <algorithm>

namespace presencia::layer {

std::vector<std::string> precision_words() {
    return {"exact", "approximate", "municipality", "department", "country"};
}

std::optional<Precision> read_precision(Words& words, std::string_view cell) {
    const auto ours = words.find(cell);
    const std::vector<std::string> all = precision_words();
    const auto at = ours ? std::find(all.begin(), all.end(), *ours) : all.end();
    return at == all.end() ? std::nullopt : std::optional(static_cast<Precision>(at - all.begin()));
}

}  // namespace presencia::layer
