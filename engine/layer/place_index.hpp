// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "layer/place_codes.hpp"

#include <cstdint>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace presencia::layer {

/// What a row says of its municipality. `municipality` may hold a code or a name, `name` is a name; each "" where the row does not say.
struct PlaceKey {
    std::string_view country, department, municipality, name;
    bool given() const noexcept { return !municipality.empty() || !name.empty(); }
};

/// One unit by which rows are keyed.
struct Place {
    std::string country, code, name, department;
};

/// A level above the municipalities, as far as rows can name it.
struct Department {
    std::string country;
    std::string text;                ///< as the boundaries write it; the known name where they do not and the codes tell
    std::string code;                ///< with which the codes of its municipalities begin; "" where they do not agree
    std::vector<std::int32_t> members;
    bool from_codes = false;         ///< the boundaries name no department: their codes' first digits do
};

/// Answers "which one is meant?" for a list of places, by code and by name within country and department.
class PlaceIndex {
public:
    PlaceIndex(std::vector<Place> places, const PlaceNames& names, bool exact_only);

    struct Found {
        std::int32_t place = -1;
        KeyRule rule = KeyRule::none;
        bool several = false;  ///< none, because several are called so: they are in `candidates`
        std::vector<std::int32_t> candidates;
    };
    /// By code alone; the department only tells apart what several answer to, and where it is another one's no spelling but the literal counts.
    Found by_code(std::string_view country, std::string_view department, std::string_view code) const;
    /// By name. A department that is given and not understood finds nothing; one that is not given finds what only one in the country (in the list, where the country is not given) carries.
    Found by_name(std::string_view country, std::string_view department, std::string_view name) const;
    /// The departments that a text names, under the first rule under which it names any; ascending, several only where the country is not given.
    std::vector<std::int32_t> departments_of(std::string_view country, std::string_view text, KeyRule* rule = nullptr) const;

    /// The places whose names (codes, for a text of digits) are nearest to a text, best first: of the department where it is understood, else of the country, else of all.
    std::vector<std::int32_t> nearest(const PlaceKey& key, std::size_t count) const;

    const std::vector<Place>& places() const noexcept { return places_; }
    const std::vector<Department>& departments() const noexcept { return departments_; }
    /// Index into departments(); -1 where the place has none.
    std::int32_t department_of(std::int32_t place) const { return department_[static_cast<std::size_t>(place)]; }

private:
    struct Spelling {
        std::string folded, spelled, standing, bare;
    };
    struct DepartmentNames {
        std::vector<std::string> names;  ///< spelled
    };
    using Index = std::unordered_map<std::string, std::vector<std::int32_t>>;

    Spelling spell(std::string_view country, std::string_view name) const;
    void add_departments();
    void name_departments();
    std::optional<std::vector<std::int32_t>> scope(std::string_view country, std::string_view department) const;
    std::vector<std::int32_t> within(const std::vector<std::int32_t>& who, std::string_view country, const std::vector<std::int32_t>& departments, bool department_given) const;
    std::vector<std::int32_t> damaged(const Spelling& name) const;

    const PlaceNames& names_;
    bool exact_only_;
    std::vector<Place> places_;
    std::vector<Spelling> spellings_;
    CodeBook codes_;
    Index by_folded_, by_standing_, by_bare_;
    std::vector<std::int32_t> damaged_;  ///< places whose own name has lost letters
    std::vector<Department> departments_;
    std::vector<DepartmentNames> department_names_;
    std::vector<std::int32_t> department_;  ///< of each place
    CodeBook department_codes_;
};

}  // namespace presencia::layer
