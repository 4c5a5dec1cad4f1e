// SPDX-License-Identifier: Apache-2.0
#include "source/json_feature_counter.hpp"

#include <algorithm>
#include <charconv>
#include <utility>

namespace presencia::source {
namespace {

constexpr unsigned geojson_depth = 2;   // of the elements of "features"
constexpr unsigned topojson_depth = 4;  // of the elements of "geometries"
constexpr unsigned object_depth = 2;    // of the names of TopoJSON's objects
constexpr std::size_t most_crs = 8;

/// ASCII letters in lower case, escapes of ASCII resolved: the parser behind us takes "\\u0043RS" for "crs".
std::string plain_key(std::string_view written) {
    std::string key;
    for (std::size_t i = 0; i < written.size(); ++i) {
        char c = written[i];
        if (c == '\\' && written.substr(i).starts_with("\\u00") && i + 6 <= written.size()) {
            unsigned code = 0;
            std::from_chars(written.data() + i + 4, written.data() + i + 6, code, 16);
            c = static_cast<char>(code);
            i += 5;
        }
        key += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return key;
}

}  // namespace

void FeatureCounter::on_key(unsigned depth, std::string_view key) {
    keys_[depth] = plain_key(key);
    if (depth == object_depth) {
        object_ = key;
    }
}

void FeatureCounter::on_value(unsigned depth, char first) {
    if (first == '{' || first == '[') {
        keys_[depth + 1].clear();
        if (depth > deepest_property) check_property(depth);
    }
    if (counting_ && depth == list_depth_) {
        ++summary_.lists.back().count;
    } else if (counting_ && list_depth_ == topojson_depth && depth == list_depth_ + 1 && first == 'n' &&
               keys_[depth] == "type") {
        summary_.lists.back().absent.push_back(summary_.lists.back().count);
    } else if (first == '[' && depth == 1 && keys_[1] == "features") {
        start_list(geojson_depth, {});
    } else if (first == '[' && depth == 1 && keys_[1] == "elements") {
        summary_.overpass = true;
    } else if (first == '[' && depth == 3 && keys_[1] == "objects" && keys_[3] == "geometries") {
        start_list(topojson_depth, object_);
    }
    if (first == '{' && !in_crs_ && keys_[depth] == "crs" && !within_properties(depth)) {
        in_crs_ = true;
        crs_depth_ = depth;
        crs_ = {};
    }
}

void FeatureCounter::on_text(unsigned depth, std::string_view text) {
    if (!in_crs_) {
        return;
    }
    if (depth == crs_depth_ + 1 && keys_[depth] == "type") {
        crs_.type = plain_key(text);
    } else if (depth == crs_depth_ + 2 && keys_[depth - 1] == "properties" && keys_[depth] == "name") {
        crs_.name = text;
    }
}

void FeatureCounter::on_end(unsigned depth) {
    counting_ = counting_ && depth >= list_depth_;
    if (in_crs_ && depth == crs_depth_) {
        in_crs_ = false;
        auto& known = summary_.crs;
        // Some writers repeat it in every geometry; more than a few different ones are refused anyway.
        if (known.size() < most_crs && std::find(known.begin(), known.end(), crs_) == known.end()) {
            known.push_back(crs_);
        }
    }
}

/// What the user's own attributes are called is no business of ours.
bool FeatureCounter::within_properties(unsigned depth) const {
    return std::find(keys_.begin(), keys_.begin() + depth, "properties") != keys_.begin() + depth;
}

void FeatureCounter::check_property(unsigned depth) {
    const auto root = std::find(keys_.begin(), keys_.begin() + depth, "properties");
    too_deep_ = too_deep_ || keys_.begin() + depth - root > static_cast<std::ptrdiff_t>(deepest_property);
}

void FeatureCounter::start_list(unsigned depth, std::string object) {
    counting_ = true;
    list_depth_ = depth;
    summary_.lists.push_back({std::move(object), 0, {}});
}

}  // namespace presencia::source
