// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/explain.hpp"
#include "emit/words.hpp"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>

/// What the steps of an explanation read, and how they speak. Used by the explain_*.cpp files only.
namespace presencia::emit::explaining {

/// One municipality's row among all, with the study's facts.
class Facts {
public:
    /// `row` of table "municipalities"; `store` must outlive it.
    Facts(const Store& store, std::size_t row, Language language);

    Language language;
    const Table& municipalities() const { return municipalities_; }
    /// A property of the municipality; a cell marked not_studied where the result has no such column.
    const Cell& cell(std::string_view property) const;
    const Cell& cell(std::string_view family, std::string_view suffix) const { return cell(std::string(family) + "_" + std::string(suffix)); }
    bool has(std::string_view property) const;
    /// A fact of the study as text; "" where it is not there.
    std::string fact(std::string_view name) const;
    std::optional<double> number_fact(std::string_view name) const;
    const nlohmann::ordered_json& study() const { return study_; }
    /// The smoothing pool of the municipality: a row of table "pools"; nothing where the result has none.
    std::optional<std::size_t> pool_row() const;
    const Table& pools() const { return pools_; }
    /// Families of the study's result, machine names, those with columns.
    const std::vector<std::string>& families() const { return families_; }

    /// Numbers and words in the language.
    std::string number(double value, int decimals) const { return spoken_number(value, decimals, language); }
    std::string shown(const Cell& cell, int decimals = 1) const { return spoken_cell(cell, decimals, language); }
    std::string share(const Cell& cell) const;
    template <class... Args>
    std::string say(std::string_view es, std::string_view en, Args&&... args) const {
        return fmt::format(fmt::runtime(tr(language, es, en)), std::forward<Args>(args)...);
    }
    /// Why a cell has no value, as a sentence; never more than the profile lets anyone know.
    std::string why(std::string_view property, const Cell& cell) const;
    /// A step about `properties` with their values; its first lines say why the first of them has no value, or any is suppressed.
    Step step(std::string title, const std::vector<std::string>& properties, std::string family = {}) const;

private:
    std::string why_suppressed(std::string_view property) const;

    const Table &municipalities_, &pools_;
    std::size_t row_;
    const nlohmann::ordered_json& study_;
    std::vector<std::string> families_;
    Cell missing_{Absence::not_studied};
};

/// Population, incidents, rate, interval, smoothing, the rule (explain_need.cpp).
std::vector<Step> need_steps(const Facts& facts);
/// Sites, reach, presence, gap class and unreached of one family (explain_family.cpp).
std::vector<Step> family_steps(const Facts& facts, const std::string& family);
/// Concurrence, presence index, unreached need of all families, score, rank, confidence (explain_gap.cpp).
std::vector<Step> gap_steps(const Facts& facts);

}  // namespace presencia::emit::explaining
