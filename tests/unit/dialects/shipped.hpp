// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/text.hpp"
#include "layer/dialects.hpp"

#include <catch2/catch.hpp>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace presencia::test {

inline std::filesystem::path layers_folder() {
    return std::filesystem::path(PRESENCIA_SOURCE_DIR) / "layers";
}

inline layer::Dialects shipped() {
    return layer::Dialects(layers_folder());
}

/// The cells of a header line without quotes.
inline std::vector<std::string> cells(const std::string& line) {
    std::vector<std::string> out;
    for (const std::string_view cell : text::split(line, ',')) {
        out.emplace_back(cell);
    }
    return out;
}

}  // namespace presencia::test
