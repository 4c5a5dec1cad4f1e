// SPDX-License-Identifier: Apache-2.0
#include "layer/municipality_name.hpp"

#include "core/text.hpp"

#include <algorithm>

namespace presencia::layer {

namespace {

/// Whether most of the cells that are filled hold a digit.
bool holds_codes(const BoundRole& role, const source::RowBatch& sample) {
    std::size_t given = 0, coded = 0;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const std::string_view text = role.text(sample, row);
        given += text.empty() ? 0 : 1;
        coded += std::any_of(text.begin(), text.end(), text::is_digit) ? 1 : 0;
    }
    return coded * 2 > given;
}

}  // namespace

BoundRole bind_municipality_name(const RoleBinder& binder, const study::Role& name, const study::Role& given, const BoundRole& municipality, const source::RowBatch& sample) {
    if (!name.given() && !given.columns.empty() && !holds_codes(municipality, sample)) return {};
    return binder.bind_beside("municipality_name", name, municipality);
}

}  // namespace presencia::layer
