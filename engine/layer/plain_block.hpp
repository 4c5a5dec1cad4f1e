// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/lonlat.hpp"
#include "core/plain_degrees.hpp"
#include "layer/incident_lanes.hpp"

#include <array>
#include <cstdint>

namespace presencia::layer {

/// Gathers the plain rows of a piece and hands them on when there are as many as go at once. All of a piece come with positions, or all with whole numbers of degrees' parts,
/// which are divided together at the end: a division takes long, and many side by side no longer.
class PlainBlock {
public:
    /// Whether LonLat would take them, and not as the null island.
    static bool usable(const plain::Degrees& degrees) {
        constexpr std::int64_t one = plain::Degrees::one, lost = one / 100;
        const auto within = [](std::int64_t value, std::int64_t most) { return value >= -most && value <= most; };
        return within(degrees.x, 180 * one) && within(degrees.y, 90 * one) && !(within(degrees.x, lost) && within(degrees.y, lost));
    }

    void open(PlainSink& sink) {
        sink_ = &sink;
        rows_.size = 0;
        total_ = 0;
    }
    void add(std::int64_t row, Point<Wgs84> position, std::uint32_t incident_class) {
        rows_.position[rows_.size] = position;
        add(row, incident_class, false);
    }
    void add(std::int64_t row, plain::Degrees degrees, std::uint32_t incident_class) {
        degrees_[rows_.size] = degrees;
        add(row, incident_class, true);
    }
    /// Hands on what is left; returns how many rows there were.
    std::int64_t close() {
        if (rows_.size > 0) hand_on();
        return total_;
    }

private:
    void add(std::int64_t row, std::uint32_t incident_class, bool divide) {
        rows_.row[rows_.size] = row;
        rows_.incident_class[rows_.size] = incident_class;
        divide_ = divide;
        if (++rows_.size == PlainIncidents::most) hand_on();
    }
    /// Out of line: once for some hundred rows.
    void hand_on();

    PlainIncidents rows_;
    std::array<plain::Degrees, PlainIncidents::most> degrees_;
    bool divide_ = false;
    PlainSink* sink_ = nullptr;
    std::int64_t total_ = 0;
};

}  // namespace presencia::layer
