// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "run/propose/file_look.hpp"

#include <filesystem>
#include <string>

namespace presencia::propose {

/// The crosswalk of ours (layers/municipalities/crosswalks below `data`) whose older division four fifths of the sample's rows are keyed by, by code or by name and department; an empty path
/// where there is none. To be asked of a table of which no row finds a municipality of the study.
std::filesystem::path crosswalk_for(const Sight& sight, const std::filesystem::path& data, const study::Study& frame, const layer::Dialects& dialects);

}  // namespace presencia::propose
