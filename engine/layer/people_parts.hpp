// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/row_filter.hpp"
#include "layer/tables.hpp"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::layer {

/// Whose people a row holds: a municipality of the study, or a unit of an older division.
struct PeoplePlace {
    bool older = false;
    std::size_t index = 0;
    friend auto operator<=>(const PeoplePlace&, const PeoplePlace&) = default;
};

/// The people of places that a table gives in parts, a row for each sex, age or part of the territory. The parts of a place are added; where a row
/// of the place speaks of all of a column ("Total", "Ambos sexos"), its parts by that column are left out.
class PeopleParts {
public:
    /// The columns that the study's `parts` names; where it has none, those that layers/reading.toml calls parts and that no row is chosen by
    /// (recorded as a guess). Throws column_missing.
    PeopleParts(const RoleBinder& binder, const study::PopulationTable& table, const RowFilter& filter);

    /// Whether any column says of which part a row speaks.
    bool given() const noexcept { return !columns_.empty(); }
    /// Keeps a row. `people` may be NaN, not known: then the place's are not known.
    void add(PeoplePlace place, const source::RowBatch& batch, std::size_t row, double people) { keep(place, batch, row, people, false); }
    /// Keeps in mind that a part of the place is not known, for its row was rejected.
    void add_rejected(PeoplePlace place, const source::RowBatch& batch, std::size_t row) { keep(place, batch, row, not_known, true); }

    using Take = std::function<void(PeoplePlace, std::int64_t line, double people, std::int64_t rows)>;
    using Twice = std::function<void(PeoplePlace, std::int64_t first, std::int64_t second)>;
    /// Gives each place once: the line of its first row that counts, its people, how many rows they were added from. Rows that are left out are set
    /// aside in the ledger, and its notes say of places that lack parts. `twice` is called, and must throw, where two rows are of one part.
    /// Throws value_not_allowed where a column that was only guessed holds one part and nothing else: women are not all people.
    void settle(const Take& take, const Twice& twice, Ledger& ledger) const;

private:
    struct Column {
        std::size_t at;
        std::string name;
        std::map<std::string, std::size_t, std::less<>> words;  ///< folded, with their numbers
        std::vector<std::string> spelled;                       ///< by number, as first written
        std::vector<bool> whole;                                ///< by number: a word for all
    };
    struct Row {
        PeoplePlace place;
        std::int64_t line;
        double people;
        bool rejected;
        std::vector<std::size_t> parts;  ///< number of the word, by column
    };
    using Group = std::vector<const Row*>;
    /// Places that a note tells of.
    struct Few {
        std::int64_t times = 0, first_line = 0;
        void add(std::int64_t line) {
            if (times++ == 0) first_line = line;
        }
        void note(const SourceContext& context, const std::pair<std::string_view, std::string_view>& words, Ledger& ledger) const;
    };

    void keep(PeoplePlace place, const source::RowBatch& batch, std::size_t row, double people, bool rejected);
    std::size_t word_of(Column& column, std::string_view cell) const;
    void refuse_lone_part() const;
    /// By column, whether a row of the group speaks of all.
    std::vector<bool> wholes(const Group& group) const;
    /// The rows of a place that are added: of a column that has a row for all, none but such.
    Group counted(const Group& group, const std::vector<bool>& wholes, Ledger& ledger) const;
    static double sum(PeoplePlace place, const Group& rows, const Twice& twice);
    void leave_out(const Row& row, Ledger& ledger) const;

    const SourceContext& context_;
    bool guessed_ = false;
    std::vector<Column> columns_;
    std::vector<Row> rows_;
};

}  // namespace presencia::layer
