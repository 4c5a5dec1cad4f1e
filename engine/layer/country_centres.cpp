// SPDX-License-Identifier: Apache-2.0
#include "layer/country_centres.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>

namespace presencia::layer {

namespace {

/// GeoNames and the CIA's World Factbook, whole and half degrees; the list that Google published with its public data
/// and that most copies on the web go back to; GeoNames' points of the capitals.
constexpr CountryCentre centres[] = {
    {"BLZ", -88.75, 17.25, false},      {"BLZ", -88.49765, 17.189877, false},  {"BLZ", -88.76667, 17.25, true},
    {"CRI", -84.0, 10.0, false},        {"CRI", -83.753428, 9.748917, false},  {"CRI", -84.08333, 9.93333, true},
    {"SLV", -88.91667, 13.83333, false}, {"SLV", -88.89653, 13.794185, false}, {"SLV", -89.18718, 13.68935, true},
    {"GTM", -90.25, 15.5, false},       {"GTM", -90.230759, 15.783471, false}, {"GTM", -90.51327, 14.64072, true},
    {"HND", -86.5, 15.0, false},        {"HND", -86.241905, 15.199999, false}, {"HND", -87.20681, 14.0818, true},
    {"NIC", -85.0, 13.0, false},        {"NIC", -85.207229, 12.865416, false}, {"NIC", -86.2504, 12.13282, true},
    {"PAN", -80.0, 9.0, false},         {"PAN", -80.782127, 8.537981, false},  {"PAN", -79.51973, 8.9936, true},
};

}  // namespace

const CountryCentre* country_centre(LonLat position) {
    constexpr double near = 0.001;  // degrees: what rounding to three decimals moves
    const auto* const found = std::find_if(std::begin(centres), std::end(centres), [&](const CountryCentre& one) {
        return std::abs(one.longitude - position.longitude()) <= near && std::abs(one.latitude - position.latitude()) <= near;
    });
    return found == std::end(centres) ? nullptr : found;
}

}  // namespace presencia::layer
