// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>
#include <vector>

/// How numbers are parted into the classes of a map. Everywhere, bounds are the upper bounds of all classes but the
/// last, rising: class k holds (bound[k-1], bound[k]], so equal values are never parted and every value has a class.
namespace presencia::emit {

enum class BreakMethod : std::uint8_t {
    quantile,   ///< about equal numbers of municipalities
    equal,      ///< intervals of equal width
    jenks,      ///< least squared distance from the classes' means, proven least
    head_tail,  ///< what is above the mean, again and again: for few large values among many small ones
    stddev,     ///< one standard deviation wide, about the mean
    box,        ///< quartiles, and what lies beyond 1.5 times their distance: always six classes
    pretty,     ///< steps of 1, 2 or 5 times a power of ten
    manual,     ///< bounds that the style gives
};

std::optional<BreakMethod> parse_break_method(std::string_view word);
/// "quantile | equal | ...", for error messages.
std::string_view break_method_words();

/// Classes that box always makes: below and above the hinges, and the four quarters.
inline constexpr int box_classes = 6;

/// A style's rule for its classes.
struct BreakRule {
    BreakMethod method = BreakMethod::quantile;
    int classes = 5;             ///< at most so many; fewer where the values do not bear them
    std::vector<double> manual;  ///< manual only: the bounds
    bool zero_apart = false;     ///< zero is a class of its own and takes no part
};

/// The bounds by which the classes of a map are made. Bounds are rounded to three significant digits (pretty ones are
/// round already) before anything is put in a class, so that what the legend says is what was done; a natural break
/// takes the nearest number of three digits that still parts its two classes, where there is one. Bounds that fall
/// together are one, and one that leaves nothing below or above it is none: only manual bounds always stay. Empty where
/// no value takes part or all are equal. The order of `values` does not matter. Cost: n log n; jenks as jenks_breaks.
std::vector<double> class_bounds(const BreakRule& rule, std::span<const double> values);

/// The class of a value: 0 for the lowest. Cost: log of the classes.
std::size_t class_of_value(std::span<const double> bounds, double value);

// The methods themselves, unrounded. `sorted` rises and is not empty; `classes` is at least 1. What they give may hold
// equal bounds and bounds outside the values.

/// The values at ceil(n k / classes), k = 1 .. classes - 1.
std::vector<double> quantile_breaks(std::span<const double> sorted, int classes);
std::vector<double> equal_breaks(std::span<const double> sorted, int classes);
/// The highest value of every class but the last, of the partition into `classes` classes (or as many as there are
/// distinct values) with the least sum of squared distances from the classes' means. Exact: Fisher, "On Grouping for
/// Maximum Homogeneity", JASA 53 (1958), by dynamic programming. Among equally good partitions always the same. Over
/// `jenks_most_distinct` distinct values are first rounded to three significant digits. Cost: classes x distinct^2.
std::vector<double> jenks_breaks(std::span<const double> sorted, int classes);
inline constexpr std::size_t jenks_most_distinct = 20000;
/// The mean, then the mean of what is above it, as long as what is above is at most 40 % of what was parted and there
/// are not `classes` classes yet. Jiang, "Head/Tail Breaks", The Professional Geographer 65 (2013).
std::vector<double> head_tail_breaks(std::span<const double> sorted, int classes);
/// Mean + (k - classes / 2) standard deviations (of a sample, n - 1), k = 1 .. classes - 1: with an odd number of
/// classes the middle one is about the mean, with an even number the mean is a bound. Empty for a single value.
std::vector<double> stddev_breaks(std::span<const double> sorted, int classes);
/// Lower hinge, quartiles, upper hinge: Tukey's box with hinges 1.5 interquartile ranges out. Quartiles by linear
/// interpolation (type 7 of Hyndman and Fan 1996).
std::vector<double> box_breaks(std::span<const double> sorted);
/// Multiples, between the lowest and the highest value, of the step that parts the range into about `classes`: 1, 2, 5
/// or 10 times a power of ten, chosen as R's pretty() does (Becker, Chambers and Wilks 1988), then wider until there
/// are at most `classes` classes.
std::vector<double> pretty_breaks(std::span<const double> sorted, int classes);

}  // namespace presencia::emit
