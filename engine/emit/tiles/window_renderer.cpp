// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/window_renderer.hpp"

#include <algorithm>
#include <bit>
#include <cstring>

namespace presencia::emit {

namespace {

constexpr int none_yet = -1;
constexpr int several = -2;

constexpr std::uint8_t shows_hatch = 1;
constexpr std::uint8_t shows_hatch_back = 2;
constexpr std::uint8_t shows_dots = 4;
constexpr std::uint8_t not_asked = 255;

/// How many pixels from `x` on have the same lines as the one at `x`.
int run_length(const LinePixel* lines, int x, int end) {
    const LinePixel line = lines[x];
    const std::uint64_t two_lines = static_cast<std::uint64_t>(line) << 32 | line;
    int at = x + 1;
    for (; at + 4 <= end; at += 4) {
        std::uint64_t l[2] = {};
        std::memcpy(l, lines + at, sizeof l);
        if (((l[0] ^ two_lines) | (l[1] ^ two_lines)) != 0) break;
    }
    while (at < end && lines[at] == line) ++at;
    return at - x;
}

/// Colours remembered between tiles before the memory starts afresh.
constexpr std::size_t memory_limit = 200000;

}  // namespace

WindowRenderer::WindowRenderer(const TileMap& map, const TilePlan& plan)
    : map_(map),
      tile_px_(plan.tile_px),
      tile_bits_(std::countr_zero(static_cast<unsigned>(plan.tile_px))),
      width_(plan.tile_px * window_tiles),
      pixel_colour_(map, plan),
      hatch_(Pattern::hatch, plan.tile_px / 256),
      hatch_back_(Pattern::hatch_back, plan.tile_px / 256),
      dots_(Pattern::dots, plan.tile_px / 256),
      fill_(width_, plan.tile_px, static_cast<int>(map.classes.size())),
      lines_(width_, plan.tile_px, plan.tile_px),
      mixes_(static_cast<int>(map.classes.size())),
      plain_(map.classes.size() + 1) {}

int WindowRenderer::class_id(std::int32_t municipality) const {
    return municipality < 0 ? 0 : map_.class_of[static_cast<std::size_t>(municipality)] + 1;
}

bool WindowRenderer::outlined(std::int32_t municipality) const {
    const int id = class_id(municipality);
    return id > 0 && map_.classes[static_cast<std::size_t>(id) - 1].pattern == Pattern::outline;
}

void WindowRenderer::claim(int tile, int cls) {
    int& only = only_[static_cast<std::size_t>(tile)];
    if (only == none_yet) {
        only = cls;
    } else if (only != cls) {
        only = several;
    }
}

void WindowRenderer::add_span(int y, int x, int length, std::uint16_t mix, int cls) {
    if (x == 0) row_spans_[static_cast<std::size_t>(y)] = static_cast<std::uint32_t>(spans_.size());
    spans_.push_back({static_cast<std::uint16_t>(x + length), mix});
    for (int tile = x >> tile_bits_; tile <= (x + length - 1) >> tile_bits_; ++tile) claim(tile, cls);
}

void WindowRenderer::solid(int y, int x, int length, int cls) { add_span(y, x, length, static_cast<std::uint16_t>(cls), cls); }

void WindowRenderer::mixed(int y, int x, int length, std::span<const std::int32_t> shares) {
    const std::uint16_t mix = mixes_.intern(shares);
    add_span(y, x, length, mix, mix <= map_.classes.size() ? mix : several);
}

void WindowRenderer::draw_lines(const ArcRun& run, const ZoomLayer& layer, std::int64_t left, std::int64_t top) {
    const auto& pens = layer.pens.of(run.level, outlined(run.left) || outlined(run.right));
    if (pens.empty()) return;
    const SubPoint* p = layer.geometry.points.data() + run.first;
    for (std::uint32_t i = 0; i + 1 < run.count; ++i) {
        const SubPoint a{p[i].x - left * sub_px, p[i].y - top * sub_px};
        const SubPoint b{p[i + 1].x - left * sub_px, p[i + 1].y - top * sub_px};
        lines_.segment(a, b, pens);
    }
}

void WindowRenderer::draw_marks(const WindowTask& task) {
    const std::int64_t left = static_cast<std::int64_t>(task.x) * tile_px_;
    const std::int64_t top = static_cast<std::int64_t>(task.y) * tile_px_;
    std::vector<const TinyMark*> marks;
    for (const TinyMark& mark : task.layer->geometry.tiny) {
        const bool here = mark.x >= left && mark.x < left + width_ && mark.y >= top && mark.y < top + tile_px_;
        if (here && class_id(mark.municipality) > 0) marks.push_back(&mark);
    }
    // The class listed first in the style wins a pixel that several stand on: it is drawn last.
    std::stable_sort(marks.begin(), marks.end(), [&](const TinyMark* a, const TinyMark* b) {
        return class_id(a->municipality) > class_id(b->municipality);
    });
    if (!marks.empty()) stamp(marks, left, top);
}

/// Puts the pixels of marks over what was drawn, in their order.
void WindowRenderer::stamp(std::span<const TinyMark* const> marks, std::int64_t left, std::int64_t top) {
    const int side = tile_px_ / 256;
    std::vector<Span> before;
    before.swap(spans_);
    std::vector<std::uint16_t> pixels(static_cast<std::size_t>(width_));
    for (int y = 0; y < tile_px_; ++y) {
        const auto row = static_cast<std::size_t>(y);
        auto x = pixels.begin();
        for (std::uint32_t i = row_spans_[row]; i < row_spans_[row + 1]; ++i) {
            const auto end = pixels.begin() + before[i].end;
            std::fill(x, end, before[i].mix);
            x = end;
        }
        for (const TinyMark* mark : marks) {
            const int x0 = static_cast<int>(mark->x - left) / side * side;
            const int y0 = static_cast<int>(mark->y - top) / side * side;
            if (y < y0 || y >= y0 + side) continue;
            const int cls = class_id(mark->municipality);
            std::fill_n(pixels.begin() + x0, side, static_cast<std::uint16_t>(cls));
            if (lines_.touched(x0 >> tile_bits_)) std::fill_n(lines_.row(y) + x0, side, LinePixel{0});
            claim(x0 >> tile_bits_, cls);
        }
        row_spans_[row] = static_cast<std::uint32_t>(spans_.size());
        for (std::size_t at = 0; at < pixels.size();) {
            const std::uint16_t mix = pixels[at];
            while (at < pixels.size() && pixels[at] == mix) ++at;
            spans_.push_back({static_cast<std::uint16_t>(at), mix});
        }
    }
    row_spans_.back() = static_cast<std::uint32_t>(spans_.size());
}

void WindowRenderer::draw(const WindowTask& task) {
    const ZoomLayer& layer = *task.layer;
    const std::int64_t left = static_cast<std::int64_t>(task.x) * tile_px_;
    const std::int64_t top = static_cast<std::int64_t>(task.y) * tile_px_;
    const std::int64_t right = left + width_;
    lines_.clear();
    for (const std::uint32_t index : layer.rows[static_cast<std::size_t>(task.y - layer.first_row)]) {
        const ArcRun& run = layer.geometry.runs[index];
        const int left_class = class_id(run.left);
        const int right_class = class_id(run.right);
        if (left_class == 0 && right_class == 0) continue;
        if (left_class != right_class && run.min_x < right && run.max_y >= top && run.min_y < top + tile_px_) {
            const SubPoint* p = layer.geometry.points.data() + run.first;
            for (std::uint32_t i = 0; i + 1 < run.count; ++i) {
                fill_.edge(p[i].x - left * sub_px, p[i].y - top * sub_px, p[i + 1].x - left * sub_px,
                           p[i + 1].y - top * sub_px, left_class, right_class);
            }
        }
        if (run.min_x - layer.margin < right && run.max_x + layer.margin >= left) draw_lines(run, layer, left, top);
    }
}

std::vector<RenderedTile> WindowRenderer::render(const WindowTask& task) {
    std::vector<RenderedTile> out;
    draw(task);
    only_.fill(none_yet);
    spans_.clear();
    row_spans_.resize(static_cast<std::size_t>(tile_px_) + 1);
    fill_.sweep(*this);
    row_spans_.back() = static_cast<std::uint32_t>(spans_.size());
    draw_marks(task);
    cursor_.assign(row_spans_.begin(), row_spans_.end() - 1);
    for (int tile = 0; tile < task.tiles; ++tile) {
        const int only = only_[static_cast<std::size_t>(tile)];
        const bool plain = only >= 0 && !lines_.touched(tile);
        if (plain && only == 0) continue;
        std::string fresh;
        if (!plain || plain_[static_cast<std::size_t>(only)].empty()) fresh = encode(tile);
        if (plain && !fresh.empty()) plain_[static_cast<std::size_t>(only)] = fresh;
        if (plain) fresh = plain_[static_cast<std::size_t>(only)];
        if (!fresh.empty()) out.push_back({task.layer->geometry.zoom, task.x + tile, task.y, std::move(fresh)});
    }
    return out;
}

std::uint8_t WindowRenderer::find_patterns(std::uint16_t mix) {
    if (mix >= patterns_.size()) patterns_.resize(mix + 1U, not_asked);
    std::uint8_t& known = patterns_[mix];
    if (known != not_asked) return known;
    known = 0;
    const Mix& parts = mixes_[mix];
    for (std::size_t k = 0; k < parts.cls.size(); ++k) {
        if (parts.share[k] == 0) continue;
        const Pattern pattern = map_.classes[parts.cls[k] - 1U].pattern;
        if (pattern == Pattern::hatch) known |= shows_hatch;
        if (pattern == Pattern::hatch_back) known |= shows_hatch_back;
        if (pattern == Pattern::dots) known |= shows_dots;
    }
    return known;
}

/// The key of a pixel: mix, lines, and the levels of the patterns that the mix shows.
std::uint32_t WindowRenderer::colour_of(std::uint64_t key) {
    return colour_ids_.get(key, [&] {
        const auto level = [&](int shift) { return static_cast<std::uint8_t>(key >> shift & 15U); };
        const Rgba rgba = pixel_colour_(mixes_[static_cast<std::uint16_t>(key)], static_cast<LinePixel>(key >> 16),
                                        {level(48), level(52), level(56)});
        return rgba_ids_.get(rgba.packed(), [&] {
            colours_.push_back(rgba);
            place_.push_back(0);
            return static_cast<std::uint32_t>(colours_.size() - 1);
        });
    });
}

std::uint64_t WindowRenderer::key_at(std::uint16_t mix, LinePixel lines, std::uint8_t shown, int x, int y) const {
    std::uint64_t key = mix | static_cast<std::uint64_t>(lines) << 16;
    if (shown & shows_hatch) key |= static_cast<std::uint64_t>(hatch_.level(x, y)) << 48;
    if (shown & shows_hatch_back) key |= static_cast<std::uint64_t>(hatch_back_.level(x, y)) << 52;
    if (shown & shows_dots) key |= static_cast<std::uint64_t>(dots_.level(x, y)) << 56;
    return key;
}

std::uint16_t WindowRenderer::index_in_tile(std::uint32_t colour) {
    if (place_[colour] == 0) {
        in_tile_.push_back(colour);
        tile_colours_.push_back({colours_[colour], 0, false});
        place_[colour] = static_cast<std::uint32_t>(in_tile_.size());
    }
    return static_cast<std::uint16_t>(place_[colour] - 1);
}

/// Adds the pixels from `x` to `end` of a row to the tile being encoded; without lines where those are null.
void WindowRenderer::add_run(const Span& span, const LinePixel* lines, int x, int end, int y) {
    const std::uint8_t shown = patterns_of(span.mix);
    while (x < end) {
        const LinePixel line = lines == nullptr ? 0 : lines[x];
        const int length = shown != 0 ? 1 : lines == nullptr ? end - x : run_length(lines, x, end);
        const std::uint64_t key = key_at(span.mix, line, shown, x & (tile_px_ - 1), y);
        if (key != last_key_) {
            last_key_ = key;
            last_index_ = index_in_tile(colour_of(key));
            if (line == 0 && span.mix <= map_.classes.size()) tile_colours_[last_index_].exact = true;
        }
        tile_colours_[last_index_].pixels += static_cast<std::uint32_t>(length);
        runs_.push_back({static_cast<std::uint16_t>(length), last_index_});
        x += length;
    }
}

std::string WindowRenderer::encode(int tile) {
    if (colour_ids_.size() > memory_limit) {
        colour_ids_.clear();
        rgba_ids_.clear();
        colours_.clear();
        place_.clear();
    }
    in_tile_.clear();
    tile_colours_.clear();
    runs_.clear();
    last_key_ = ~std::uint64_t{0};
    const int west = tile << tile_bits_, east = west + tile_px_;
    for (int y = 0; y < tile_px_; ++y) {
        const LinePixel* lines = lines_.touched(tile) ? lines_.row(y) : nullptr;
        std::uint32_t& span = cursor_[static_cast<std::size_t>(y)];
        while (spans_[span].end <= west) ++span;  // of tiles that were not encoded
        for (int x = west;; ++span) {
            const int end = std::min<int>(spans_[span].end, east);
            add_run(spans_[span], lines, x, end, y);
            x = end;
            if (x == east) break;
        }
    }
    for (const std::uint32_t colour : in_tile_) place_[colour] = 0;
    if (tile_colours_.size() == 1 && tile_colours_[0].colour.a == 0) return {};
    const TilePalette palette = choose_palette(tile_colours_);
    for (PixelRun& run : runs_) run.entry = palette.entry_of[run.entry];
    return png_.write(tile_px_, tile_px_, runs_, palette.entries);
}

}  // namespace presencia::emit
