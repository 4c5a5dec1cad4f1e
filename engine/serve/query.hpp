// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/address.hpp"

#include <cstddef>
#include <initializer_list>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace presencia::serve {

/// Refuses parameters that are not among `valid`, naming those that are, and one that is given twice. Throws parameter_unknown, parameter_invalid.
void check_parameters(const Parameters& given, std::span<const std::string_view> valid);

/// The value of a parameter; "" where it is not there.
std::string_view parameter(const Parameters& given, std::string_view name);

/// A whole number from `least` to `most`; `otherwise` where it is not given. Above `most` counts as `most` where `clamp`. Throws parameter_invalid.
std::size_t number_parameter(const Parameters& given, std::string_view name, std::size_t least, std::size_t most, std::size_t otherwise, bool clamp = false);

/// One of `valid`; the first where it is not given. Throws parameter_invalid naming them.
std::string choice_parameter(const Parameters& given, std::string_view name, std::initializer_list<std::string_view> valid);

/// "true", "false", "1", "0", and the name alone for true. Throws parameter_invalid.
bool flag_parameter(const Parameters& given, std::string_view name);

/// The same parameters with one changed, or taken out where `value` is "", as a query without its '?'.
std::string changed_query(const Parameters& given, std::string_view name, std::string_view value);

}  // namespace presencia::serve
