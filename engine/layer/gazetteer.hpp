// SPDX-License-Identifier: Apache-2.0
#pragma once

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
    enum class Miss : std::uint8_t { none, unknown, ambiguous };

    std::int32_t municipality = -1;  ///< index into MunicipalityTable
    KeyRule rule = KeyRule::none;
    Miss miss = Miss::unknown;
    bool fresh = true;          ///< not met before by the KeyMemo that gives it
    bool name_differs = false;  ///< the code says this one, the name beside it another; the code counts
};

/// Whose key is it? Codes in all their spellings, names within department and country, decided against the study's own municipalities: a key is matched only where exactly one
/// can be meant. A code counts before a name; the cell of `municipality` is tried as a code and then as a name.
class Gazetteer {
public:
    Gazetteer(const std::vector<Municipality>& rows, const PlaceNames& names);
    /// The same for units in another order than the table's: matches are indices into `places`.
    Gazetteer(std::vector<Place> places, const PlaceNames& names) : index_(std::move(places), names, false) {}

    /// Cost: some microseconds; KeyMemo makes it a hash lookup for keys met before. May be called by several threads.
    KeyMatch find(const PlaceKey& key) const;
    /// "San José Pinula (0103)" for the municipality.
    std::string shown(std::int32_t municipality) const;
    /// The three nearest, or those that are called so, as shown().
    std::vector<std::string> suggestions(const PlaceKey& key) const;

    const PlaceIndex& index() const noexcept { return index_; }

private:
    PlaceIndex index_;
};

/// Remembers keys: one a thread. Bounded.
class KeyMemo {
public:
    explicit KeyMemo(const Gazetteer& gazetteer) : gazetteer_(&gazetteer) {}
    KeyMatch find(const PlaceKey& key);

private:
    static constexpr std::size_t most = 65'536;
    const Gazetteer* gazetteer_;
    std::string asked_;
    std::unordered_map<std::string, KeyMatch> known_;
};

/// Keeps the books of one layer's keys, row by row in file order.
class KeyTally {
public:
    void add(const PlaceKey& key, const KeyMatch& match);
    /// Which rules were used, how often and for what, and every key that found nobody, into the ledger.
    void finish(const Gazetteer& gazetteer, Ledger& ledger) const;

private:
    struct Use {
        std::int64_t rows = 0;
        std::map<std::string, std::int32_t> keys;  ///< distinct ones, bounded, and whom they mean
        std::string first;
    };
    struct Miss {
        std::int64_t rows = 0;
        bool ambiguous = false;
        std::string country, department, municipality, name;
    };
    static constexpr std::size_t most_keys = 10'000;

    std::map<KeyRule, Use> uses_;
    std::map<std::string, Miss> misses_;
    std::int64_t more_misses_ = 0;  ///< rows of keys beyond the bound
    std::int64_t differ_ = 0;
    std::string differ_first_;
};

}  // namespace presencia::layer
