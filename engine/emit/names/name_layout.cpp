// SPDX-License-Identifier: Apache-2.0
#include "emit/names/name_layout.hpp"

#include "emit/lettering/two_lines.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <utility>

namespace presencia::emit {

namespace {

/// A name may be this much wider than its place.
constexpr double overhang = 1.15;
/// From this width on, in pixels of a tile of 256, a department is larger than the picture that one looks at.
constexpr double screen = 1200.0;

/// The boxes taken so far, by square cell.
class Taken {
public:
    explicit Taken(double clearance) : clearance_(static_cast<int>(std::ceil(clearance))) {}

    /// Takes the box, with its clearance, unless one before is in the way.
    bool take(const PixelBox& box) {
        const PixelBox roomy{box.x - clearance_, box.y - clearance_, box.width + 2 * clearance_, box.height + 2 * clearance_};
        bool free = true;
        for_each_cell(roomy, [&](const std::vector<PixelBox>& there) { free = free && std::none_of(there.begin(), there.end(), [&](const PixelBox& other) { return other.overlaps(roomy); }); });
        if (free) for_each_cell(roomy, [&](std::vector<PixelBox>& there) { there.push_back(box); });
        return free;
    }

private:
    static constexpr std::int64_t cell_ = 128;

    template <class Visit>
    void for_each_cell(const PixelBox& box, Visit visit) {
        for (std::int64_t row = box.y / cell_; row <= (box.y + box.height) / cell_; ++row) {
            for (std::int64_t column = box.x / cell_; column <= (box.x + box.width) / cell_; ++column) visit(cells_[{row, column}]);
        }
    }

    int clearance_;
    std::map<std::pair<std::int64_t, std::int64_t>, std::vector<PixelBox>> cells_;
};

}  // namespace

NameLook name_look(int tile_px) {
    const double scale = tile_px / 256.0;
    NameLook look;
    look.municipality *= scale;
    look.department *= scale;
    look.halo *= scale;
    look.clearance *= scale;
    return look;
}

std::vector<TileName> lay_out_names(std::span<const MapName> names, int zoom, int tile_px, const MeasureName& measure) {
    const NameLook look = name_look(tile_px);
    const double pixels_per_unit = std::ldexp(static_cast<double>(tile_px), zoom - 32);
    Taken taken(look.clearance);
    std::vector<TileName> placed;
    for (const MapName& name : names) {
        const double room = name.room * pixels_per_unit;
        if (name.department && room > screen * tile_px / 256.0) continue;
        const double size = look.size_of(name.department);
        for (std::vector<std::string> lines : {std::vector<std::string>{name.text}, two_lines(name.text)}) {
            if (lines.empty()) continue;
            double width = 0.0;
            for (const std::string& line : lines) width = std::max(width, measure(line, name.department));
            if (width > overhang * room) continue;
            PixelBox box;
            box.width = static_cast<int>(std::ceil(width + 2.0 * look.halo)) + 1;
            box.height = static_cast<int>(std::ceil(look.height(size, lines.size()) + 2.0 * look.halo)) + 1;
            box.x = std::llround(static_cast<double>(name.at.x) * pixels_per_unit - 0.5 * box.width);
            box.y = std::max<std::int64_t>(0, std::llround(static_cast<double>(name.at.y) * pixels_per_unit - 0.5 * box.height));
            if (!taken.take(box)) continue;
            placed.push_back({std::move(lines), name.department, box});
            break;
        }
    }
    return placed;
}

}  // namespace presencia::emit
