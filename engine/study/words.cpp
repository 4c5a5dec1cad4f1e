// SPDX-License-Identifier: Apache-2.0
#include "study/study.hpp"

#include <algorithm>

namespace presencia::study {

namespace {

struct FamilyWords {
    std::string_view name;
    std::string_view es;
    std::string_view en;
    double reach_km;
};

/// In the order of the enumeration. The kilometres are assumptions, printed wherever they are used.
constexpr std::array<FamilyWords, family_count> families = {{
    {"law_enforcement", "policía", "law enforcement", 5.0},
    {"judicial", "justicia", "justice", 20.0},
    {"social", "servicios sociales", "social services", 5.0},
    {"educational", "educación", "education", 3.0},
    {"border", "control fronterizo", "border control", 20.0},
    {"oversight", "rendición de cuentas", "oversight", 20.0},
}};

const FamilyWords& words_of(Family family) {
    return families[static_cast<std::size_t>(family)];
}

}  // namespace

std::string_view to_string(Family family) {
    return words_of(family).name;
}

std::optional<Family> family_from(std::string_view name) {
    for (std::size_t f = 0; f < family_count; ++f) {
        if (families[f].name == name) {
            return static_cast<Family>(f);
        }
    }
    return std::nullopt;
}

std::string_view label(Family family, Language language) {
    return language == Language::es ? words_of(family).es : words_of(family).en;
}

double default_reach_km(Family family) {
    return words_of(family).reach_km;
}

std::string_view to_string(Kind kind) {
    return kind == Kind::service ? "service" : "programme";
}

std::optional<Kind> kind_from(std::string_view name) {
    if (name == "service") return Kind::service;
    if (name == "programme") return Kind::programme;
    return std::nullopt;
}

std::string_view to_string(Profile profile) {
    switch (profile) {
        case Profile::public_: return "public";
        case Profile::partner: return "partner";
        case Profile::restricted: break;
    }
    return "restricted";
}

std::string_view to_string(Level level) {
    switch (level) {
        case Level::department: return "department";
        case Level::municipality: return "municipality";
        case Level::community: return "community";
        case Level::grid: break;
    }
    return "grid";
}

std::string_view to_string(Measure measure) {
    switch (measure) {
        case Measure::rate: return "rate";
        case Measure::rate_eb: return "rate_eb";
        case Measure::count: break;
    }
    return "count";
}

std::string_view to_string(Scope scope) {
    return scope == Scope::study ? "study" : "country";
}

std::string_view to_string(IndexMean mean) {
    switch (mean) {
        case IndexMean::mean: return "mean";
        case IndexMean::geometric: return "geometric";
        case IndexMean::minimum: break;
    }
    return "minimum";
}

std::string_view to_string(DisclosureClass disclosure) {
    switch (disclosure) {
        case DisclosureClass::homicide: return "homicide";
        case DisclosureClass::sensitive: return "sensitive";
        case DisclosureClass::other: break;
    }
    return "other";
}

bool Study::risk_by_department() const {
    if (incidents.empty() || (at_risk.incidents.empty() && incidents.size() > 1)) return false;
    if (at_risk.incidents.empty()) return incidents.front().level == Level::department;
    return std::all_of(at_risk.incidents.begin(), at_risk.incidents.end(), [&](const std::string& name) {
        const std::string layer = name.substr(0, name.find('/'));
        return std::any_of(incidents.begin(), incidents.end(), [&](const IncidentSource& source) { return source.name == layer && source.level == Level::department; });
    });
}

}  // namespace presencia::study
