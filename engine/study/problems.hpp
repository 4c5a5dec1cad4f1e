// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string>
#include <vector>

namespace presencia::study {

/// What is wrong with one study file, gathered so that a person can mend it all in one go.
class Problems {
public:
    /// `shown_file` is the study file as the user named it.
    explicit Problems(std::string shown_file);

    /// `line` is 1-based, `key` the path of a key such as "incidents[0].source".
    void add(ErrorCode code, int line, std::string key, std::string detail, std::string hint = {});
    /// All of them by line; those of one line in the order in which they were found.
    std::vector<Error> take();

private:
    std::string file_;
    std::vector<Error> list_;
};

}  // namespace presencia::study
