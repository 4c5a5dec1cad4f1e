// SPDX-License-Identifier: Apache-2.0
#include "emit/explain.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "emit/explain_facts.hpp"
#include "emit/find_municipality.hpp"

#include <algorithm>

namespace presencia::emit {

namespace {

std::size_t the_one(const Table& municipalities, std::string_view key, Language language) {
    const std::vector<std::size_t> rows = rows_of_municipality(municipalities, key, language);
    if (rows.size() == 1) return rows.front();
    std::vector<std::string> choices;
    for (const std::size_t row : rows) choices.push_back(municipality_key(municipalities, row) + " (" + municipalities.at(row, "name").text() + ")");
    throw Error(ErrorCode::usage, {},
                std::string(tr(language, "el código es de varios países: ", "the code belongs to several countries: ")) + text::join(choices, ", "),
                std::string(tr(language, "escriba el país delante: ", "write the country before it: ")) + municipality_key(municipalities, rows.front()));
}

bool about(const Step& step, std::string_view measure) {
    if (measure.empty() || step.family == measure) return true;
    return std::any_of(step.measures.begin(), step.measures.end(), [&](const auto& named) {
        return named.first == measure || (!step.family.empty() && named.first == step.family + "_" + std::string(measure));
    });
}

[[noreturn]] void unknown_measure(const std::vector<Step>& steps, std::string_view measure, Language language) {
    std::vector<std::string> names;
    for (const Step& step : steps) {
        if (!step.family.empty()) names.push_back(step.family);
        for (const auto& [name, value] : step.measures) {
            names.push_back(name);
            if (!step.family.empty()) names.push_back(name.substr(step.family.size() + 1));
        }
    }
    const std::string near = text::nearest(measure, names);
    throw Error(ErrorCode::usage, {.column = "MEASURE"}, text::clip(measure, 80),
                near.empty() ? std::string(tr(language, "una propiedad del resultado, por ejemplo rate_eb, reach o judicial_gap_class", "a property of the result, as rate_eb, reach or judicial_gap_class"))
                             : std::string(tr(language, "¿quiso decir ", "did you mean ")) + near + "?");
}

}  // namespace

Explanation explain(const Store& store, std::string_view key, std::string_view measure, Language language) {
    const Table& municipalities = store.table("municipalities");
    const std::size_t row = the_one(municipalities, key, language);
    Explanation out;
    out.country = municipalities.at(row, "country").text();
    out.code = municipalities.at(row, "code").text();
    out.name = municipalities.at(row, "name").text();
    out.department = municipalities.at(row, "department").text();
    const explaining::Facts facts(store, row, language);
    std::vector<Step> steps = explaining::need_steps(facts);
    for (const std::string& family : facts.families()) {
        for (Step& step : explaining::family_steps(facts, family)) steps.push_back(std::move(step));
    }
    for (Step& step : explaining::gap_steps(facts)) steps.push_back(std::move(step));
    for (const Step& step : steps) {
        if (about(step, measure)) out.steps.push_back(step);
    }
    if (out.steps.empty()) unknown_measure(steps, measure, language);
    return out;
}

}  // namespace presencia::emit
