// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "drawn.hpp"

namespace presencia::drawn {

/// What one reading of a layer of incidents gave, copied out of its batches.
struct Incidents {
    std::vector<std::int64_t> rows, ordinals, weights;
    std::vector<bool> placed;
    std::vector<std::uint8_t> area_only;
    std::vector<std::string> countries, keys, ids, classes;
    std::vector<std::uint64_t> contents;
    Ledger ledger;
    std::vector<layer::Guess> guesses;
    bool has_ids = false, counts_by_key = false;
};

inline Incidents read(layer::IncidentStream& stream) {
    Incidents out;
    stream.read(
        out.ledger,
        [&](const layer::IncidentBatch& batch) {
            for (std::size_t k = 0; k < batch.size(); ++k) {
                out.rows.push_back(batch.row[k]);
                out.ordinals.push_back(batch.ordinal[k]);
                out.weights.push_back(batch.weight[k]);
                out.placed.push_back(batch.position[k].defined());
                out.area_only.push_back(batch.area_only[k]);
                out.countries.emplace_back(batch.country[k]);
                out.keys.emplace_back(batch.municipality[k]);
                out.ids.emplace_back(batch.id[k]);
                out.classes.push_back(stream.classes().at(batch.incident_class[k]));
                if (stream.has_ids()) out.contents.push_back(batch.content.at(k));
            }
        },
        [](double) {});
    out.guesses = stream.guesses();
    out.has_ids = stream.has_ids();
    out.counts_by_key = stream.counts_by_key();
    return out;
}

/// Reads a layer of the year 2013, by the columns lon, lat, fecha, muni, n as far as `change` leaves them.
inline Incidents incidents(const Folder& folder, const std::string& name, const std::string& text,
                           const std::function<void(study::IncidentSource&)>& change) {
    study::Study study = empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.name = "homicides";
    source.source = folder.write(name, text);
    source.incident_class = constant("0101");
    change(source);
    layer::IncidentStream stream(study, 0, dialects());
    return read(stream);
}

/// Points with a date: lon, lat, fecha.
inline void point_roles(study::IncidentSource& source) {
    source.x = column("lon");
    source.y = column("lat");
    source.date = column("fecha");
}

/// No class for the whole file: it says its own.
inline void no_class(study::IncidentSource& source) {
    source.incident_class = {};
}

/// A layer about which the study says no more than its source.
inline void nothing(study::IncidentSource&) {}

/// What was guessed for a role, with its evidence; "" where nothing was.
inline std::string guess_of(const Incidents& read, const std::string& role) {
    for (const layer::Guess& guess : read.guesses) {
        if (guess.role == role) return guess.value + " | " + guess.evidence;
    }
    return {};
}

}  // namespace presencia::drawn
