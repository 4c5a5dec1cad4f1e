// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "layer/roles.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::layer {

/// What a role's numbers can be, where "1.234" may be one and a bit or more than a thousand.
enum class Holds : std::uint8_t {
    whole,       ///< people, incidents, staff: three decimals are no number of them
    coordinate,  ///< degrees or metres: never written with thousands
    amount,      ///< anything: a person has to say
};

/// How the numbers of one column are written.
struct NumberMarks {
    char decimal = '.';
    char thousands = '\0';     ///< '.' ',' '\'' or ' ' (of any width, breaking or not); '\0': none
    bool unsettled = false;    ///< no number of the sample told: "1.234" and "1,234" are then nobody's to read
    friend bool operator==(const NumberMarks&, const NumberMarks&) = default;
};

/// Reads the numbers of one source, with the marks that the study declares or that a sample shows. Files whose cells are numbers already (not
/// text) use the point, and take a declared comma too.
class NumberReader {
public:
    /// With the declared marks alone.
    explicit NumberReader(const study::Source& source);

    /// With the marks of the columns of `roles` together, from all their values in the sample: two marks in one number tell both, several of
    /// one tell thousands, one with other than three digits behind it tells decimals. "1.234" alone is a thousand where the role holds whole
    /// numbers and a decimal where it holds coordinates. Marks other than a decimal point are recorded as a guess under `key`.
    /// Throws number_ambiguous, with the key that settles it, where the values contradict each other or nothing tells.
    static NumberReader settle(const RoleBinder& binder, std::string_view key, std::initializer_list<const BoundRole*> roles,
                               const source::RowBatch& sample, Holds holds);

    /// A finite number into `out`, or why there is none: value_not_number (also for ""), value_not_finite, number_ambiguous.
    std::optional<ErrorCode> finite(std::string_view text, double& out) const;
    /// A finite number of at least 0; also value_negative.
    std::optional<ErrorCode> measure(std::string_view text, double& out) const;
    /// A whole number from 0 to 9e15; also value_negative, value_not_integer. "12.0" is one.
    std::optional<ErrorCode> count(std::string_view text, std::int64_t& out) const;

    /// A cell that holds no such number.
    struct CellFault {
        ErrorCode code;
        std::string_view text;
    };
    /// measure() of the row's cell; where several columns play the role, the sum of their cells, each of which must hold one.
    std::optional<CellFault> measure(const BoundRole& role, const source::RowBatch& batch, std::size_t row, double& out) const;
    /// The same for count().
    std::optional<CellFault> count(const BoundRole& role, const source::RowBatch& batch, std::size_t row, std::int64_t& out) const;

    /// Whether the decimal mark is the point and nothing else.
    bool plain_points() const noexcept { return marks_ == NumberMarks{}; }
    const NumberMarks& marks() const noexcept { return marks_; }

private:
    std::optional<double> parse(std::string_view text) const;
    /// The numbers that `read` finds in the role's cells, added.
    template <class Number, class Read>
    static std::optional<CellFault> sum(const BoundRole& role, const source::RowBatch& batch, std::size_t row, Number& out, const Read& read);

    NumberMarks marks_;
    bool point_too_ = false;
};

}  // namespace presencia::layer
