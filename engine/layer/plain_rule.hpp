// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/incident_roles.hpp"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace presencia::layer {

/// When a row of a layer is plain, and which cells it is then told by: longitude and latitude in two columns or as a
/// geometry, a day in a column, a class in one or the same for all; no filter, weight or id, which would make every row a case of its own.
class PlainRule {
public:
    explicit PlainRule(const IncidentRoles& roles);

    /// False where no row of the layer can be plain.
    bool given() const noexcept { return given_; }
    /// The position is a geometry: x() and y() mean nothing.
    bool by_geometry() const noexcept { return by_geometry_; }
    std::size_t x() const noexcept { return x_; }
    std::size_t y() const noexcept { return y_; }
    std::size_t date() const noexcept { return date_; }
    bool class_in_column() const noexcept { return class_in_column_; }
    std::size_t incident_class() const noexcept { return class_; }
    /// Whether a day written as 20130502 lies in the study's period.
    bool in_period(std::int32_t day) const noexcept { return day >= from_ && day <= to_; }

private:
    bool given_ = false;
    bool by_geometry_ = false;
    bool class_in_column_ = false;
    std::size_t x_ = 0, y_ = 0, date_ = 0, class_ = 0;
    std::int32_t from_ = 0, to_ = 0;
};

}  // namespace presencia::layer
