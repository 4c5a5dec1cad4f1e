// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "layer/gazetteer.hpp"
#include "layer/people_parts.hpp"
#include "layer/row_people.hpp"
#include "layer/source_context.hpp"

#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <vector>

namespace presencia::layer {

/// People that a table gives by the units of an older division, carried to the study's municipalities: those that were joined have the sum, those that were split their shares.
class OldPeople {
public:
    /// `of_row`: the gazetteer's municipalities, by their places among those of `people`. All outlive this. `twice` is called, and must throw, where two rows say other numbers of one place.
    OldPeople(const Gazetteer& gazetteer, const std::vector<std::size_t>& of_row, RowPeople& people, PeopleParts::Twice twice);

    /// People of a municipality of an older division that became one of the study's, or a part of one.
    void add(std::int32_t unit, std::int64_t line, double people);
    /// The key of a row of an older division, to be entered in the books when it is settled what became of it.
    void remember(const PlaceKey& key, const KeyMatch& found, std::int64_t line);

    /// Once, when all rows are in: gives the municipalities their people.
    void settle();
    /// After that: the keys of old units, with those that were divided as such.
    void book(KeyTally& keys);
    /// After that: how many were divided, lack parts, or have parts that are none of the study's.
    void note(const SourceContext& context, Ledger& ledger) const;

private:
    struct Counted {
        std::int64_t line;
        double people;
    };
    struct Row {
        std::string country, department, code, name;
        KeyMatch found;
        std::int64_t line;
    };

    bool several_parts(std::int32_t unit) const;
    void settle_newer();
    void settle_older();
    void settle_undivided();
    void note_elsewhere(const SourceContext& context, Ledger& ledger) const;

    const Gazetteer& gazetteer_;
    const std::vector<std::size_t>& of_row_;
    RowPeople& people_;
    PeopleParts::Twice twice_;
    std::map<std::int32_t, Counted> by_unit_;
    std::vector<Row> rows_;
    std::set<std::size_t> from_old_;  ///< municipalities whose people are those of old units
    std::int64_t incomplete_ = 0;
    std::int64_t divided_ = 0;  ///< rows of old units that several shares were made of
};

}  // namespace presencia::layer
