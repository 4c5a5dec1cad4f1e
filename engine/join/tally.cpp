// SPDX-License-Identifier: Apache-2.0
#include "join/tally.hpp"

#include "core/parallel.hpp"
#include "core/text.hpp"
#include "join/duplicates.hpp"

#include <algorithm>

namespace presencia::join {

namespace {

constexpr std::size_t chunk_rows = 4096;
constexpr std::size_t left_out_in_memory = 100'000;  // rows, some 10 MB

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

DuplicateFilter find_duplicates(layer::IncidentStream& stream, Progress& progress) {
    if (!stream.has_ids()) {
        return {};
    }
    DuplicateFinder finder;
    Ledger scratch;  // the counting pass keeps the books
    stream.read(
        scratch,
        [&](const layer::IncidentBatch& batch) {
            progress.check_interrupted();
            scratch.left_out.clear();
            for (std::size_t k = 0; k < batch.size(); ++k) {
                if (!batch.id[k].empty()) {
                    finder.add(batch.id[k], batch.content[k], batch.ordinal[k]);
                }
            }
        },
        [&](double share) { progress.advance(static_cast<std::int64_t>(share * 500)); });
    return DuplicateFilter(finder.finish());
}

struct PlacedRow {
    Placement placement;
    unsigned families = 0;
};

void place_batch(const layer::IncidentBatch& batch, const Placer& placer, const FamiliesReaching& families, unsigned threads, std::vector<PlacedRow>& out) {
    out.resize(batch.size());
    const std::size_t chunks = (batch.size() + chunk_rows - 1) / chunk_rows;
    parallel_for(chunks, threads, [&](std::size_t chunk, unsigned) {
        const std::size_t end = std::min(batch.size(), (chunk + 1) * chunk_rows);
        for (std::size_t k = chunk * chunk_rows; k < end; ++k) {
            PlacedRow& row = out[k];
            row.placement = placer.place(batch.position[k], batch.country[k], batch.municipality[k]);
            const bool by_position = row.placement.how == Placed::located || row.placement.how == Placed::snapped;
            row.families = by_position ? families(batch.position[k], row.placement.municipality) : 0;
        }
    });
}

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
    if (row.placement.how != Placed::by_key) {
        tally.located[m] += weight;
        tally.by_families[m][row.families] += weight;
    }
}

}  // namespace

std::vector<Tally> tally_incidents(layer::IncidentStream& stream, const Placer& placer, std::size_t municipalities, const geo::Box& extent, const FamiliesReaching& families,
                                   Ledger& ledger, unsigned threads, Progress& progress) {
    progress.stage(ledger.layer, 1000);
    DuplicateFilter duplicates = find_duplicates(stream, progress);
    const std::int64_t done_before = stream.has_ids() ? 500 : 0;

    std::vector<Tally> tallies;
    std::vector<PlacedRow> placed;
    SwapWatch swap_watch(extent);
    const auto take = [&](const layer::IncidentBatch& batch) {
        progress.check_interrupted();
        place_batch(batch, placer, families, threads, placed);
        while (tallies.size() < stream.classes().size()) {
            tallies.push_back(empty_tally(ledger.layer, stream.classes()[tallies.size()], municipalities));
        }
        for (std::size_t k = 0; k < batch.size(); ++k) {
            swap_watch.add(batch.position[k]);
            if (duplicates.duplicate(batch.ordinal[k])) {
                ++ledger.duplicates;
                ledger.left_out.push_back({batch.row[k], stream.id_column(), ErrorCode::row_duplicate, text::clip(batch.id[k], 80)});
            } else if (duplicates.conflict(batch.ordinal[k])) {
                ledger.reject({batch.row[k], stream.id_column(), ErrorCode::duplicate_conflict, text::clip(batch.id[k], 80)});
            } else {
                count_placement(ledger, placed[k].placement.how, batch.row[k], batch.municipality[k]);
                if (placed[k].placement.municipality != nowhere) {
                    count(tallies[batch.incident_class[k]], placed[k], batch.weight[k]);
                }
            }
        }
        ledger.spill_left_out(left_out_in_memory);
    };
    stream.read(ledger, take, [&](double share) {
        progress.advance(done_before + static_cast<std::int64_t>(share * static_cast<double>(1000 - done_before)));
    });
    require_not_swapped(swap_watch, ledger.source);
    ledger.sort_left_out();
    if (!ledger.balanced()) {
        throw Error(ErrorCode::internal, {.file = ledger.source}, "the ledger of layer " + ledger.layer + " does not balance");
    }
    return tallies;
}

}  // namespace presencia::join
