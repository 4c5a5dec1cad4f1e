// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace presencia::layer {

/// What is known of how places are written, as data: layers/countries.toml, layers/country_codes.toml, layers/departments.toml and layers/municipalities/aliases.toml.
class PlaceNames {
public:
    /// Prefixes that codes of a country carry.
    struct Country {
        std::string iso3, iso2, m49;  ///< upper case; m49 with its leading zeros, "" where it is not known
    };
    struct Department {
        std::string country, code;
        std::vector<std::string> names;  ///< as a name is compared: spelled()
        std::string shown;               ///< the official one, as people write it
    };

    /// Nothing is known.
    PlaceNames() = default;
    /// Reads the four files below `root`. Throws file_missing, study_syntax.
    explicit PlaceNames(const std::filesystem::path& root);

    const std::vector<Country>& countries() const noexcept { return countries_; }
    const std::vector<Department>& departments() const noexcept { return departments_; }

    /// The country (alpha-3) of a code of ISO 3166-1, alpha-3 or alpha-2 in capitals; nothing where it is assigned to none.
    std::optional<std::string_view> country_of_code(std::string_view code) const;

    /// The country whose letters (or number, where seven digits or more are left over) begin the code, and the code without them; digits that an agency puts before
    /// three letters ("21GTM017013") go too. `code` has capitals and digits only. Nothing where no country does.
    std::optional<std::pair<std::string_view, std::string_view>> without_country(std::string_view code) const;

    /// A folded name with its abbreviations written out ("sta ana" -> "santa ana").
    std::string spelled(std::string_view folded) const;
    /// The one name that stands for all of an alias; `spelled` itself where there is none.
    const std::string& standing(std::string_view country, const std::string& spelled) const;
    /// Without blanks and small words ("san rafael de las flores" -> "sanrafaelflores").
    std::string bare(std::string_view spelled) const;

private:
    void read_countries(const std::filesystem::path& file);
    void read_country_codes(const std::filesystem::path& file);
    void read_departments(const std::filesystem::path& file);
    void read_aliases(const std::filesystem::path& file);

    std::vector<Country> countries_;
    std::map<std::string, std::string, std::less<>> country_codes_;  ///< alpha-2 and alpha-3 -> alpha-3
    std::vector<Department> departments_;
    std::map<std::string, std::string, std::less<>> words_;
    std::vector<std::string> small_words_;  ///< sorted
    std::map<std::pair<std::string, std::string>, std::string> aliases_;  ///< country, spelled -> standing
};

}  // namespace presencia::layer
