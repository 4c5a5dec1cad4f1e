// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/progress.hpp"
#include "emit/lettering/font_files.hpp"
#include "emit/published.hpp"
#include "study/permissions.hpp"

#include <nlohmann/json_fwd.hpp>

#include <filesystem>
#include <string>
#include <vector>

namespace presencia {

struct RunOptions {
    std::filesystem::path study;    ///< the study file
    std::filesystem::path output;   ///< the result directory
    bool overwrite = false;
    unsigned threads = 1;
    bool with_points = false;       ///< restricted only: rejected rows keep their coordinates
    std::filesystem::path data;     ///< where layers/ and styles/ are
    emit::FontFiles fonts{};        ///< of names on maps
    study::Permissions allowed{};   ///< what the study may read beyond its folder
};

/// What a finished run tells the command line.
struct RunReport {
    Language language = Language::es;
    std::string headline;                ///< several lines, ready to print
    std::vector<std::string> notes;      ///< what a reader must know, worst first
    std::vector<layer::Guess> guesses;
    std::vector<Ledger> ledgers;         ///< without the rows left out
    std::vector<std::string> outputs;    ///< files written, relative to the output
    bool too_many_rejects = false;       ///< exit status 6
    double reject_share = 0.0;           ///< of the worst layer
    std::string worst_layer;
};

/// The main job: study, source, layer, join, need, reach, gap, emit. Reads like the diagram in engine/README.md. The output directory appears whole at the end, or stays as it was.
RunReport run(const RunOptions& options, Progress& progress);

/// Reads everything and writes nothing: every problem that can be found without stopping at the first. `output` is not looked at.
struct CheckReport {
    Language language = Language::es;
    std::vector<Error> problems;         ///< what would stop a run
    std::vector<std::string> notes;
    std::vector<layer::Guess> guesses;
    std::vector<Ledger> ledgers;         ///< with every row left out and why
    std::vector<Ledger> partial;         ///< where a problem stands in the way: books of layers that were read but not joined, which do not balance
    study::Profile profile = study::Profile::public_;
};
CheckReport check(const RunOptions& options, Progress& progress);
/// The same of a study that was read already; `options.study` is not looked at.
CheckReport check(const study::Study& study, const RunOptions& options, Progress& progress);

}  // namespace presencia
