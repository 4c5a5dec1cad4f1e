// SPDX-License-Identifier: Apache-2.0
#include "need/need.hpp"

#include <boost/math/distributions/chi_squared.hpp>

namespace presencia::need {

Interval garwood(std::int64_t count) {
    using boost::math::chi_squared;
    using boost::math::complement;
    using boost::math::quantile;
    const double observed = static_cast<double>(count);
    // A chi-squared law with no degrees of freedom sits at 0: that is the limit Garwood gives for a count of 0.
    const double low = count > 0 ? quantile(chi_squared(2.0 * observed), 0.025) / 2.0 : 0.0;
    const double high = quantile(complement(chi_squared(2.0 * (observed + 1.0)), 0.025)) / 2.0;
    return {low, high};
}

}  // namespace presencia::need
