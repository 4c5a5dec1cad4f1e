// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/disclosure.hpp"

namespace presencia::gap {

/// The departments of a study whose incidents are known by department alone, as a study of its own: counts, rates, smoothing, rule and disclosure are those of any other units, without services.
/// Municipalities then inherit what it finds (product.md section 3).
class DepartmentStudy {
public:
    /// `result` gives the people: a department's are the sum of its municipalities', unknown where one of theirs is. `input.departments` must be there.
    DepartmentStudy(const GapInput& input, const Result& result);
    DepartmentStudy(const DepartmentStudy&) = delete;
    DepartmentStudy& operator=(const DepartmentStudy&) = delete;

    const GapInput& input() const noexcept { return *input_; }
    /// Copies to every municipality its department's rate and risk, and the cut and pools that they come from. Of the municipality itself there are no incidents and no need.
    void hand_down(const Result& departments, Result& result) const;

private:
    layer::MunicipalityTable table_;
    layer::SiteTable sites_;
    reach::Reach reach_;
    std::vector<std::size_t> of_;  ///< department of each municipality
    std::optional<GapInput> input_;
};

/// Gives roll-ups the incidents and rates of `departments`, whose nodes are the same.
void take_totals(const Result& departments, Result& result);

}  // namespace presencia::gap
