// SPDX-License-Identifier: Apache-2.0
#include "core/earth.hpp"
#include "geo/measure.hpp"

#include <algorithm>
#include <array>
#include <cmath>

namespace presencia::geo {

namespace {

/// Nodes and weights of five-point Gauss-Legendre quadrature on [0, 1].
struct Node {
    double t;
    double weight;
};
constexpr std::array<Node, 5> nodes{{
    {0.04691007703066800360, 0.11846344252809454376},
    {0.23076534494715845448, 0.23931433524968323402},
    {0.5, 0.28444444444444444444},
    {0.76923465505284154552, 0.23931433524968323402},
    {0.95308992296933199640, 0.11846344252809454376},
}};

/// Derivative of the authalic q by latitude (Snyder 1987, eq. 3-12): 2 (1 - e^2) cos / (1 - e^2 sin^2)^2.
double authalic_slope(double latitude) {
    const double sine = std::sin(latitude);
    const double below = 1.0 - earth::eccentricity_squared * sine * sine;
    return 2.0 * (1.0 - earth::eccentricity_squared) * std::cos(latitude) / (below * below);
}

/// The closed integral of longitude by dq, in units of a^2 / 2. By parts it equals the integral of -q by longitude, but
/// taken this way, with longitudes from the first vertex on, nothing large cancels in a small ring.
double ring_integral(const Ring& ring) {
    // Five nodes over five degrees leave an error near 1e-16; longer edges are taken in pieces.
    constexpr double longest_piece = 5.0;
    double sum = 0.0;
    for (std::size_t k = 1; k < ring.size(); ++k) {
        const double rise = ring[k].y - ring[k - 1].y;
        if (rise == 0.0) {
            continue;
        }
        const double run = ring[k].x - ring[k - 1].x;
        const double start = ring[k - 1].x - ring.front().x;
        const double pieces = std::max(1.0, std::ceil(std::abs(rise) / longest_piece));
        double edge = 0.0;
        for (double piece = 0.0; piece < pieces; piece += 1.0) {
            for (const Node& node : nodes) {
                const double t = (piece + node.t) / pieces;
                edge += node.weight * (start + t * run) * authalic_slope((ring[k - 1].y + t * rise) * earth::radians_per_degree);
            }
        }
        sum += edge / pieces * rise;
    }
    return sum * earth::radians_per_degree * earth::radians_per_degree;
}

}  // namespace

SquareKilometres area(const MultiPolygon& shape) {
    double sum = 0.0;
    for (const Polygon& part : shape) {
        sum += std::abs(ring_integral(part.outer));
        for (const Ring& hole : part.holes) {
            sum -= std::abs(ring_integral(hole));
        }
    }
    constexpr double square_metres = earth::semi_major_m * earth::semi_major_m / 2.0;
    return SquareKilometres(sum * square_metres * 1e-6);
}

}  // namespace presencia::geo
