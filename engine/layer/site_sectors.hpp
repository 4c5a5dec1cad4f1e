// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/sector_table.hpp"
#include "layer/words.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace presencia::layer {

/// The sectors of the rows of one layer: one code a row or several with percentages, and what they serve.
class SiteSectors {
public:
    /// One sector of a row and its share.
    struct Share {
        std::string code;
        const Sector* sector = nullptr;  ///< null: not in the table
        std::int64_t share = 0;          ///< millionths of the row
    };

    SiteSectors(const SourceContext& context, const RoleBinder& binder, const study::SiteSource& source);

    bool given() const noexcept { return code_.given(); }
    const std::string& shown() const noexcept { return code_.shown(); }
    /// The row's sectors. Percentages are taken relative to their sum; where some are missing the rest is split evenly among those. Of several
    /// vocabularies the five-digit one of DAC counts, else its three-digit one; codes of others are in no table.
    void read(const source::RowBatch& batch, std::size_t row, std::vector<Share>& out);
    /// What the shares serve together.
    static ObjectiveShares objectives(const std::vector<Share>& shares);
    /// Says how many rows had percentages that do not sum to 100.
    void note(Ledger& ledger) const;

private:
    struct Written {
        std::string_view code, percentage, vocabulary;
    };
    void take_apart(const source::RowBatch& batch, std::size_t row);
    void keep_one_vocabulary();
    /// Percentages of `written_`, all of them positive.
    std::vector<double> percentages(std::int64_t row);

    const SourceContext& context_;
    Words words_;
    BoundRole code_, share_, vocabulary_;
    std::vector<Written> written_;
    bool dac_ = true;  ///< the codes at hand are of DAC
    std::int64_t off_ = 0, off_row_ = 0;
    std::string off_text_;
};

}  // namespace presencia::layer
