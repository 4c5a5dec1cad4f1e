// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/gazetteer.hpp"
#include "layer/tables.hpp"
#include "study/study.hpp"

#include <string>
#include <vector>

namespace presencia {

/// What the run took for granted beyond the study file's words, as sentences in its language: default kilometres of reach, zero and no record, own-country rule, pools.
std::vector<std::string> assumptions(const study::Study& study, const layer::SiteTable& sites, const layer::Gazetteer& gazetteer);

}  // namespace presencia
