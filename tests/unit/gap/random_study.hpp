// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "drawn.hpp"

#include <cmath>
#include <random>

namespace drawn {

/// A study of two countries with departments of uneven size, mostly small counts of a sensitive class, and any rule. The same seed draws the same study (mt19937_64 is
/// fixed by the standard; the distributions of <random> are not, so none is used).
class RandomStudy {
public:
    explicit RandomStudy(std::uint64_t seed, std::size_t least = 40, std::size_t most = 120) : random_(seed) {
        world_.disclosure = study::DisclosureClass::sensitive;
        world_.study.profile = chance(0.6) ? study::Profile::public_ : study::Profile::partner;
        draw_rule();
        const std::size_t size = least + below(most - least + 1);
        const std::size_t first = size / 4 + below(size / 2 + 1);
        intensity_ = std::exp(uniform() * 3.0);
        draw_country("AAA", first);
        draw_country("BBB", size - first);
    }
    World take() { return std::move(world_); }

private:
    double uniform() { return static_cast<double>(random_() >> 11) * 0x1.0p-53; }
    std::size_t below(std::size_t n) { return static_cast<std::size_t>(random_() % n); }
    bool chance(double p) { return uniform() < p; }

    void draw_rule() {
        using Rule = study::AtRisk::Rule;
        using study::Measure;
        study::AtRisk& rule = world_.study.at_risk;
        const std::size_t kind = below(10);
        rule.rule = kind < 5 ? Rule::top_share : kind < 7 ? Rule::above : kind < 9 ? Rule::top_burden : Rule::list;
        rule.measure = chance(0.6) ? Measure::rate_eb : chance(0.5) ? Measure::rate : Measure::count;
        rule.scope = chance(0.5) ? study::Scope::study : study::Scope::country;
        rule.pool = chance(0.7) ? study::Scope::country : study::Scope::study;
        rule.value = rule.rule == Rule::above ? 5.0 + 60.0 * uniform() : static_cast<double>(1 + below(10)) / 20.0;
    }

    void draw_country(const std::string& country, std::size_t size) {
        std::size_t department = 1;
        std::size_t left = 0;
        for (std::size_t k = 0; k < size; ++k) {
            if (left == 0) {
                left = 1 + below(12);
                ++department;
            }
            --left;
            draw_municipality(country, "D" + std::to_string(department));
        }
    }

    void draw_municipality(const std::string& country, const std::string& department) {
        const double people = std::floor(2000.0 * std::exp(3.5 * uniform()));
        const double rate = intensity_ * 10.0 * std::exp(2.0 * uniform() - 1.0) / 100'000.0;
        std::int64_t count = 0;
        for (double left = people * rate; left > 0.0; left -= 0.5) count += chance(std::min(left, 0.5)) ? 1 : 0;
        const bool record = chance(0.96);
        const std::size_t i = world_.add(chance(0.04) ? layer::not_known : people, record ? Maybe<std::int64_t>(count) : Maybe<std::int64_t>(Absence::no_record), country, department);
        world_.listed[i] = chance(0.3) ? 1 : 0;
        for (const study::Family family : {study::Family::law_enforcement, study::Family::social}) {
            world_.draw(i, family, chance(0.3) ? 0.0 : uniform(), chance(0.4) ? 1 : 0, chance(0.8));
        }
        world_.reach.concurrence[i] = {{0.5, 0.3, 0.2, 0, 0}, {0.4, 0.3, 0.3, 0, 0}, true};
    }

    std::mt19937_64 random_;
    World world_;
    double intensity_ = 1.0;
};

}  // namespace drawn
