// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/reject_pack.hpp"
#include "layer/incidents.hpp"
#include "layer/roles.hpp"
#include "layer/text_arena.hpp"
#include "source/row_batch.hpp"

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace presencia::layer {

/// Some rows with nothing but a usable position and a class: what most rows of most files are. Every row weighs 1. Few
/// enough to stay in a processor's nearest memory between those who read, place and count them.
struct PlainIncidents {
    static constexpr std::size_t most = 512;
    std::size_t size = 0;
    std::array<std::int64_t, most> row;  ///< line of the file
    std::array<Point<Wgs84>, most> position;
    std::array<std::uint32_t, most> incident_class;  ///< as the lane numbers them: IncidentLanes::class_index()
};

/// Takes the plain rows of a lane's pieces as they are read, in the order of the file within a piece.
class PlainSink {
public:
    virtual ~PlainSink() = default;
    virtual void take(const PlainIncidents& rows) = 0;
};

/// For readings whose rows all come in batches.
class NoPlainRows final : public PlainSink {
public:
    /// Throws internal.
    void take(const PlainIncidents& rows) override;
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
    IncidentBatch batch;  ///< the rows that are not plain
    Ledger ledger;        ///< of this piece: read, rejected, set aside
    RejectPack filtered;  ///< rows that are not asked for, in the order of the file
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
    /// Plain rows go to `plain` and are in nothing but the books of the piece.
    void read(IncidentPiece& piece, unsigned lane, PlainSink& plain);
    /// Gives ordinals and classes the values they have in the whole layer, and adds the piece's books to the layer's.
    /// Throws value_not_allowed where the layer has more than 1000 classes.
    void settle(IncidentPiece& piece, Ledger& ledger);
    /// The number in the layer of a class that plain rows of a settled piece have.
    std::uint32_t class_index(unsigned lane, std::uint32_t in_lane) const;
    /// After the last piece: the notes that the whole layer needs.
    void finish(Ledger& ledger) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}  // namespace presencia::layer
