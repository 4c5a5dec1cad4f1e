// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/tables.hpp"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace presencia::layer {

/// The people of municipalities as the rows of one table say them, each with the line that said so.
class RowPeople {
public:
    /// `municipalities` outlives this, and keeps its length.
    explicit RowPeople(std::vector<Municipality>& municipalities) : municipalities_(municipalities), line_(municipalities.size(), 0) {}

    /// False, and nothing set, where another line said another number. `people`: NaN where the line does not know.
    [[nodiscard]] bool set(std::size_t index, std::int64_t line, double people) {
        double& known = municipalities_[index].population;
        const bool same = known == people || (known != known && people != people);
        if (line_[index] != 0 && !same) return false;
        line_[index] = line;
        known = people;
        return true;
    }
    void forget(std::size_t index) { municipalities_[index].population = not_known; }

    /// 0 where the table has no row of the municipality.
    std::int64_t line(std::size_t index) const { return line_[index]; }
    double people(std::size_t index) const { return municipalities_[index].population; }

private:
    std::vector<Municipality>& municipalities_;
    std::vector<std::int64_t> line_;
};

}  // namespace presencia::layer
