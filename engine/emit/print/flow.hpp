// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/lettering/font_files.hpp"
#include "emit/lettering/lettering.hpp"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::emit {

/// The two fonts of a sheet.
struct SheetFonts {
    Lettering regular, bold;

    explicit SheetFonts(const FontFiles& files) : regular(files.regular), bold(files.bold) {}
};

/// Lines of words that fit the room. A word longer than a line is broken where it must be. None for no words.
std::vector<std::string> wrap_measured(const Lettering& font, std::string_view text, double size, double room);

/// Something on a sheet that takes the width it is given and says how high it then is, in millimetres.
class Block {
public:
    virtual ~Block() = default;
    virtual double height(double width) const = 0;
    virtual void draw(cairo_t* context, double x, double y, double width) const = 0;
    /// Only between two others: left out at the top and at the bottom of a column.
    virtual bool separates() const { return false; }
};

/// A paragraph. Size and space below it in millimetres.
class Paragraph final : public Block {
public:
    Paragraph(const Lettering& font, std::string text, double size, Rgb colour, double below)
        : font_(font), text_(std::move(text)), size_(size), colour_(colour), below_(below) {}

    double height(double width) const override;
    void draw(cairo_t* context, double x, double y, double width) const override;

private:
    const Lettering& font_;
    std::string text_;
    double size_;
    Rgb colour_;
    double below_;
};

/// Blocks one below the other: first those across the whole width, then the others in columns, filled one after the
/// other to about the same height.
class Flow {
public:
    explicit Flow(double column_gap) : gap_(column_gap) {}

    void across(std::unique_ptr<Block> block) { head_.push_back(std::move(block)); }
    void add(std::unique_ptr<Block> block) { items_.push_back(std::move(block)); }
    bool empty() const noexcept { return head_.empty() && items_.empty(); }

    double height(double width, int columns) const;
    void draw(cairo_t* context, double x, double y, double width, int columns) const;

private:
    double column_width(double width, int columns) const { return (width - gap_ * (columns - 1)) / columns; }
    double head_height(double width) const;
    /// How high the columns must be, and the first item of each.
    std::pair<double, std::vector<std::size_t>> fill(double width, int columns) const;

    double gap_;
    std::vector<std::unique_ptr<Block>> head_, items_;
};

}  // namespace presencia::emit
