// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::layer {

class Words;

/// How well a place is known.
enum class Precision : std::uint8_t { exact, approximate, municipality, department, country };

/// Our words for them, in their order: what Words understands of the role `precision` as it is.
std::vector<std::string> precision_words();

/// The precision that a cell says; nothing where its word is not known.
std::optional<Precision> read_precision(Words& words, std::string_view cell);

}  // namespace presencia::layer
