// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

namespace presencia {

/// Why a value is not there. No data, zero, unknown and suppressed stay apart in every output.
enum class Absence : std::uint8_t {
    none,            ///< the value is there
    no_record,       ///< no incident record and no layer complete there
    no_population,   ///< population missing or zero
    no_surface,      ///< the population surface is too sparse or does not fit
    no_site,         ///< no operating site to measure from
    unknown,         ///< recorded data cannot settle it
    not_studied,     ///< the study has no layer of this family
    not_applicable,  ///< has no meaning here (the rank of a municipality that is not at risk)
    suppressed,      ///< withheld by the disclosure profile
};

/// "no_record", "suppressed" ...; "known" for Absence::none.
std::string_view to_string(Absence absence);

/// A value, or the reason why there is none. The default is unknown.
template <class T>
class Maybe {
public:
    Maybe() = default;
    Maybe(T value) : value_(value), absence_(Absence::none) {}
    Maybe(Absence absence) : absence_(absence) {}

    bool known() const noexcept { return absence_ == Absence::none; }
    explicit operator bool() const noexcept { return known(); }
    Absence absence() const noexcept { return absence_; }
    /// Only where known().
    const T& operator*() const noexcept { return value_; }
    T value_or(T other) const { return known() ? value_ : other; }

    friend bool operator==(const Maybe&, const Maybe&) = default;

private:
    T value_{};
    Absence absence_ = Absence::unknown;
};

}  // namespace presencia
