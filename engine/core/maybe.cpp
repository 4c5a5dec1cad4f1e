// SPDX-License-Identifier: Apache-2.0
#include "core/maybe.hpp"

namespace presencia {

std::string_view to_string(Absence absence) {
    switch (absence) {
        case Absence::none: return "known";
        case Absence::no_record: return "no_record";
        case Absence::no_population: return "no_population";
        case Absence::no_surface: return "no_surface";
        case Absence::no_site: return "no_site";
        case Absence::unknown: return "unknown";
        case Absence::not_studied: return "not_studied";
        case Absence::not_applicable: return "not_applicable";
        case Absence::suppressed: return "suppressed";
    }
    return "unknown";
}

}  // namespace presencia
