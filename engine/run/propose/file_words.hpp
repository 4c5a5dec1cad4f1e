// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/language.hpp"
#include "layer/dialects.hpp"

#include <optional>
#include <string>

namespace presencia::propose {

/// What the name of a file says of what is in it, in the words of the dialects: "homicidios_hnd_2013.csv", "puestos de policía.xlsx"; and the titles above its header where the name does not.
struct FileWords {
    struct Said {
        std::string value, word;
        bool in_title = false;
        /// "the file's name says "policía""
        std::string why(Language language) const;
    };
    std::optional<Said> family;          ///< "law_enforcement"
    std::optional<Said> incident_class;  ///< "0101"
    std::optional<Said> country;         ///< "HND"
    std::optional<Said> people;          ///< a word of files of people by municipality
    std::optional<int> year;
    bool year_in_title = false;
};

/// Looks at one to four words in a row, each as it is and in the singular; longer runs first.
FileWords words_of(const std::string& file_name, const std::string& titles, const layer::Dialects& dialects);

}  // namespace presencia::propose
