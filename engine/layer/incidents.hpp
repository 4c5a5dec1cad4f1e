// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "core/lonlat.hpp"
#include "geo/shapes.hpp"
#include "layer/dialects.hpp"
#include "layer/place_index.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <vector>

namespace presencia::layer {

/// Incident rows that passed parsing and filters, as columns of one length. A row has a position, a municipality key,
/// or both (then the position counts). Views live until the next batch.
struct IncidentBatch {
    std::vector<std::int64_t> row;               ///< line of the file
    std::vector<std::int64_t> ordinal;           ///< 0-based among all rows read of the layer
    std::vector<LonLat> position;                ///< undefined where not usable
    std::vector<std::uint8_t> area_only;         ///< 1: the position stands for its municipality and no place in it
    std::vector<std::string_view> country;       ///< of the key; "" where not given
    std::vector<std::string_view> department;    ///< of the key; "" where not given
    std::vector<std::string_view> municipality;  ///< key, a code or a name; "" where not given
    std::vector<std::string_view> municipality_name;  ///< name beside the key; "" where not given
    std::vector<std::int64_t> weight;            ///< victims, or the count of a count row; >= 0
    std::vector<std::uint32_t> incident_class;   ///< index into IncidentStream::classes()
    std::vector<std::string_view> id;            ///< "" where the layer or the row has none
    std::vector<std::uint64_t> content;          ///< hash of the whole row's text; filled where the layer has ids
    std::size_t size() const noexcept { return row.size(); }
    PlaceKey key(std::size_t k) const { return {country[k], department[k], municipality[k], municipality_name[k]}; }
    void clear();
};

/// One `[[incidents]]` layer read from front to back, as often as asked. Rows outside the period or excluded by `where`
/// are counted as filtered, bad rows as rejected with their reason, both in the ledger given to `read`; nothing is
/// held.
class IncidentStream {
public:
    static constexpr std::size_t most_classes = 1000;
    /// Opens the source once to settle roles, date order and coordinates (a sample decides: swapped latitude/longitude,
    /// a date order that cannot be told, an unknown column are errors here).
    /// `extent`: of the study's municipalities, against which coordinates are held; empty where it is not known.
    /// `block_bytes` are read at once; nothing depends on it.
    IncidentStream(const study::Study& study, std::size_t layer_index, const Dialects& dialects,
                   const geo::Box& extent = {}, std::size_t block_bytes = std::size_t{1} << 20);
    ~IncidentStream();

    bool has_ids() const;
    const std::string& id_column() const;  ///< "" where the layer has no ids
    /// The study says that coordinates are right as they are, whatever they look like.
    bool coordinates_as_written() const;
    Language language() const;  ///< of the study
    bool counts_by_key() const;  ///< a table of counts, without coordinates
    const std::vector<Guess>& guesses() const;
    /// ICCS codes (or the source's words) met so far, in order of first appearance.
    const std::vector<std::string>& classes() const;
    /// Reads the whole layer, calling `take` for each batch in file order. `ledger.read`, `.rejected`, `.filtered` are
    /// advanced.
    void read(Ledger& ledger, const std::function<void(const IncidentBatch&)>& take,
              const std::function<void(double)>& progress);

private:
    friend class IncidentLanes;
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::layer
