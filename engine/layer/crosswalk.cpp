// SPDX-License-Identifier: Apache-2.0
#include "layer/crosswalk.hpp"

#include "core/text.hpp"
#include "layer/recognition.hpp"
#include "layer/tables.hpp"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <tuple>

namespace presencia::layer {

namespace {

/// A share as it is written, and by how much rounding may have changed it: half a unit of its last decimal.
struct WrittenShare {
    double value = not_known;
    double rounding = 0.0;
};

double rounding_of(std::string_view text) {
    const std::size_t point = text.find('.');
    if (point == text.npos) return 0.0;  // 0 and 1 are meant as they stand
    const std::size_t end = std::min(text.find_first_not_of("0123456789", point + 1), text.size());
    return 0.5 * std::pow(10.0, -static_cast<double>(end - point - 1));
}

/// What is read of a unit.
struct Draft {
    OldUnit unit;
    std::int64_t line = 0;  ///< of its last row
    double sum = 0.0;       ///< of the shares that are said
    double rounding = 0.0;  ///< of all of them
    bool every = true;      ///< no share is missing

    /// Together a whole, as far as their digits tell; where some are missing, no more than that.
    bool whole() const {
        constexpr double least = 1e-3, most = 0.02;  // of the people; beyond it more digits are asked for
        const double off = std::clamp(rounding, least, most) + 1e-9;
        return sum <= 1.0 + off && (!every || sum >= 1.0 - off);
    }
};

/// The cells of a crosswalk by the names of its columns.
class CrosswalkRows {
public:
    CrosswalkRows(const SourceContext& context, const source::RowReader& reader, std::string country)
        : context_(context), columns_(reader.columns()), country_(std::move(country)) {
        if (position("new_code") == columns_.size()) require("new_name");
        if (position("old_code") == columns_.size()) require("old_name");
    }

    void take(const source::RowBatch& batch) {
        if (!batch.faults.empty()) {
            const Reject& fault = batch.faults.front();
            throw Error(fault.code, context_.in_source(fault.row, fault.column), fault.value);
        }
        for (std::size_t row = 0; row < batch.size(); ++row) take_row(batch, row);
    }

    std::vector<OldUnit> finish() {
        require_wholes();
        std::vector<OldUnit> out;
        for (auto& [key, draft] : units_) {
            const bool off = draft.every && std::abs(draft.sum - 1.0) > 1e-9;
            for (double& share : draft.unit.shares) share = off ? share / draft.sum : share;
            out.push_back(std::move(draft.unit));
        }
        return out;
    }

private:
    std::size_t position(std::string_view name) const {
        const auto found = std::find_if(columns_.begin(), columns_.end(), [&](const std::string& column) { return text::fold(column) == text::fold(name); });
        return static_cast<std::size_t>(found - columns_.begin());
    }

    void require(const std::string& name) const {
        if (position(name) < columns_.size()) return;
        const std::string all = text::clip(text::join(columns_, ", "), 400);
        throw Error(ErrorCode::column_missing, context_.in_source(1, name), context_.say("la tabla de equivalencias tiene: ", "the crosswalk has: ") + all,
                    context_.say("columnas: old_code (o old_name, old_department), new_code (o new_name, new_department), y si hace falta old_country, new_country, share, date",
                                 "columns: old_code (or old_name, old_department), new_code (or new_name, new_department), and where needed old_country, new_country, share, date"));
    }

    std::string cell(const source::RowBatch& batch, std::size_t row, std::string_view name) const {
        const std::size_t at = position(name);
        return at < batch.cells.size() ? std::string(text::trim(batch.cells[at][row])) : std::string();
    }

    std::string country(const source::RowBatch& batch, std::size_t row, std::string_view name) const {
        const std::string word = cell(batch, row, name);
        if (word.empty()) return country_;
        return context_.dialects.value_for("municipalities", "country", word).value_or(word);
    }

    void take_row(const source::RowBatch& batch, std::size_t row) {
        const std::int64_t line = batch.row[row];
        const Place old{country(batch, row, "old_country"), cell(batch, row, "old_code"), cell(batch, row, "old_name"), cell(batch, row, "old_department")};
        const Place part{country(batch, row, "new_country"), cell(batch, row, "new_code"), cell(batch, row, "new_name"), cell(batch, row, "new_department")};
        const bool no_old = old.code.empty() && old.name.empty();
        if (no_old || (part.code.empty() && part.name.empty())) {
            throw Error(ErrorCode::value_not_allowed, context_.in_source(line, no_old ? "old_code" : "new_code"), context_.say("vacío", "empty"));
        }
        Draft& draft = units_.try_emplace(std::tuple(old.country, old.code, old.name, old.department), Draft{OldUnit{old, {}, {}, {}}}).first->second;
        OldUnit& unit = draft.unit;
        draft.line = line;
        if (const std::string day = cell(batch, row, "date"); !day.empty()) {
            const auto date = Date::from_iso(day);
            if (!date) throw Error(ErrorCode::date_invalid, context_.in_source(line, "date"), day, "2024-05-01");
            if (unit.changed.defined() && unit.changed != *date) {
                throw Error(ErrorCode::value_not_allowed, context_.in_source(line, "date"), day, context_.say("una unidad cambia en un solo día", "a unit changes on one day"));
            }
            unit.changed = *date;
        }
        add_part(draft, part, share(batch, row, line), line);
    }

    WrittenShare share(const source::RowBatch& batch, std::size_t row, std::int64_t line) const {
        const std::string text = cell(batch, row, "share");
        if (text.empty()) return {};
        const auto number = text::parse_double(text);
        if (!number || !(*number >= 0.0 && *number <= 1.0)) {
            throw Error(ErrorCode::value_not_number, context_.in_source(line, "share"), text, context_.say("una parte, de 0 a 1", "a share, from 0 to 1"));
        }
        return {*number, rounding_of(text)};
    }

    void add_part(Draft& draft, const Place& part, const WrittenShare& written, std::int64_t line) const {
        OldUnit& unit = draft.unit;
        const double share = written.value;
        const auto same = [&](const Place& known) { return std::tie(known.country, known.code, known.name, known.department) == std::tie(part.country, part.code, part.name, part.department); };
        const auto known = std::find_if(unit.parts.begin(), unit.parts.end(), same);
        if (known != unit.parts.end()) {
            const double before = unit.shares[static_cast<std::size_t>(known - unit.parts.begin())];
            const bool agree = before == share || (before != before && share != share);
            if (!agree) throw Error(ErrorCode::value_not_allowed, context_.in_source(line, "share"), text::format_significant(share, 6), context_.say("otra fila da otra parte para el mismo par", "another row gives another share for the same pair"));
            return;
        }
        unit.parts.push_back(part);
        unit.shares.push_back(share);
        draft.every = draft.every && share == share;
        draft.sum += share == share ? share : 0.0;
        draft.rounding += written.rounding;
    }

    /// Shares that are no whole would lose people, or make some; where only one part is named they would give it all of them.
    void require_wholes() const {
        constexpr std::size_t most = 5;
        std::vector<std::string> broken;
        std::int64_t line = 0;
        std::size_t count = 0;
        for (const auto& [key, draft] : units_) {
            const bool said = std::any_of(draft.unit.shares.begin(), draft.unit.shares.end(), [](double share) { return share == share; });
            if (!said || draft.whole()) continue;
            line = count == 0 ? draft.line : std::min(line, draft.line);
            const Place& old = draft.unit.place;
            if (count++ < most) broken.push_back(text::clip(old.code.empty() ? old.name : old.code, 80) + " = " + text::format_significant(draft.sum, 6));
        }
        if (count == 0) return;
        std::string detail = text::join(broken, "; ");
        if (count > most) detail += context_.say("; y otras ", "; and others: ") + std::to_string(count - most);
        throw Error(ErrorCode::value_not_allowed, context_.in_source(line, "share"), context_.say("las partes de un municipio antiguo no suman 1: ", "the shares of an old municipality are not 1 together: ") + detail,
                    context_.say("nombre todas sus partes, también las que no están en el estudio, o deje share vacío donde no se sabe", "name all of its parts, also those that the study does not have, or leave share empty where it is not known"));
    }

    const SourceContext& context_;
    const std::vector<std::string>& columns_;
    std::string country_;
    std::map<std::tuple<std::string, std::string, std::string, std::string>, Draft> units_;
};

}  // namespace

std::vector<OldUnit> read_crosswalk(const SourceContext& context, const std::string& country) {
    source::RowBatch batch;
    const auto reader = open_sample(context, batch);
    CrosswalkRows rows(context, *reader, country);
    do {
        rows.take(batch);
    } while (reader->next(batch));
    return rows.finish();
}

std::vector<OldUnit> read_crosswalks(const study::Study& study, const Dialects& dialects, std::vector<Guess>& guesses) {
    std::vector<OldUnit> out;
    for (const study::MunicipalitySource& source : study.municipalities) {
        for (const study::Source& file : source.source.crosswalk) {
            const SourceContext context{study, file, dialects, "municipalities", guesses};
            std::vector<OldUnit> units = read_crosswalk(context, source.country.constant.value_or(""));
            std::move(units.begin(), units.end(), std::back_inserter(out));
        }
    }
    return out;
}

}  // namespace presencia::layer
