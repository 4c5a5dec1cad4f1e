// SPDX-License-Identifier: Apache-2.0
#include "core/date.hpp"
#include "core/text.hpp"
#include "tests/fuzz/target.hpp"

#include <string>

using namespace presencia;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string value(reinterpret_cast<const char*>(data), size);
    if (const auto date = Date::from_iso(value)) {
        fuzz::hold(Date::from_iso(date->iso()) == date, "a date is written as it was read");
        fuzz::hold(value.starts_with(date->iso()), "a date is what the text says");
    }
    for (const char* format : {"%d/%m/%Y", "%m/%d/%Y", "%Y%m%d", "%d-%b-%Y", "%Y"}) {
        if (const auto date = Date::from_format(value, format)) fuzz::hold(date->defined() && date->year() >= 1 && date->year() <= 9999, "a date lies in the calendar");
    }
    const std::size_t half = value.find('|');
    if (half != std::string::npos) Date::from_format(value.substr(0, half), value.substr(half + 1));
    if (const auto whole = text::parse_integer(value)) {
        const auto real = text::parse_double(value);
        fuzz::hold(real && *real == static_cast<double>(*whole), "a whole number is the same number as a real one");
    }
    text::parse_double_comma(value);
    return 0;
}
