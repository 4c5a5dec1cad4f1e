// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/incidents.hpp"
#include "layer/roles.hpp"
#include "layer/text_arena.hpp"
#include "source/row_batch.hpp"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace presencia::layer {

/// Rows with nothing but a usable position and a class: what most rows of most files are. Columns of one length; every
/// row weighs 1.
struct PlainIncidents {
    std::vector<std::int64_t> row;  ///< line of the file
    std::vector<Point<Wgs84>> position;
    std::vector<std::uint32_t> incident_class;
    std::size_t size() const noexcept { return row.size(); }
    void clear();
};

/// A class that a lane met for the first time.
struct NewClass {
    std::int64_t row;  ///< the first of the piece that has it
    std::uint32_t in_lane;
    std::string word;
};

/// A piece of a layer on its way through the lanes; used again from piece to piece.
struct IncidentPiece {
    source::RowPiece rows;
    PlainIncidents plain;
    IncidentBatch batch;  ///< the rows that are not plain
    Ledger ledger;        ///< of this piece: read, rejected, filtered
    std::vector<NewClass> new_classes;
    unsigned lane = 0;
    TextArena arena;  ///< of texts that the batch shows and no source keeps

    std::string_view lasting(const BoundRole& role, std::string_view text) {
        return role.fleeting() ? arena.keep(text) : text;
    }
};

/// Reads a layer once, piece by piece, on several threads: next() and settle() by one thread at a time and in order,
/// read() side by side, each call in a lane that no other is in. What comes out depends neither on the number of lanes
/// nor on where pieces end.
class IncidentLanes {
public:
    enum class Text { plain_too, batches_only };

    /// `stream` must outlive the lanes.
    IncidentLanes(IncidentStream& stream, unsigned lanes, Text text = Text::plain_too);
    ~IncidentLanes();

    /// The next piece of the file, not looked at yet; false at the end.
    bool next(IncidentPiece& piece);
    void read(IncidentPiece& piece, unsigned lane);
    /// Gives ordinals and classes the values they have in the whole layer, and adds the piece's books to the layer's.
    /// Throws value_not_allowed where the layer has more than 1000 classes.
    void settle(IncidentPiece& piece, Ledger& ledger);
    /// After the last piece: the notes that the whole layer needs.
    void finish(Ledger& ledger) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::layer
