// SPDX-License-Identifier: Apache-2.0
#include "layer/plain_block.hpp"

namespace presencia::layer {

void PlainBlock::hand_on() {
    if (divide_) {
        constexpr auto one = static_cast<double>(plain::Degrees::one);
        for (std::size_t k = 0; k < rows_.size; ++k) {
            rows_.position[k] = {static_cast<double>(degrees_[k].x) / one, static_cast<double>(degrees_[k].y) / one};
        }
    }
    sink_->take(rows_);
    total_ += static_cast<std::int64_t>(rows_.size);
    rows_.size = 0;
}

}  // namespace presencia::layer
