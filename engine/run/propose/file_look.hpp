// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/dialects.hpp"
#include "layer/undecided.hpp"
#include "source/input_file.hpp"
#include "study/study.hpp"

#include <array>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace presencia::propose {

/// What a file looks like when it is opened as one kind of layer: known layouts differ by kind, and so may its columns.
struct Sight {
    std::vector<std::string> columns;
    std::map<std::string, std::string, std::less<>> roles;  ///< role of the kind -> the column that the dialects know
    bool year_is_likely = false;                            ///< the column of years is only called much like one: "Periodo"
    std::string layout;                                     ///< the known source that the columns give away; "" where none
    std::map<std::string, std::string, std::less<>> constants;  ///< what that source says of every row: role -> our word
    std::vector<std::string> other_headers;                 ///< of tables below the one that is read: what `header` would be to read them
    std::vector<std::vector<std::string>> cells;            ///< [column][row] of the sample
    std::size_t rows = 0;                                   ///< of the sample
    std::size_t areas = 0, points = 0;                      ///< geometries of the sample
    std::optional<Error> fault;                             ///< why it could not be opened
    std::optional<layer::Undecided> question;               ///< the same, where the user's word on how the file is written would open it

    /// Whether a column plays the role, or the known source says it of every row.
    bool has(std::string_view role) const { return roles.contains(role) || constants.contains(role); }
    /// Whether rows have a place: geometries, two columns of coordinates, or one of pairs.
    bool placed() const { return points * 2 > rows || (has("x") && has("y")) || has("xy"); }
    /// The sample of a role's column; nothing where no column plays it.
    const std::vector<std::string>* cells_of(std::string_view role) const;
    const std::vector<std::string>* cells_of_column(std::string_view column) const;
};

/// One file, or one layer of a file with several, seen as each kind of layer.
struct FileLook {
    study::Source source;  ///< `shown` is relative to the folder of the study to be
    bool raster = false;
    Sight municipalities, incidents, sites, population;
    std::vector<std::string> columns;  ///< of a table: as they stand in the file, before any is unfolded
    std::string titles;           ///< of a table: what stands above its header; "" for nothing
    bool tells_families = false;  ///< of a known source of sites: a column of families, tags or sectors says whom each row serves
    std::string named;            ///< how `--set` names the file: no other of those given
    std::shared_ptr<const source::InputFile> opened;  ///< a CSV, for as long as it is looked at; null: for another format, or afterwards
    std::vector<layer::Undecided> open;  ///< questions about how it is written: the look takes the first value of each for the answer

    /// What people call it, and messages about its rows: the file, and behind it the layer of one with several.
    std::string label() const;
    /// The first reason why nothing could be seen; nothing where something could.
    std::optional<Error> fault() const;
};

/// "homicidios.xlsx (Hoja1)": a file, and behind it the layer; without one the file alone.
std::string label_of(const std::string& shown, const std::string& layer);

/// The layers or sheets of a file of a format that has such; none for a table of text or a raster. Throws what opening a file throws (file_missing, file_name_refused, ...).
std::vector<std::string> layers_of(const study::Source& source);

/// Opens one layer of a file, or the whole of a file that has but one, as each kind of layer and reads a sample of it. `source`: its path, and what the user says of how it is written. That it cannot
/// be read as one kind is kept in its Sight; so is, in all of them, that it cannot be opened at all. Throws interrupted.
FileLook look_at(const study::Source& source, const study::Study& study, const layer::Dialects& dialects);
/// The look at a file that could not even be opened, and why.
FileLook no_look(const study::Source& source, const Error& fault);

/// Looks again as if `value` were the answer to `question`, which is open still.
FileLook look_past(const FileLook& before, const layer::Undecided& question, const std::string& value, const study::Study& study, const layer::Dialects& dialects);

}  // namespace presencia::propose
