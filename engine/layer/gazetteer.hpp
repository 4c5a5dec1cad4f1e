// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/crosswalk.hpp"
#include "layer/place_index.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::layer {

/// What became of one key.
struct KeyMatch {
    enum class Miss : std::uint8_t { none, unknown, ambiguous, split, contradiction };

    std::int32_t municipality = -1;  ///< index into MunicipalityTable
    KeyRule rule = KeyRule::none;
    Miss miss = Miss::unknown;
    std::int32_t old_unit = -1;  ///< index into Gazetteer::old_units(), of a key of an older division
    bool fresh = true;          ///< not met before by the KeyMemo that gives it
    std::int32_t other = -1;    ///< the code says `municipality`, the name beside it this one; the code counts
    bool shared_out = false;    ///< people of an old unit: every part has its share, and `municipality` is the first of them
};

/// Whose the people of an old unit are.
struct PeopleShares {
    std::vector<std::pair<std::int32_t, double>> parts;  ///< the study's municipalities that it became, each with its share; none where nobody knows
    double elsewhere = 0.0;                              ///< share of the parts that are none of the study's
    std::vector<std::string> unknown{};                  ///< those parts, as the crosswalk writes them
    bool known() const noexcept { return !parts.empty(); }
};

/// Why a row whose key found nobody is left out. `miss` is not none.
ErrorCode reason_of(KeyMatch::Miss miss);

/// A name or code of the user's own, and the code that it stands for.
struct KeyAlias {
    std::string country, department, key, code;
};

/// What a study says of keys besides its municipalities.
struct KeySources {
    std::vector<OldUnit> old_units{};
    std::vector<KeyAlias> aliases{};
    bool exact_keys = false;  ///< codes count as written, names by their letters
    bool old_first = false;   ///< rows are keyed by the older division: it is asked before the study's own
    Date period_end{};        ///< of a period that ends before a unit changed, the older division is asked first too
};

/// Whose key is it? Codes in all their spellings, names within department and country, decided against the study's own municipalities: a key is matched only where exactly one
/// can be meant. A code counts before a name; the cell of `municipality` is tried as a code and then as a name.
///
/// A key that no municipality has may be one of an older division, where a crosswalk says what became of it: one municipality has it then. Of a municipality that was split nobody knows whose a
/// row is: it stays with the part that kept the code, where one did, and else is refused.
class Gazetteer {
public:
    explicit Gazetteer(const std::vector<Municipality>& rows, const PlaceNames& names, KeySources more = {});
    /// The same for units in another order than the table's: matches are indices into `places`.
    Gazetteer(std::vector<Place> places, const PlaceNames& names) : Gazetteer(std::move(places), names, KeySources{}) {}
    Gazetteer(std::vector<Place> places, const PlaceNames& names, KeySources more);

    /// Cost: some microseconds; KeyMemo makes it a hash lookup for keys met before. May be called by several threads.
    KeyMatch find(const PlaceKey& key) const;
    /// The department that `key.department` names within its country: `municipality` of the match is then an index into index().departments().
    KeyMatch find_department(const PlaceKey& key) const;
    /// "San José Pinula (0103)" for the municipality.
    std::string shown(std::int32_t municipality) const;
    std::string shown_department(std::int32_t department) const;
    /// The three nearest, or those that are called so, as shown().
    std::vector<std::string> suggestions(const PlaceKey& key) const;
    std::vector<std::string> suggested_departments(const PlaceKey& key) const;

    const PlaceIndex& index() const noexcept { return index_; }
    const std::vector<OldUnit>& old_units() const noexcept { return more_.old_units; }
    /// The study's municipalities that an old unit became, as far as the study has them; ascending.
    const std::vector<std::int32_t>& parts_of(std::int32_t old_unit) const { return parts_[static_cast<std::size_t>(old_unit)]; }
    /// Whose the people of an old unit are: of one part all of them; of several by the crosswalk's shares, where it gives them all.
    PeopleShares shares_of(std::int32_t old_unit) const;
    /// The municipalities that the code and the name of a key mean, which are two.
    std::vector<std::string> contradiction(const PlaceKey& key) const;
    /// The part of a split unit that kept its code; -1 where none did.
    std::int32_t keeper_of(std::int32_t old_unit) const;
    /// Old units of more than one part of which one kept the code, with that part.
    std::vector<std::pair<std::int32_t, std::int32_t>> split_parents() const;

private:
    std::optional<KeyMatch> find_alias(const PlaceKey& key) const;
    KeyMatch find_now(const PlaceKey& key) const;
    /// Nothing where the older division has no such unit.
    std::optional<KeyMatch> find_old(const PlaceKey& key, bool before_only) const;
    std::int32_t find_part(const Place& part) const;

    KeySources more_;
    PlaceIndex index_;
    std::optional<PlaceIndex> old_;                       ///< where there is a crosswalk
    std::vector<std::vector<std::int32_t>> parts_;        ///< by old unit
    std::map<std::string, std::vector<std::pair<const KeyAlias*, std::int32_t>>> aliases_;  ///< by folded key
};

/// What a layer's rows are keyed by.
enum class KeyedBy : std::uint8_t { municipality, department };

/// Remembers keys: one a thread. Bounded.
class KeyMemo {
public:
    explicit KeyMemo(const Gazetteer& gazetteer, KeyedBy by = KeyedBy::municipality) : gazetteer_(&gazetteer), by_(by) {}
    KeyMatch find(const PlaceKey& key);

private:
    static constexpr std::size_t most = 65'536;
    const Gazetteer* gazetteer_;
    KeyedBy by_;
    std::string asked_;
    std::unordered_map<std::string, KeyMatch> known_;
};

/// Keeps the books of one layer's keys, row by row in file order.
class KeyTally {
public:
    explicit KeyTally(KeyedBy by = KeyedBy::municipality) : by_(by) {}
    /// `row`: of the file.
    void add(const PlaceKey& key, const KeyMatch& match, std::int64_t row);
    /// Which rules were used, how often and for what, and every key that found nobody, into the ledger, beside what stands there.
    void finish(const Gazetteer& gazetteer, Ledger& ledger) const;

private:
    struct Use {
        std::int64_t rows = 0;
        std::map<std::string, KeyMatch> keys;  ///< distinct ones, bounded, and whom they mean
        std::string first;
    };
    struct Contradicted {
        std::int64_t rows = 0, first_row = 0;
        std::int32_t by_code = -1, by_name = -1;
    };
    void finish_rule(KeyRule rule, const Use& use, const Gazetteer& gazetteer, Ledger& ledger) const;
    void finish_misses(const Gazetteer& gazetteer, Ledger& ledger) const;
    void finish_contradicted(const Gazetteer& gazetteer, Ledger& ledger) const;
    struct Miss {
        std::int64_t rows = 0;
        std::int64_t first_row = 0;
        KeyMatch::Miss why = KeyMatch::Miss::unknown;
        std::int32_t old_unit = -1;  ///< one that was split
        std::string country, department, municipality, name;
    };
    static constexpr std::size_t most_keys = 10'000;
    static constexpr std::size_t most_contradicted = 200;

    KeyedBy by_;
    std::map<KeyRule, Use> uses_;
    std::map<std::string, Miss> misses_;
    std::int64_t more_misses_ = 0;  ///< rows of keys beyond the bound
    std::int64_t differ_ = 0;
    std::map<std::string, Contradicted> contradicted_;  ///< bounded
};

}  // namespace presencia::layer
