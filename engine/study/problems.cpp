// SPDX-License-Identifier: Apache-2.0
#include "study/problems.hpp"

#include <algorithm>
#include <utility>

namespace presencia::study {

Problems::Problems(std::string shown_file) : file_(std::move(shown_file)) {}

void Problems::add(ErrorCode code, int line, std::string key, std::string detail, std::string hint) {
    list_.emplace_back(code, presencia::Where{file_, line, std::move(key)}, std::move(detail), std::move(hint));
}

std::vector<Error> Problems::take() {
    std::stable_sort(list_.begin(), list_.end(), [](const Error& a, const Error& b) { return a.where().row < b.where().row; });
    return std::move(list_);
}

}  // namespace presencia::study
