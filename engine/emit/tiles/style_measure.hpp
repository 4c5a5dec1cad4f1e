// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/tiles/style_reader.hpp"

#include <array>
#include <initializer_list>
#include <string_view>
#include <vector>

/// The part of a style file that says what is measured and how it is parted. Inside the stage only.
namespace presencia::emit {

/// The keys that read_measure reads, with those of the table around it.
std::vector<std::string_view> measure_keys(std::initializer_list<std::string_view> others);

/// The look of a class: label, fill and, where it has one, pattern.
StyleClass read_look(const StyleReader& in, std::string id);

/// measure, percent, method, classes, breaks, [zero] and [counts] of `in`. `colours` are there to fill classes with:
/// more classes are refused.
StyleMeasure read_measure(const StyleReader& in, std::size_t colours, std::string zero_id);

BivariateStyle read_bivariate(const StyleReader& style);

/// [unsettled]; `bounds`: the rule may compare with another bound of the measure.
UnsettledRule read_unsettled(const StyleReader& in, bool bounds);

}  // namespace presencia::emit
