// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/breaks.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

namespace presencia::emit {

namespace {

/// A value and how many municipalities have it.
struct Weighted {
    double value = 0.0;
    double weight = 0.0;
};

std::vector<Weighted> distinct_values(std::span<const double> sorted) {
    std::vector<Weighted> out;
    for (const double value : sorted) {
        if (out.empty() || value != out.back().value) out.push_back({value, 0.0});
        out.back().weight += 1.0;
    }
    return out;
}

/// The sum of squared distances from the mean of a class that grows value by value (Welford 1962: no cancellation).
class GrowingClass {
public:
    void add(const Weighted& one) {
        weight_ += one.weight;
        const double off = one.value - mean_;
        mean_ += off * one.weight / weight_;
        squares_ += one.weight * off * (one.value - mean_);
    }
    double squares() const { return squares_; }

private:
    double weight_ = 0.0, mean_ = 0.0, squares_ = 0.0;
};

/// By a power of two, which changes no digit: the squares of the largest numbers there are would be infinite.
void scale_down(std::vector<Weighted>& values) {
    int exponent = 0;
    std::frexp(std::max(std::abs(values.front().value), std::abs(values.back().value)), &exponent);
    for (Weighted& one : values) one.value = std::ldexp(one.value, -exponent);
}

/// The best partitions of the first i + 1 values into c + 1 classes, for all i and c.
class Partitions {
public:
    Partitions(std::span<const Weighted> values, std::size_t classes)
        : values_(values),
          least_(classes * values.size(), std::numeric_limits<double>::infinity()),
          last_class_(classes * values.size(), 0) {
        GrowingClass one_class;
        for (std::size_t i = 0; i < values.size(); ++i) {
            one_class.add(values[i]);
            least_[i] = one_class.squares();
            end_at(i, classes);
        }
    }

    /// Where the last of `classes` classes over the first `end` values begins.
    std::size_t last_begin(std::size_t classes, std::size_t end) const { return last_class_[at(classes - 1, end - 1)]; }

private:
    std::size_t at(std::size_t c, std::size_t i) const { return c * values_.size() + i; }

    /// Tries every beginning of the last class of the partitions that end with value i.
    void end_at(std::size_t i, std::size_t classes) {
        GrowingClass last;
        for (std::size_t begin = i; begin > 0 && classes > 1; --begin) {
            last.add(values_[begin]);
            // A longer last class costs more still, and more classes never cost more than two.
            if (last.squares() > least_[at(1, i)]) break;
            for (std::size_t c = 1; c < classes && c <= begin; ++c) {
                const double sum = least_[at(c - 1, begin - 1)] + last.squares();
                if (sum < least_[at(c, i)]) {
                    least_[at(c, i)] = sum;
                    last_class_[at(c, i)] = begin;
                }
            }
        }
    }

    std::span<const Weighted> values_;
    std::vector<double> least_;
    std::vector<std::size_t> last_class_;
};

}  // namespace

std::vector<double> jenks_breaks(std::span<const double> sorted, int classes) {
    std::vector<Weighted> values = distinct_values(sorted);
    if (values.size() > jenks_most_distinct) {
        std::vector<double> coarse(sorted.begin(), sorted.end());
        for (double& value : coarse) value = text::round_significant(value, 3);
        values = distinct_values(coarse);
    }
    std::size_t left = std::min(static_cast<std::size_t>(classes), values.size());
    std::vector<Weighted> scaled = values;
    scale_down(scaled);
    const Partitions best(scaled, left);
    std::vector<double> out;
    for (std::size_t end = values.size(); left > 1; --left) {
        end = best.last_begin(left, end);
        out.push_back(values[end - 1].value);
    }
    std::reverse(out.begin(), out.end());
    return out;
}

}  // namespace presencia::emit
