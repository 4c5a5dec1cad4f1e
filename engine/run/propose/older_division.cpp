// SPDX-License-Identifier: Apache-2.0
#include "run/propose/older_division.hpp"

#include "core/text.hpp"
#include "layer/crosswalk.hpp"
#include "layer/gazetteer.hpp"
#include "layer/source_context.hpp"

#include <algorithm>
#include <system_error>

namespace presencia::propose {

namespace {

namespace fs = std::filesystem;

std::vector<fs::path> shipped(const fs::path& data) {
    std::vector<fs::path> out;
    std::error_code failed;
    for (fs::directory_iterator at(data / "layers" / "municipalities" / "crosswalks", failed), end; !failed && at != end; at.increment(failed)) {
        if (at->path().extension() == ".csv") out.push_back(at->path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

std::vector<layer::Place> old_places(const fs::path& file, const study::Study& frame, const layer::Dialects& dialects) {
    study::Source source;
    source.path = file;
    source.shown = file.filename().string();
    std::vector<layer::Guess> guesses;
    std::vector<layer::Place> out;
    for (const layer::OldUnit& unit : layer::read_crosswalk({frame, source, dialects, "municipalities", guesses}, {})) out.push_back(unit.place);
    return out;
}

/// A row's cell of the first of the roles that a column plays; "" where none does.
std::string_view cell(const Sight& sight, std::size_t row, std::string_view role, std::string_view other) {
    const auto* cells = sight.cells_of(role) != nullptr ? sight.cells_of(role) : sight.cells_of(other);
    return cells == nullptr || row >= cells->size() ? std::string_view{} : text::trim((*cells)[row]);
}

}  // namespace

fs::path crosswalk_for(const Sight& sight, const fs::path& data, const study::Study& frame, const layer::Dialects& dialects) {
    for (const fs::path& file : shipped(data)) {
        const layer::Gazetteer old(old_places(file, frame, dialects), dialects.place_names());
        std::size_t given = 0, found = 0;
        for (std::size_t row = 0; row < sight.rows; ++row) {
            const layer::PlaceKey key{{}, cell(sight, row, "department", "department"), cell(sight, row, "municipality", "code"), cell(sight, row, "municipality_name", "name")};
            given += key.given() ? 1 : 0;
            found += key.given() && old.find(key).municipality >= 0 ? 1 : 0;
        }
        if (given > 0 && found * 5 >= given * 4) return file;
    }
    return {};
}

}  // namespace presencia::propose
