// SPDX-License-Identifier: Apache-2.0
#include "emit/vector/sprite.hpp"

#include "emit/tiles/hatch.hpp"
#include "emit/tiles/pixel_mix.hpp"
#include "emit/tiles/png_writer.hpp"
#include "emit/tiles/tile_palette.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace presencia::emit {

namespace {

/// `level` eighths of the pattern's colour over the fill.
Rgba mixed(const TileClass& cls, int level) {
    const auto channel = [level](std::uint8_t under, std::uint8_t over) { return static_cast<std::uint8_t>((under * (mix_steps - level) + over * level + mix_steps / 2) / mix_steps); };
    return {channel(cls.fill.r, cls.pattern_colour.r), channel(cls.fill.g, cls.pattern_colour.g), channel(cls.fill.b, cls.pattern_colour.b), 255};
}

/// Images side by side.
class Sheet {
public:
    Sheet(int side, std::size_t images) : side_(side), width_(side * static_cast<int>(std::max<std::size_t>(1, images))), colour_of_(static_cast<std::size_t>(side_) * width_) {
        colours_.push_back({{0, 0, 0, 0}, 0, true});
    }

    void draw(int place, const TileClass& cls, const Hatch& hatch) {
        for (int y = 0; y < side_; ++y) {
            for (int x = 0; x < side_; ++x) colour_of_[static_cast<std::size_t>(y) * width_ + place * side_ + x] = colour(mixed(cls, hatch.level(x, y)));
        }
    }

    std::string png() const {
        const TilePalette palette = choose_palette(colours_);
        std::vector<std::uint8_t> pixels;
        for (const std::size_t colour : colour_of_) pixels.push_back(palette.entry_of[colour]);
        return PngWriter().write(width_, side_, pixels, palette.entries);
    }

private:
    std::size_t colour(Rgba wanted) {
        auto at = std::find_if(colours_.begin(), colours_.end(), [&](const TileColour& known) { return known.colour == wanted; });
        if (at == colours_.end()) at = colours_.insert(at, {wanted, 0, false});
        ++at->pixels;
        return static_cast<std::size_t>(at - colours_.begin());
    }

    int side_, width_;
    std::vector<std::size_t> colour_of_;
    std::vector<TileColour> colours_;
};

}  // namespace

std::string sprite_name(const TileMap& map, const TileClass& cls) {
    return map.style_name + "-" + cls.id;
}

Sprite sprite(const std::vector<StyledMap>& maps, int ratio) {
    std::vector<std::pair<const TileMap*, const TileClass*>> images;
    for (const StyledMap& styled : maps) {
        for (const TileClass& cls : styled.map.classes) {
            if (has_texture(cls.pattern)) images.emplace_back(&styled.map, &cls);
        }
    }
    const int side = static_cast<int>(hatch_period_px) * ratio;
    Sheet sheet(side, images.size());
    nlohmann::ordered_json json = nlohmann::ordered_json::object();
    for (std::size_t i = 0; i < images.size(); ++i) {
        const auto& [map, cls] = images[i];
        sheet.draw(static_cast<int>(i), *cls, Hatch(cls->pattern, ratio));
        json[sprite_name(*map, *cls)] = {{"x", static_cast<int>(i) * side}, {"y", 0}, {"width", side}, {"height", side}, {"pixelRatio", ratio}};
    }
    return {json.dump(2) + "\n", sheet.png()};
}

}  // namespace presencia::emit
