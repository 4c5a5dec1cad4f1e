// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/reading_words.hpp"
#include "layer/source_context.hpp"
#include "source/row_judge.hpp"
#include "source/table_sample.hpp"

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace presencia::layer {

/// The judge of one table: knows its header, which columns are keys and which place or date a row.
class TableJudge final : public source::RowJudge {
public:
    /// `columns`: the header's cells as they stand. Keys and places are found among them by the study's roles and the dialects. `rows`: the cells of both rows of a header that stands in two.
    TableJudge(const SourceContext& context, std::vector<std::string> columns, std::vector<std::vector<std::string>> rows = {});

    bool asked_of_all() const override { return end_ > 0 || !divided_.empty(); }
    bool suspicious(std::int64_t line, std::span<const std::string_view> cells) const override;
    std::optional<ErrorCode> judge(std::int64_t line, std::span<const std::string_view> cells) const override;

    /// Rows that only the table as a whole can tell: a row right below the header with nothing but units in it, and rows called "Total
    /// of something" whose numbers are the sums of the rows above. `first`: index of the first row below the header.
    void look_at(const source::TableSample& sample, std::size_t first);

    /// Where another table begins below this one: the line of its title and that of its header, and of the header's upper row where it has two; nothing where none does. A header that comes back without a title, or below one that goes on
    /// ("Cuadro 1 (continuación)") or names a department, is that of a further page.
    struct Next {
        std::int64_t title = 0, header = 0, upper = 0;
        std::string called;
    };
    const std::vector<Next>& next_tables() const noexcept { return next_; }

    /// Rows of the sample that are no data, by their lines: what a guess is printed from.
    std::vector<std::pair<std::int64_t, ErrorCode>> found(const source::TableSample& sample, std::size_t first) const;

private:
    bool is_total(std::span<const std::string_view> cells) const;
    bool is_note(std::span<const std::string_view> cells) const;
    bool is_header(std::span<const std::string_view> cells) const;
    /// Whether a cell other than the one at `but` places or dates the row.
    bool placed_or_dated(std::span<const std::string_view> cells, std::size_t but) const;
    void add_first_letters(const WordList& words);
    void look_for_tables(const source::TableSample& sample, std::size_t first);
    /// Whether a row heads a table as ours is headed by `names`: its first word is theirs there, and nothing in it is a number but years.
    bool heads_a_table(std::span<const std::string_view> cells, const std::vector<std::string>& names) const;
    /// Whether it heads a table further down than look_at() has seen: a header as ours, but with other names, where columns of numbers hold words.
    bool heads_another(std::span<const std::string_view> cells) const;
    /// Index of the last row of a header that begins with row `first` of the sample; nothing where none does.
    std::optional<std::size_t> header_from(const source::TableSample& sample, std::size_t first) const;
    /// Whether the row is of all that such a column divides, whose parts have rows of their own.
    bool is_of_all(std::span<const std::string_view> cells) const;
    void look_for_headings(const source::TableSample& sample, std::size_t first);
    /// Neither a key nor a time.
    bool may_count(std::size_t column) const;
    void look_for_divided(const source::TableSample& sample, std::size_t first);
    bool is_title(std::span<const std::string_view> cells) const;

    const ReadingWords& words_;
    const PlaceNames& places_;
    WordList own_totals_;
    bool totals_kept_;
    std::vector<std::string> columns_;
    std::vector<std::vector<std::string>> rows_;  ///< of the header: one, or both of two
    bool of_counts_ = false;  ///< of incidents, and no row has a place, a day or an id of its own
    std::vector<std::size_t> divisible_;  ///< columns that rows are not chosen by
    std::vector<std::size_t> divided_;   ///< columns of such a table whose words divide them (sex, weapon) and have a word for all ("Total", "Ambos sexos") beside
    std::vector<std::size_t> keys_;    ///< columns whose word makes a total: municipality, code, name, department, and the first
    std::vector<std::size_t> placed_;  ///< columns of dates, ids and pairs of coordinates: a total has nothing there
    std::vector<std::size_t> numbers_;  ///< columns of counts, people, coordinates and years
    std::vector<std::size_t> times_;   ///< columns of years and months
    std::vector<std::size_t> xs_, ys_;  ///< columns of coordinates: a total has not both
    std::array<bool, 256> starts_{};   ///< first bytes of texts that are worth a look
    std::vector<Next> next_;
    std::int64_t end_ = 0;  ///< line where another table begins; 0: none does
    std::vector<std::pair<std::int64_t, ErrorCode>> lines_;  ///< of look_at(), in order
};

}  // namespace presencia::layer
