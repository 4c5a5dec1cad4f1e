// SPDX-License-Identifier: Apache-2.0
// The words that outputs write for the classes of the result.
#include "gap/result.hpp"

namespace presencia::gap {

std::string_view to_string(Presence value) {
    switch (value) {
        case Presence::yes: return "yes";
        case Presence::no: return "no";
        case Presence::unknown: return "unknown";
        case Presence::not_studied: return "not_studied";
    }
    return "unknown";
}

std::string_view to_string(GapClass value) {
    switch (value) {
        case GapClass::risk_unknown: return "risk_unknown";
        case GapClass::not_at_risk: return "not_at_risk";
        case GapClass::reached: return "reached";
        case GapClass::partial: return "partial";
        case GapClass::gap: return "gap";
        case GapClass::gap_unknown: return "gap_unknown";
        case GapClass::not_studied: return "not_studied";
        case GapClass::suppressed: return "suppressed";
    }
    return "risk_unknown";
}

std::string_view to_string(Confidence value) {
    switch (value) {
        case Confidence::high: return "high";
        case Confidence::medium: return "medium";
        case Confidence::low: return "low";
    }
    return "low";
}

}  // namespace presencia::gap
