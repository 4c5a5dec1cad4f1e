// SPDX-License-Identifier: Apache-2.0
#include "emit/print/paper.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace presencia::emit {

namespace {

/// ISO 216 and ANSI/ASME Y14.1, lying.
struct NamedPaper {
    std::string_view name;
    Paper paper;
};
constexpr NamedPaper papers[] = {
    {"a0", {1189.0, 841.0}},   {"a1", {841.0, 594.0}},      {"a2", {594.0, 420.0}}, {"a3", {420.0, 297.0}},
    {"a4", {297.0, 210.0}},    {"a5", {210.0, 148.0}},      {"a6", {148.0, 105.0}}, {"letter", {279.4, 215.9}},
    {"legal", {355.6, 215.9}}, {"tabloid", {431.8, 279.4}},
};

std::string lower(std::string_view text) {
    std::string out(text::trim(text));
    std::transform(out.begin(), out.end(), out.begin(),
                   [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
    return out;
}

std::optional<double> side(std::string_view text) {
    const std::optional<double> value = text::parse_double(text);
    // The comparison is false for NaN too.
    if (!value || !(*value >= shortest_side_mm && *value <= longest_side_mm)) return std::nullopt;
    return value;
}

}  // namespace

std::optional<Paper> parse_paper(std::string_view text) {
    std::string_view rest = text;
    const std::string wish = lower(text);
    rest = wish;
    const bool standing = rest.ends_with("-portrait");
    if (standing || rest.ends_with("-landscape")) rest = rest.substr(0, rest.rfind('-'));
    const auto* named =
        std::find_if(std::begin(papers), std::end(papers), [&](const NamedPaper& one) { return one.name == rest; });
    if (named != std::end(papers)) return standing ? Paper{named->paper.height, named->paper.width} : named->paper;
    const std::size_t cross = wish.find('x');
    if (cross == std::string::npos) return std::nullopt;
    const std::optional<double> width = side(std::string_view(wish).substr(0, cross)),
                                height = side(std::string_view(wish).substr(cross + 1));
    if (!width || !height) return std::nullopt;
    return Paper{*width, *height};
}

std::string paper_names() {
    std::vector<std::string> names;
    for (const NamedPaper& one : papers) names.emplace_back(one.name);
    return text::join(names, ", ");
}

}  // namespace presencia::emit
