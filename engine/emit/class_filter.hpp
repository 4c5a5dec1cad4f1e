// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/maybe.hpp"

#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace presencia::emit {

/// Another property of the same municipality, less this share of itself.
struct ReducedProperty {
    std::string property;
    double share = 0.0;
};

/// What the properties of a municipality must be for it to be in a class: a condition that programs without our classes can follow. A tree of comparisons, built by the functions below.
struct ClassFilter {
    enum class Kind : std::uint8_t {
        equal,
        not_equal,  ///< and there
        less,
        at_most,
        more,
        at_least,
        absent,
        present,
        reason,     ///< `no_value` gives this reason for the property's absence
        no_reason,  ///< `no_value` does not name the property: a family that the study has no layer of
        all,
        any,
    };
    using Value = std::variant<double, bool, std::string, ReducedProperty>;

    Kind kind = Kind::all;
    std::string property;
    Value value;
    std::vector<ClassFilter> parts;  ///< of all and any; at least one
};

ClassFilter compared(std::string property, ClassFilter::Kind how, ClassFilter::Value value);
ClassFilter is_absent(std::string property);
ClassFilter is_present(std::string property);
/// Absent for this reason and no other; not_studied is the one that `no_value` leaves out.
ClassFilter is_absent_for(const std::string& property, Absence why);
/// The part itself where there is only one.
ClassFilter all_of(std::vector<ClassFilter> parts);
ClassFilter any_of(std::vector<ClassFilter> parts);

/// As an expression of QGIS: "rate_eb" > 12.5 AND "rate_eb" <= 20.
std::string qgis_expression(const ClassFilter& filter);
/// As an ogc:Filter of OGC Filter Encoding 1.0, which SLD 1.0 holds.
std::string ogc_filter(const ClassFilter& filter);

}  // namespace presencia::emit
