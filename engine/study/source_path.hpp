// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "study/section.hpp"
#include "study/study.hpp"

#include <filesystem>

namespace presencia::study {

/// Resolves `source.shown`, the value of `key`, against the study's folder, and reports what is no plain file of this
/// machine: file_name_refused, file_missing (with the nearest name of that folder), file_not_regular, file_unreadable;
/// and what lies outside the study's folder and the roots that are allowed once links are followed: file_outside.
void resolve_source(const Section& section, std::string_view key, Source& source, const InputFolder& folder);

}  // namespace presencia::study
