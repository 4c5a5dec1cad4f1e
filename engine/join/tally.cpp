// SPDX-License-Identifier: Apache-2.0
#include "join/tally.hpp"

#include "core/parallel_stream.hpp"
#include "core/text.hpp"
#include "join/duplicates.hpp"
#include "join/plain_counter.hpp"
#include "layer/incident_lanes.hpp"

#include <algorithm>

namespace presencia::join {

namespace {

constexpr std::size_t left_out_in_memory = 10'000;  // rows, some megabytes, which are used again; fresh memory takes longer than the disk

/// What to do with rows that share an id, looked up by ordinal while the rows pass in order.
class DuplicateFilter {
public:
    DuplicateFilter() = default;
    explicit DuplicateFilter(DuplicateFinder::Result found) : found_(std::move(found)) {}

    bool duplicate(std::int64_t ordinal) { return passes(found_.duplicates, next_duplicate_, ordinal); }
    bool conflict(std::int64_t ordinal) { return passes(found_.conflicts, next_conflict_, ordinal); }

private:
    static bool passes(const std::vector<std::int64_t>& list, std::size_t& at, std::int64_t ordinal) {
        while (at < list.size() && list[at] < ordinal) ++at;
        return at < list.size() && list[at] == ordinal;
    }

    DuplicateFinder::Result found_;
    std::size_t next_duplicate_ = 0;
    std::size_t next_conflict_ = 0;
};

/// How far a pass over a layer has come, for the bar.
class Pass {
public:
    Pass(Progress& progress, std::int64_t from, std::int64_t to) : progress_(progress), from_(from), to_(to) {}
    void reached(double share) const {
        progress_.advance(from_ + static_cast<std::int64_t>(share * static_cast<double>(to_ - from_)));
    }

private:
    Progress& progress_;
    std::int64_t from_, to_;
};

DuplicateFilter find_duplicates(layer::IncidentStream& stream, unsigned threads, Progress& progress, Pass pass) {
    DuplicateFinder finder;
    Ledger scratch;  // the counting pass keeps the books
    layer::IncidentLanes lanes(stream, threads);
    layer::NoPlainRows none;  // for rows with an id are not plain
    parallel_stream<layer::IncidentPiece>(
        threads, [&](layer::IncidentPiece& piece) { return lanes.next(piece); },
        [&](layer::IncidentPiece& piece, unsigned lane) { lanes.read(piece, lane, none); },
        [&](layer::IncidentPiece& piece) {
            progress.check_interrupted();
            piece.filtered.clear();
            lanes.settle(piece, scratch);
            scratch.left_out.clear();
            const layer::IncidentBatch& batch = piece.batch;
            for (std::size_t k = 0; k < batch.size(); ++k) {
                if (!batch.id[k].empty()) {
                    finder.add(batch.id[k], batch.content[k], batch.ordinal[k]);
                }
            }
            pass.reached(piece.rows.progress);
        });
    return DuplicateFilter(finder.finish());
}

struct PlacedRow {
    Placement placement;
    unsigned families = 0;
    bool area_only = false;  ///< known to its municipality, not to a place in it
};

/// A piece of the layer and where its rows lie.
struct PlacedPiece {
    layer::IncidentPiece read;
    std::vector<std::int64_t> outside;     ///< lines of plain rows in no municipality; the others are counted already
    std::vector<PlacedRow> batch;          ///< of read.batch
    std::vector<layer::KeyMatch> matches;  ///< of read.batch: what keys were found to be
};

/// Where rows go, for all lanes.
class Placing {
public:
    Placing(const Placer& placer, const layer::Gazetteer& gazetteer, layer::KeyedBy by, unsigned lanes, const FamiliesReaching& families)
        : placer_(placer), families_(families), by_(by), keys_(lanes, layer::KeyMemo(gazetteer, by)) {}

    void place(PlacedPiece& piece, unsigned lane) {
        const layer::IncidentBatch& batch = piece.read.batch;
        piece.batch.resize(batch.size());
        piece.matches.resize(batch.size());
        for (std::size_t k = 0; k < batch.size(); ++k) {
            if (by_ == layer::KeyedBy::department) {
                piece.batch[k] = {placed_by_department(batch.key(k), keys_[lane], piece.matches[k]), 0};
                continue;
            }
            piece.batch[k] = served(placer_.place(batch.position[k], batch.key(k), keys_[lane], piece.matches[k]), batch.position[k]);
            piece.batch[k].area_only = batch.area_only[k] != 0;
        }
    }

private:
    PlacedRow served(Placement placement, LonLat position) const {
        const bool by_position = placement.how == Placed::located || placement.how == Placed::snapped;
        return {placement, by_position && families_ ? families_(position, placement.municipality) : 0};
    }

    const Placer& placer_;
    const FamiliesReaching& families_;
    layer::KeyedBy by_;
    std::vector<layer::KeyMemo> keys_;  ///< by lane
};

Tally empty_tally(std::string layer, std::string incident_class, std::size_t municipalities) {
    Tally tally;
    tally.layer = std::move(layer);
    tally.incident_class = std::move(incident_class);
    tally.weight.assign(municipalities, 0);
    tally.located.assign(municipalities, 0);
    tally.by_families.assign(municipalities, {});
    tally.has_row.assign(municipalities, 0);
    return tally;
}

void count(Tally& tally, const PlacedRow& row, std::int64_t weight) {
    const auto m = static_cast<std::size_t>(row.placement.municipality);
    tally.weight[m] += weight;
    tally.has_row[m] = 1;
    if (row.placement.how != Placed::by_key && !row.area_only) {
        tally.located[m] += weight;
        tally.by_families[m][row.families] += weight;
    }
}

}  // namespace

std::vector<Tally> tally_incidents(layer::IncidentStream& stream, const Placer& placer, const layer::Gazetteer& gazetteer, layer::KeyedBy by, std::size_t units, const geo::Box& extent, const FamiliesReaching& families,
                                   Ledger& ledger, unsigned threads, Progress& progress) {
    constexpr std::int64_t steps = 1000;
    progress.stage(ledger.layer, steps);
    const std::int64_t first_pass = stream.has_ids() ? steps / 2 : 0;
    DuplicateFilter duplicates;
    if (stream.has_ids()) {
        duplicates = find_duplicates(stream, threads, progress, Pass(progress, 0, first_pass));
    }
    const Pass pass(progress, first_pass, steps);

    std::vector<Tally> tallies;
    SwapWatch swap_watch(extent);
    Placing placing(placer, gazetteer, by, std::max(threads, 1u), families);
    layer::KeyTally key_tally(by);
    layer::IncidentLanes lanes(stream, threads);
    std::vector<PlainCounter> counters(std::max(threads, 1u), PlainCounter(placer, families, units, extent));
    const auto settle = [&](PlacedPiece& piece) {
        progress.check_interrupted();
        lanes.settle(piece.read, ledger);
        while (tallies.size() < stream.classes().size()) {
            tallies.push_back(empty_tally(ledger.layer, stream.classes()[tallies.size()], units));
        }
        for (const std::int64_t line : piece.outside) count_placement(ledger, Placed::outside, line, {});
        const layer::IncidentBatch& batch = piece.read.batch;
        for (std::size_t k = 0; k < batch.size(); ++k) {
            const PlacedRow& placed = piece.batch[k];
            swap_watch.add(batch.position[k]);
            if (duplicates.duplicate(batch.ordinal[k])) {
                ++ledger.duplicates;
                ledger.left_out.push_back({batch.row[k], stream.id_column(), ErrorCode::row_duplicate, text::clip(batch.id[k], 80)});
            } else if (duplicates.conflict(batch.ordinal[k])) {
                ledger.reject({batch.row[k], stream.id_column(), ErrorCode::duplicate_conflict, text::clip(batch.id[k], 80)});
            } else {
                count_placement(ledger, placed.placement.how, batch.row[k], batch.key(k));
                if (asked(placed.placement.how)) key_tally.add(batch.key(k), piece.matches[k], batch.row[k]);
                if (placed.placement.municipality != nowhere) {
                    count(tallies[batch.incident_class[k]], placed, batch.weight[k]);
                }
            }
        }
        ledger.spill_left_out(left_out_in_memory);
        pass.reached(piece.read.rows.progress);
    };
    parallel_stream<PlacedPiece>(
        threads, [&](PlacedPiece& piece) { return lanes.next(piece.read); },
        [&](PlacedPiece& piece, unsigned lane) {
            piece.outside.clear();
            counters[lane].begin(piece.outside);
            lanes.read(piece.read, lane, counters[lane]);
            placing.place(piece, lane);
        },
        settle);
    for (unsigned lane = 0; lane < counters.size(); ++lane) counters[lane].add_to(tallies, lanes, lane, ledger, swap_watch);
    key_tally.finish(gazetteer, ledger);
    lanes.finish(ledger);
    if (!stream.coordinates_as_written()) {
        require_not_swapped(swap_watch, ledger.source);
    }
    note_misplaced(swap_watch, stream.language(), ledger.notes);
    ledger.sort_left_out();
    require_whole(ledger);
    return tallies;
}

}  // namespace presencia::join
