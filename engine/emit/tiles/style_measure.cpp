// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/style_measure.hpp"

#include "core/text.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

constexpr int most_classes = 12;

BreakMethod read_method(const StyleReader& in) {
    const std::string word = in.text("method");
    const auto method = parse_break_method(word);
    if (method) return *method;
    std::vector<std::string> known;
    for (const std::string_view name : text::split(break_method_words(), '|')) known.emplace_back(text::trim(name));
    const std::string near = text::nearest(word, known);
    in.fail(ErrorCode::study_bad_value, "method", word, near.empty() ? std::string(break_method_words()) : near);
}

std::vector<double> read_manual(const StyleReader& in) {
    std::vector<double> bounds = in.numbers("breaks");
    if (bounds.empty()) in.fail(ErrorCode::study_bad_value, "breaks", "[]", "[1.5, 20, ...]");
    for (std::size_t k = 1; k < bounds.size(); ++k) {
        if (bounds[k] > bounds[k - 1]) continue;
        in.fail(ErrorCode::study_bad_value, "breaks",
                fmt::format("{}, {}", text::format_significant(bounds[k - 1]), text::format_significant(bounds[k])),
                "[1.5 < 20 < ...]");
    }
    return bounds;
}

/// Methods that fix the number of classes themselves do not let a style say another.
BreakRule read_breaks(const StyleReader& in, std::size_t colours) {
    BreakRule rule;
    rule.method = read_method(in);
    if (rule.method == BreakMethod::manual) {
        rule.manual = read_manual(in);
        rule.classes = static_cast<int>(rule.manual.size()) + 1;
    } else if (rule.method == BreakMethod::box) {
        rule.classes = box_classes;
    } else {
        rule.classes = in.has("classes") ? in.whole("classes") : static_cast<int>(colours);
    }
    if (in.has("breaks") && rule.method != BreakMethod::manual) {
        in.fail(ErrorCode::study_bad_value, "breaks", fmt::format("method = \"{}\"", in.text("method")),
                "method = \"manual\"");
    }
    if (in.has("classes") && in.whole("classes") != rule.classes) {
        in.fail(ErrorCode::study_bad_value, "classes", std::to_string(in.whole("classes")),
                std::to_string(rule.classes));
    }
    if (rule.classes < 1 || rule.classes > most_classes) {
        in.fail(ErrorCode::study_bad_value, "classes", std::to_string(rule.classes),
                fmt::format("1 .. {}", most_classes));
    }
    return rule;
}

StyleAxis read_axis(const StyleReader& in, std::string zero_id) {
    const std::vector<std::string_view> keys = measure_keys({"name", "label", "falling"});
    in.allow(keys);
    return {read_measure(in, axis_classes, std::move(zero_id)), in.local("name"), in.local("label"),
            in.flag("falling")};
}

}  // namespace

std::vector<std::string_view> measure_keys(std::initializer_list<std::string_view> others) {
    std::vector<std::string_view> keys{"measure", "percent", "method", "classes", "breaks", "zero", "counts"};
    keys.insert(keys.end(), others);
    return keys;
}

StyleClass read_look(const StyleReader& in, std::string id) {
    StyleClass out;
    out.id = std::move(id);
    out.label = in.local("label");
    out.fill = in.colour("fill");
    const std::string word = in.text_or("pattern", "solid");
    const auto pattern = parse_pattern(word);
    if (!pattern) in.fail(ErrorCode::study_bad_value, "pattern", word, "solid | hatch | hatch_back | dots | outline");
    out.pattern = *pattern;
    out.pattern_colour = out.pattern == Pattern::solid ? out.fill : in.colour("pattern_colour");
    return out;
}

StyleMeasure read_measure(const StyleReader& in, std::size_t colours, std::string zero_id) {
    StyleMeasure out;
    out.property = in.property("measure");
    out.percent = in.flag("percent");
    out.breaks = read_breaks(in, colours);
    if (static_cast<std::size_t>(out.breaks.classes) > colours) {
        const char* key = out.breaks.method == BreakMethod::manual ? "breaks"
                          : in.has("classes")                      ? "classes"
                                                                   : "method";
        in.fail(ErrorCode::study_bad_value, key, fmt::format("{} classes > {} colours", out.breaks.classes, colours));
    }
    if (in.has("zero")) {
        const StyleReader zero = in.table("zero");
        zero.allow({"label", "fill", "pattern", "pattern_colour"});
        out.zero = read_look(zero, std::move(zero_id));
        out.breaks.zero_apart = true;
    }
    if (in.has("counts")) {
        const StyleReader counts = in.table("counts");
        counts.allow({"measure", "subtitle"});
        // A style's own bounds are in the unit of its measure.
        if (out.breaks.method == BreakMethod::manual) {
            in.fail(ErrorCode::study_bad_value, "counts", "method = \"manual\"", "method = \"quantile\"");
        }
        out.counts = CountsInstead{counts.property("measure"), counts.local("subtitle")};
    }
    return out;
}

BivariateStyle read_bivariate(const StyleReader& style) {
    BivariateStyle out;
    out.up = read_axis(style.table("up"), "up_zero");
    const StyleReader right = style.table("right");
    // One subtitle, one measure that counts may stand in for.
    if (right.has("counts")) right.fail(ErrorCode::study_unknown_key, "counts", {}, "up.counts");
    out.right = read_axis(right, "right_zero");
    const std::vector<std::vector<Rgb>> rows = style.colour_rows("colours");
    const bool square = rows.size() == axis_classes && std::all_of(rows.begin(), rows.end(), [](const auto& row) {
                            return row.size() == axis_classes;
                        });
    if (!square) {
        std::string sizes;
        for (const auto& row : rows) sizes += (sizes.empty() ? "" : " + ") + std::to_string(row.size());
        style.fail(ErrorCode::study_bad_value, "colours", sizes, "3 x 3");
    }
    for (std::size_t r = 0; r < axis_classes; ++r) std::copy_n(rows[r].begin(), axis_classes, out.colours[r].begin());
    return out;
}

UnsettledRule read_unsettled(const StyleReader& in, bool bounds) {
    UnsettledRule out;
    if (bounds && in.has("other_bound")) {
        in.allow({"other_bound", "label", "fill", "pattern", "pattern_colour"});
        out.other_bound = in.property("other_bound");
    } else {
        in.allow({"where", "is", "label", "fill", "pattern", "pattern_colour"});
        out.where = in.property("where");
        out.is = in.word("is");
    }
    out.look = read_look(in, "unsettled");
    out.look.when_used = true;
    return out;
}

}  // namespace presencia::emit
