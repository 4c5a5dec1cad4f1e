// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <string>
#include <utility>
#include <vector>

namespace presencia::study {

/// One sentence in both languages. Names, numbers and examples of TOML are the same in both: then one text is enough.
struct Text {
    std::string es;
    std::string en;

    Text() = default;
    Text(const char* same) : es(same), en(same) {}
    Text(const std::string& same) : es(same), en(same) {}
    Text(std::string spanish, std::string english) : es(std::move(spanish)), en(std::move(english)) {}
    const std::string& in(Language language) const { return language == Language::es ? es : en; }
};

/// What is wrong with one study file, gathered so that a person can mend it all in one go.
class Problems {
public:
    /// `shown_file` is the study file as the user named it; details and hints are written in `language`.
    Problems(std::string shown_file, Language language);

    /// `line` is 1-based, `key` the path of a key such as "incidents[0].source".
    void add(ErrorCode code, int line, std::string key, const Text& detail, const Text& hint = {});
    /// All of them by line; those of one line in the order in which they were found.
    std::vector<Error> take();

private:
    std::string file_;
    Language language_;
    std::vector<Error> list_;
};

}  // namespace presencia::study
