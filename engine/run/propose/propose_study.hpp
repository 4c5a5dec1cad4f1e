// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/ledger.hpp"
#include "core/progress.hpp"
#include "layer/dialects.hpp"
#include "run/propose/file_kind.hpp"
#include "run/propose/said.hpp"
#include "study/study.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace presencia::propose {

struct ProposeOptions {
    std::vector<std::filesystem::path> files;
    std::filesystem::path study;  ///< where the study will stand: its paths are relative to that folder
    std::filesystem::path data;   ///< where layers/ is
    Language language = Language::es;
    std::vector<Said> said;       ///< the user's word on one file or another
    std::string country;          ///< of boundaries that do not say theirs; "": looked for
    Date from, to;                ///< undefined: from the incidents' dates
    unsigned threads = 1;
};

/// What became of one file, or of one layer of it.
struct ProposedFile {
    std::string shown, layer;
    FileKind kind = FileKind::unknown;
    std::string evidence;  ///< why it was taken for that
    std::string use;       ///< where it stands in the study, or why nowhere
    bool used = false;
};

/// Something that only the user can know. The study holds the answers as comments.
struct Question {
    std::string file, layer, text;
    std::vector<std::string> answers;  ///< as the study would say them
    std::string flag;                  ///< how the command line would say one of them
    bool stops = false;                ///< the study does not run before it is answered
};

/// Why a run would reject rows of a layer. `column` is that of the rows, `row` the first of them.
struct RejectReason {
    ErrorCode code = ErrorCode::internal;
    std::string column;
    std::int64_t rows = 0, row = 0;
    std::string text, hint;  ///< the reason in words, and what to do
    std::string flag;        ///< the option of init that would help; "" where none does
};

/// A layer of which a run would reject more rows than the study allows.
struct RejectDoubt {
    std::string file;   ///< with its layer behind it, where it has several
    std::string layer;  ///< as the ledger calls it
    std::int64_t rejected = 0, read = 0;
    std::vector<RejectReason> reasons;  ///< the main ones, most rows first
    std::string leave_out;              ///< the option that leaves the file, or the layer, out of the study
};

struct Proposal {
    std::string text;  ///< the study file; "" where there is none
    std::vector<ProposedFile> files;
    std::vector<Question> questions;
    std::vector<std::string> assumed;
    std::vector<layer::Guess> guesses;
    std::vector<Ledger> ledgers;   ///< what a run would make of every row, where it runs
    std::vector<std::string> roots;  ///< folders outside the study's own that hold its files: a run must be allowed them
    bool runs = false;             ///< tried: reading, joining and the rule went through
    std::vector<RejectDoubt> too_many_rejects;  ///< where a run would end with 6: the layers, in the order of the ledger
    double max_reject_share = 0.0;              ///< that the study allows
    std::optional<Error> refusal;  ///< why there is no study: what is missing
};

/// Looks at every file, decides what it is, writes a study that uses all that can be used, and tries it on the files. Throws what opening a file throws; interrupted.
Proposal propose_study(const ProposeOptions& options, Progress& progress);

}  // namespace presencia::propose
