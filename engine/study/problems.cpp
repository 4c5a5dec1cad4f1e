// SPDX-License-Identifier: Apache-2.0
#include "study/problems.hpp"

#include <algorithm>
#include <utility>

namespace presencia::study {

Problems::Problems(std::string shown_file, Language language) : file_(std::move(shown_file)), language_(language) {}

void Problems::add(ErrorCode code, int line, std::string key, const Text& detail, const Text& hint) {
    list_.emplace_back(code, presencia::Where{file_, line, std::move(key)}, detail.in(language_), hint.in(language_));
}

std::vector<Error> Problems::take() {
    std::stable_sort(list_.begin(), list_.end(),
                     [](const Error& a, const Error& b) { return a.where().row < b.where().row; });
    return std::move(list_);
}

}  // namespace presencia::study
