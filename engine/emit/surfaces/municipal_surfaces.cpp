// SPDX-License-Identifier: Apache-2.0
#include "emit/surfaces/municipal_surfaces.hpp"

#include "core/error.hpp"
#include "gap/result.hpp"
#include "study/study.hpp"

#include <algorithm>
#include <memory>

namespace presencia::emit {

namespace {

/// The words of a gap class in the order of their codes, from 1: what is missing most comes first, then what is not known.
constexpr std::string_view gap_words[] = {"gap", "gap_unknown", "partial", "reached", "not_at_risk", "risk_unknown", "suppressed", "not_studied"};

/// A surface of values that are a municipality's: one number a band and municipality.
class Lookup {
public:
    Lookup(std::string name, bool whole, std::size_t municipalities) : municipalities_(municipalities), values_(std::make_shared<std::vector<float>>()) {
        surface_.name = std::move(name);
        surface_.whole = whole;
    }

    /// `value(m)` by municipality.
    template <class Value>
    void add(SurfaceBand band, Value value) {
        surface_.bands.push_back(std::move(band));
        for (std::size_t m = 0; m < municipalities_; ++m) values_->push_back(value(m));
        values_->push_back(surface_.nothing());  // of cells that are nobody's
    }

    float nothing() const noexcept { return surface_.nothing(); }

    Surface finish() && {
        surface_.fill = [values = values_, row = municipalities_ + 1](const Cells& cells, std::span<float> out) {
            const std::size_t n = cells.municipality.size();
            for (std::size_t k = 0; k < out.size(); ++k) {
                const std::int32_t m = cells.municipality[k % n];
                out[k] = (*values)[k / n * row + (m < 0 ? row - 1 : static_cast<std::size_t>(m))];
            }
        };
        return std::move(surface_);
    }

private:
    std::size_t municipalities_;
    std::shared_ptr<std::vector<float>> values_;
    Surface surface_;
};

const Column& column_of(const Table& table, std::string_view name) {
    return table.columns[table.column(name)];
}

std::string gap_codes() {
    std::string codes;
    for (std::size_t i = 0; i < std::size(gap_words); ++i) codes += (i == 0 ? "" : " ") + std::to_string(i + 1) + "=" + std::string(gap_words[i]);
    return codes;
}

float gap_code(const std::string& word) {
    const auto at = std::find(std::begin(gap_words), std::end(gap_words), word);
    if (at == std::end(gap_words)) throw Error(ErrorCode::internal, {.column = "gap_class"}, "a class without a code: " + word);
    return static_cast<float>(at - std::begin(gap_words) + 1);
}

Surface gap_classes(const Table& table, Language language) {
    Lookup surface("gap_class", true, table.rows.size());
    const auto add = [&](const std::string& name) {
        const std::size_t column = table.column(name);
        surface.add({name, std::string(table.columns[column].label(language)), {}, gap_codes()}, [&](std::size_t m) { return gap_code(table.rows[m][column].text()); });
    };
    add("gap_class");
    for (std::size_t f = 0; f < study::capacity_family_count; ++f) add(std::string(study::to_string(static_cast<study::Family>(f))) + "_gap_class");
    return std::move(surface).finish();
}

Surface gap_measures(const Table& table, Language language) {
    Lookup surface("gap", false, table.rows.size());
    std::vector<SurfaceBand> bands;
    for (const char* name : {"gap_score_low", "gap_score_high", "unreached_need_rate", "unreached_need"}) bands.push_back({name, std::string(column_of(table, name).label(language))});
    const auto cell = [&](const SurfaceBand& band, std::size_t m) -> const Cell& { return table.at(m, band.name); };
    for (const SurfaceBand& band : bands) surface.add(band, [&](std::size_t m) { return static_cast<float>(cell(band, m).number()); });
    for (const SurfaceBand& band : bands) surface.add(state_band(band), [&](std::size_t m) { return state_code(cell(band, m).absence); });
    return std::move(surface).finish();
}

/// Families present in a municipality: at least those on record, at most those and the ones that are not known.
struct Present {
    Cell low, unknown;

    bool known() const { return low.is_number() && unknown.is_number(); }
    float at_least() const { return static_cast<float>(low.number()); }
    float at_most() const { return static_cast<float>(low.number() + unknown.number()); }
    Absence absence() const { return !low.is_number() ? low.absence : !unknown.is_number() ? unknown.absence : unknown.number() > 0.0 ? Absence::unknown : Absence::none; }
};

Surface concurrence(const Table& table, Language language) {
    Lookup surface("concurrence", true, table.rows.size());
    const auto present = [&](std::size_t m) { return Present{table.at(m, "families_present"), table.at(m, "families_unknown")}; };
    const std::string label(column_of(table, "families_present").label(language));
    const SurfaceBand settled{"families_present", label};
    surface.add(settled, [&](std::size_t m) { return present(m).absence() == Absence::none ? present(m).at_least() : surface.nothing(); });
    surface.add({"families_present_low", label + std::string(tr(language, ", cota inferior", ", lower bound"))}, [&](std::size_t m) { return present(m).known() ? present(m).at_least() : surface.nothing(); });
    surface.add({"families_present_high", label + std::string(tr(language, ", cota superior", ", upper bound"))}, [&](std::size_t m) { return present(m).known() ? present(m).at_most() : surface.nothing(); });
    surface.add(state_band(settled), [&](std::size_t m) { return state_code(present(m).absence()); });
    return std::move(surface).finish();
}

}  // namespace

SurfaceBand state_band(const SurfaceBand& of) {
    std::string codes;
    for (int code = 0; code <= static_cast<int>(Absence::suppressed); ++code) {
        const auto absence = static_cast<Absence>(code);
        codes += (code == 0 ? "" : " ") + std::to_string(code) + "=" + std::string(to_string(absence));
    }
    return {of.name + "_state", of.label, {}, codes};
}

std::vector<Surface> municipal_surfaces(const Table& municipalities, Language language) {
    std::vector<Surface> all;
    all.push_back(gap_classes(municipalities, language));
    all.push_back(gap_measures(municipalities, language));
    all.push_back(concurrence(municipalities, language));
    return all;
}

}  // namespace presencia::emit
