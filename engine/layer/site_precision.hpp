// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/tables.hpp"
#include "layer/words.hpp"

#include <optional>
#include <string>

namespace presencia::layer {

/// How well the places of one site layer are known. A precision code (AidData 1 to 9, IATI version 1) decides alone; without one the worst of
/// IATI's exactness, and, where the location's class is an administrative region, of the level that its feature or its administrative code
/// names: a region of unknown level is known no better than the department.
class SitePrecision {
public:
    SitePrecision(const SourceContext& context, const RoleBinder& binder, const study::SiteSource& source, const source::RowBatch& sample);

    /// Whether anything says how well places are known.
    bool given() const noexcept { return precision_.role.given() || exactness_.role.given() || class_.role.given() || feature_.role.given() || level_.role.given(); }
    /// The row's precision; `placed`: it has coordinates or a municipality's key. A word that is not known is a fault: why() has it.
    std::optional<Precision> read(const source::RowBatch& batch, std::size_t row, bool placed);
    const Reject& why() const noexcept { return why_; }
    /// Column and words that made the latest row as coarse as it is, for the ledger.
    const std::string& column() const noexcept { return column_; }
    const std::string& words() const noexcept { return shown_; }

private:
    struct Spoken {
        Words words;
        BoundRole role;
    };
    /// Our word for the row's, "" where it says nothing; nothing where it is not known.
    std::optional<std::string_view> word(Spoken& spoken, const source::RowBatch& batch, std::size_t row);
    void worsen(Precision& known, Precision at_best, const Spoken& spoken, const source::RowBatch& batch, std::size_t row);

    Spoken precision_, exactness_, class_, feature_, level_;
    Reject why_;
    std::string column_, shown_;
};

}  // namespace presencia::layer
