// SPDX-License-Identifier: Apache-2.0
#include "emit/headline.hpp"

#include "core/language.hpp"
#include "core/text.hpp"
#include "emit/facts.hpp"
#include "emit/words.hpp"

#include <fmt/format.h>

#include <algorithm>

namespace presencia::emit {

namespace {

class HeadlineText {
public:
    explicit HeadlineText(const Published& published) : published_(published), language_(published.study.language) {}

    std::string text() const {
        const study::Study& study = published_.study;
        std::string out = study.title + "\n";
        out += fmt::format("{} – {} · {} {} · {} {}\n", study.period.from.iso(), study.period.to.iso(), tr(language_, "presencia al", "presence on"), study.as_of.iso(),
                           tr(language_, "perfil", "profile"), word(study::to_string(study.profile), language_));
        out += rule_text(study) + "\n";
        out += studied() + "\n";
        for (const gap::RollUp& unit : published_.result.roll_ups) {
            if (unit.level == gap::RollUp::Level::region) out.append("\n").append(block(unit, std::string(tr(language_, "Toda la región", "Whole region"))));
        }
        for (const gap::RollUp& unit : published_.result.roll_ups) {
            if (unit.level != gap::RollUp::Level::country) continue;
            if (countries() > 1) out.append("\n").append(block(unit, unit.country));
            out += departments(unit.country);
        }
        return out;
    }

private:
    std::string count(double people) const { return text::format_count(people, language_ == Language::es); }

    std::ptrdiff_t countries() const {
        return std::count_if(published_.result.roll_ups.begin(), published_.result.roll_ups.end(),
                             [](const gap::RollUp& unit) { return unit.level == gap::RollUp::Level::country; });
    }

    std::size_t studied_families() const {
        return static_cast<std::size_t>(std::count(published_.result.studied.begin(), published_.result.studied.begin() + study::capacity_family_count, true));
    }

    std::string studied() const {
        std::vector<std::string> missing;
        for (std::size_t f = 0; f < study::capacity_family_count; ++f) {
            if (!published_.result.studied[f]) missing.emplace_back(study::label(static_cast<study::Family>(f), language_));
        }
        std::string out = language_ == Language::es ? fmt::format("{} de 4 familias estudiadas", studied_families()) : fmt::format("{} of 4 families studied", studied_families());
        if (!missing.empty()) out += std::string(tr(language_, "; sin estudiar: ", "; not studied: ")) + text::join(missing, ", ");
        return out;
    }

    std::string block(const gap::RollUp& unit, const std::string& name) const {
        if (unit.at_risk == 0) {
            const std::int64_t known = unit.not_at_risk;
            if (known == 0) return name + ": " + std::string(tr(language_, "no se sabe de ningún municipio si está en riesgo", "of no municipality is it known whether it is at risk")) + "\n" + left_out(unit);
            return fmt::format(fmt::runtime(tr(language_, "{}: ninguno de los {} de riesgo conocido está en riesgo según la regla\n", "{}: none of the {} whose risk is known is at risk by the rule\n")),
                               name, municipalities(known)) +
                   left_out(unit);
        }
        if (unit.people_at_risk_unknown()) {
            return fmt::format(fmt::runtime(tr(language_, "{}: {} en riesgo (de {}); no se sabe cuánta gente vive ahí\n", "{}: {} at risk (of {}); how many people live there is not known\n")), name,
                               municipalities(unit.at_risk), unit.municipalities) +
                   left_out(unit);
        }
        std::string out = fmt::format(fmt::runtime(tr(language_, "{}: {} personas viven en {} en riesgo (de {}). De ellas, dentro del alcance de:\n",
                                                      "{}: {} people live in {} at risk (of {}). Of them, within reach of:\n")),
                                      name, count(unit.people_at_risk), municipalities(unit.at_risk), unit.municipalities);
        for (std::size_t k = 0; k <= studied_families(); ++k) {
            out += line(unit, k);
        }
        out += left_out(unit);
        return out;
    }

    std::string municipalities(std::int64_t n) const {
        return fmt::format("{} {}", n, n == 1 ? tr(language_, "municipio", "municipality") : tr(language_, "municipios", "municipalities"));
    }

    /// One line a department that has people at risk: how many, and how many of them within reach of 0, 1, 2 ... families (lower bounds).
    std::string departments(const std::string& country) const {
        std::string lines;
        std::int64_t without = 0;
        for (const gap::RollUp& unit : published_.result.roll_ups) {
            if (unit.level != gap::RollUp::Level::department || unit.country != country || unit.department.empty()) continue;
            if (unit.at_risk == 0) {
                ++without;
                continue;
            }
            if (unit.people_at_risk_unknown()) {
                lines += fmt::format(fmt::runtime(tr(language_, "  {}: en riesgo, población desconocida\n", "  {}: at risk, population unknown\n")), unit.department);
                continue;
            }
            std::vector<std::string> reached;
            for (std::size_t k = 0; k <= studied_families(); ++k) reached.push_back(count(unit.reached_by[k]));
            lines += fmt::format("  {}: {} ({})\n", unit.department, count(unit.people_at_risk), text::join(reached, " | "));
        }
        if (lines.empty()) return {};
        std::string out(tr(language_, "  Por departamento, personas en riesgo (dentro del alcance de 0 | 1 | 2 … familias, cota inferior):\n",
                           "  By department, people at risk (within reach of 0 | 1 | 2 … families, lower bound):\n"));
        out += lines;
        if (without > 0) out += fmt::format(fmt::runtime(tr(language_, "  departamentos sin nadie en riesgo que se sepa: {}\n", "  departments with nobody known to be at risk: {}\n")), without);
        return out;
    }

    std::string line(const gap::RollUp& unit, std::size_t k) const {
        const double low = unit.reached_by[k];
        const double high = unit.reached_by_high[k];
        const double denominator = unit.people_at_risk > 0.0 ? unit.people_at_risk : 1.0;
        const std::string families =
            fmt::format("{} {}", k, k == 1 ? tr(language_, "familia", "family") : tr(language_, "familias", "families"));
        std::string out = fmt::format("  {:<11}{:>14} ({} %)", families, count(low), spoken_number(100.0 * low / denominator, 1, language_));
        if (count(low) != count(high)) {
            out += fmt::format("  {} {}", tr(language_, "con lo no registrado:", "with what is not recorded:"), count(high));
        }
        return out + "\n";
    }

    std::string left_out(const gap::RollUp& unit) const {
        std::string out;
        if (unit.risk_unknown + unit.risk_suppressed > 0) {
            const std::string where = municipalities(unit.risk_unknown + unit.risk_suppressed);
            // Where nobody's number is known there, none is said.
            const std::string who = unit.people_risk_unknown > 0.0 ? fmt::format(fmt::runtime(tr(language_, "{} personas en {}", "{} people in {}")), count(unit.people_risk_unknown), where) : where;
            out += fmt::format(fmt::runtime(tr(language_, "  Fuera de la cuenta: {} con riesgo desconocido", "  Left out: {} whose risk is unknown")), who);
            if (unit.risk_suppressed > 0) out += fmt::format(" ({} {})", unit.risk_suppressed, tr(language_, "suprimidos", "suppressed"));
            out += "\n";
        }
        if (unit.population_unknown > 0) {
            out += language_ == Language::es ? fmt::format("  Sin población conocida, y por eso sin contar: {}\n", municipalities(unit.population_unknown))
                                             : fmt::format("  Population not known, and so not counted: {}\n", municipalities(unit.population_unknown));
        }
        if (unit.people_without_reach > 0.0) {
            out += fmt::format("  {}: {}\n", tr(language_, "En riesgo, sin alcance calculable", "At risk, reach not computable"), count(unit.people_without_reach));
        }
        return out;
    }

    const Published& published_;
    Language language_;
};

}  // namespace

std::string headline(const Published& published) {
    return HeadlineText(published).text();
}

}  // namespace presencia::emit
