// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "gap/disclosure.hpp"
#include "gap/objectives.hpp"
#include "gap/result.hpp"
#include "layer/guess.hpp"
#include "layer/tables.hpp"

#include <cstdint>
#include <string>
#include <vector>

namespace presencia::emit {

/// A file or database table the run read.
struct InputFile {
    std::string shown;
    std::string sha256;
    std::uintmax_t bytes = 0;
    bool withheld = false;  ///< its digest would let a reader test guesses at what the profile withholds: outputs name the file only
    bool database = false;  ///< has neither bytes nor digest
};

/// Shapes the run makes itself lie on this grid, the last decimal that GeoJSON is written with: about a centimetre.
inline constexpr double degree_step = 1e-7;

/// What a family leaves unreached in one at-risk municipality: its area outside the catchments, or the whole of it (public police).
struct Unreached {
    study::Family family;
    std::size_t municipality;
    geo::MultiPolygon shape;
    bool whole = false;
};

/// A municipality that keeps the rows of an older one that was split into it and others.
struct Division {
    std::string old_code, old_name;
    std::size_t municipality;
    std::vector<std::size_t> also_of;  ///< municipalities that older rows speak of too
};

/// Sentences said in both languages: the report has both.
struct Sentences {
    std::vector<std::string> es, en;

    const std::vector<std::string>& in(Language language) const { return language == Language::es ? es : en; }
};

/// Everything the outputs may show. The result has passed the disclosure stage; sites are those the profile allows.
struct Published {
    const study::Study& study;
    const layer::MunicipalityTable& municipalities;
    const gap::Result& result;
    const gap::DisclosureReport& disclosure;
    std::vector<Ledger> ledgers;
    std::vector<layer::Guess> guesses;
    Sentences assumptions;
    std::vector<layer::Site> sites;        ///< none sensitive unless the profile is restricted
    std::int64_t sites_withheld = 0;
    std::vector<Unreached> unreached;
    std::vector<InputFile> inputs;
    bool too_many_rejects = false;
    Sentences warnings;  ///< what makes a result look right while an input is wrong, worst first; the first notes of the result are the same
    gap::Objectives objectives{};
    std::vector<Division> divisions{};
};

/// The engine's version, as in CMakeLists.txt.
std::string_view engine_version();

}  // namespace presencia::emit
