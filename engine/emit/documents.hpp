// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "emit/published.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

/// The text files of a result directory. Each throws output_unwritable.
namespace presencia::emit {

/// RFC 7946, one feature a municipality, every property of product.md section 5.
void write_municipalities(const std::filesystem::path& file, const Published& published);
/// gaps.csv and gaps.json: municipality x family, ordered by unreached need.
void write_gaps(const std::filesystem::path& directory, const Published& published);
/// Headline, then totals by country, department and family with their denominators and what was left out.
void write_summary(const std::filesystem::path& file, const Published& published);
/// unreached/<family>.geojson for every studied family.
void write_unreached(const std::filesystem::path& directory, const Published& published);
/// rejects/<layer>.csv: every row left out with line, column, code and reason, never a coordinate.
void write_rejects(const std::filesystem::path& directory, const Published& published);
/// Inputs and outputs with SHA-256, engine version, parameters, guesses, ledger and profile. Written last: it lists every file below `directory`.
void write_manifest(const std::filesystem::path& directory, const Published& published, unsigned threads);

/// manifest.json of tiles that were rendered again: the stored study, what there is to say of `surfaces` (null: none were made) and the outputs with SHA-256.
class Store;
void write_tiles_manifest(const std::filesystem::path& directory, const Store& store, const nlohmann::ordered_json& surfaces, unsigned threads);

/// A field of RFC 4180, quoted where it must be.
std::string csv_field(std::string_view text);

}  // namespace presencia::emit
