// SPDX-License-Identifier: Apache-2.0
#include "geo/predicates.hpp"

#include <array>

namespace presencia::geo::detail {

namespace {

/// A sum of doubles that do not overlap, in increasing size: a number held exactly (Shewchuk 1997). Twelve components
/// are enough for the six products of an orientation.
class Expansion {
public:
    /// Adds p * q without error.
    void add_product(double p, double q) {
        const double high = p * q;
        const double low = std::fma(p, q, -high);
        add(low);
        add(high);
    }

    int sign() const {
        if (size_ == 0) {
            return 0;
        }
        // The last component is larger than the sum of all others.
        return components_[size_ - 1] > 0.0 ? 1 : -1;
    }

private:
    /// Grow-expansion (Shewchuk 1997, figure 6), dropping zeros.
    void add(double value) {
        double carry = value;
        std::size_t kept = 0;
        for (std::size_t k = 0; k < size_; ++k) {
            const double sum = carry + components_[k];
            const double virtual_part = sum - carry;
            const double error = (carry - (sum - virtual_part)) + (components_[k] - virtual_part);
            carry = sum;
            if (error != 0.0) {
                components_[kept++] = error;
            }
        }
        if (carry != 0.0) {
            components_[kept++] = carry;
        }
        size_ = kept;
    }

    std::array<double, 12> components_{};
    std::size_t size_ = 0;
};

}  // namespace

int orientation_exact(Point<Wgs84> a, Point<Wgs84> b, Point<Wgs84> c) {
    // The determinant written in the coordinates themselves: their differences would already be rounded.
    Expansion determinant;
    determinant.add_product(a.x, b.y);
    determinant.add_product(-a.y, b.x);
    determinant.add_product(b.x, c.y);
    determinant.add_product(-b.y, c.x);
    determinant.add_product(c.x, a.y);
    determinant.add_product(-c.y, a.x);
    return determinant.sign();
}

}  // namespace presencia::geo::detail
