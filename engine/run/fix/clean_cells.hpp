// SPDX-License-Identifier: Apache-2.0
#pragma once

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
enum class CellKind : std::uint8_t { text, number, date, code };

/// A role of a layer and what its column holds.
struct TypedRole {
    std::string_view name;  ///< key of the study, and name in the dialects' schema
    const study::Role* given;
    CellKind kind;
    std::string_view dialect_kind;  ///< folder of the dialects, where it is not the layer's own
    std::string_view dialect_role;  ///< where the dialects call it otherwise
};

/// The municipality's code as the boundaries write it; nothing where the key is not one of theirs.
using CodeLookup = std::function<std::optional<std::string>(std::string_view country, std::string_view key)>;

/// Writes the cells of one source in one way. A cell that cannot be read stays as it is: what is wrong with it is for its owner to say.
class CellCleaner {
public:
    /// Binds the roles to columns as the layers do. `date_format`: the study's, "" where the sample decides.
    CellCleaner(const layer::RoleBinder& binder, const std::vector<TypedRole>& roles, const study::Source& source, const std::string& date_format, const source::RowBatch& sample, CodeLookup codes);

    struct Cleaned {
        std::string text;
        std::string_view what;  ///< "" where nothing changed, else "trimmed", "number", "date", "code"
    };
    Cleaned clean(const source::RowBatch& batch, std::size_t row, std::size_t column);

private:
    std::optional<std::string> rewritten(CellKind kind, std::string_view text, const source::RowBatch& batch, std::size_t row, std::size_t column) const;

    std::vector<CellKind> kinds_;                        ///< by column
    std::map<std::size_t, layer::DateReader> dates_;     ///< by column
    layer::NumberReader numbers_;
    layer::BoundRole country_;
    CodeLookup codes_;
};

}  // namespace presencia::fix
