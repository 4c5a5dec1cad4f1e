// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/batch_books.hpp"
#include "layer/coordinate_cells.hpp"
#include "layer/dates.hpp"
#include "layer/numbers.hpp"
#include "layer/roles.hpp"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::fix {

/// What a column holds, as far as its cells can be written in one way.
enum class CellKind : std::uint8_t {
    text,
    people,      ///< a number that is whole where it can be read in two ways: people, incidents, staff
    amount,      ///< a number of which only a person could say
    coordinate,  ///< x or y; the two are read together
    pair,        ///< both in one cell
    year,
    month,       ///< a number or a word
    date,
    edge,        ///< a date, or a year alone
    code,        ///< of a municipality
};

/// A role of a layer and what its column holds.
struct TypedRole {
    std::string_view name;  ///< key of the study, and name in the dialects' schema
    const study::Role* given;
    CellKind kind;
    std::string_view dialect_kind = {};  ///< folder of the dialects, where it is not the layer's own
    std::string_view dialect_role = {};  ///< where the dialects call it otherwise

    /// Whether columns of men and of women may play it together.
    bool people_of_municipalities() const { return dialect_role == "population" || (dialect_role.empty() && name == "population"); }
};

/// The municipality's code as the boundaries write it; nothing where the key is not one of theirs.
using CodeLookup = std::function<std::optional<std::string>(std::string_view country, std::string_view key)>;

/// Writes the cells of one source in one way, by what its layer reads in them: every column's marks and order of dates are settled as the layer settles them. A cell that cannot be read
/// stays as it is (what is wrong with it is for its owner to say), but for one thing: what would be another number in a file with decimal points is marked, so that nobody reads it.
class CellCleaner {
public:
    /// Binds the roles to columns as the layers do. `date_format`: the study's, "" where the sample decides. Errors as those of the layers.
    CellCleaner(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles, const std::string& date_format, const source::RowBatch& sample, CodeLookup codes);

    struct Cleaned {
        std::string text;
        std::string_view what;  ///< "" where nothing changed, else "trimmed", "number", "unclear", "date", "code"
    };
    Cleaned clean(const source::RowBatch& batch, std::size_t row, std::size_t column) const;

    /// Whether a column of dates was rewritten: the copy's format is then ISO.
    bool dates_are_iso() const noexcept { return !dates_.empty(); }
    /// The first column that holds a number; nothing where none does.
    std::optional<std::size_t> number_column() const;

private:
    void settle(const layer::RoleBinder& binder, const TypedRole& role, const layer::BoundRole& bound, const std::string& date_format, const source::RowBatch& sample);
    bool joins_dates(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles) const;
    layer::BoundRole bound(const layer::RoleBinder& binder, const TypedRole& role) const;
    Cleaned number(CellKind kind, std::string_view text, std::size_t column) const;
    std::optional<ErrorCode> value_of(CellKind kind, std::string_view text, std::size_t column, double& out) const;
    Cleaned coordinates(std::string_view text, char mark) const;
    Cleaned pair(std::string_view text) const;
    std::optional<std::string> rewritten(CellKind kind, std::string_view text, const source::RowBatch& batch, std::size_t row, std::size_t column) const;

    std::vector<CellKind> kinds_;                       ///< by column
    std::map<std::size_t, layer::DateReader> dates_;    ///< by column
    std::map<std::size_t, layer::NumberReader> marks_;  ///< by column
    layer::NumberReader declared_;                      ///< of years and months
    layer::CoordinateCells coordinates_;
    layer::BatchBooks books_;
    layer::BoundRole country_;
    CodeLookup codes_;
};

}  // namespace presencia::fix
