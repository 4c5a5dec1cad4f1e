// SPDX-License-Identifier: Apache-2.0
#include "emit/report/scatter.hpp"

namespace presencia::emit {

Scatter scatter_of(const gap::Result& result) {
    Scatter scatter;
    for (std::size_t i = 0; i < result.municipalities.size(); ++i) {
        const gap::MunicipalityResult& m = result.municipalities[i];
        if (!m.rate_eb.known()) {
            ++(m.rate_eb.absence() == Absence::suppressed ? scatter.rate_suppressed : scatter.rate_unknown);
        } else if (!m.presence_low.known()) {
            ++scatter.reach_unknown;
        } else {
            scatter.dots.push_back({i, *m.presence_low, m.presence_high.value_or(*m.presence_low), *m.rate_eb});
        }
    }
    return scatter;
}

}  // namespace presencia::emit
