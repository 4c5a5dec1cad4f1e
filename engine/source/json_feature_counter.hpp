// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/json_machine.hpp"
#include "source/json_scan.hpp"

#include <array>
#include <string>
#include <string_view>

namespace presencia::source {

/// Knows where in a document GeoJSON and TopoJSON keep their features and their reference systems:
///   {"features": [F, ...], "crs": {"type": ..., "properties": {"name": ...}}}
///   {"objects": {NAME: {"geometries": [G, ...]}}}
class FeatureCounter final : public JsonEvents {
public:
    const JsonSummary& summary() const noexcept { return summary_; }
    JsonSummary& summary() noexcept { return summary_; }
    /// Levels of arrays and objects within "properties", that of the properties themselves not counted: a table has none, a record of records a few.
    static constexpr unsigned deepest_property = 8;
    /// Whether a property was nested more deeply than that.
    bool property_too_deep() const noexcept { return too_deep_; }
    /// Whether the next value is an element of a list of features.
    bool in_list() const noexcept { return counting_; }

    void on_key(unsigned depth, std::string_view key) override;
    void on_value(unsigned depth, char first) override;
    void on_text(unsigned depth, std::string_view text) override;
    void on_end(unsigned depth) override;

private:
    bool within_properties(unsigned depth) const;
    void check_property(unsigned depth);
    void start_list(unsigned depth, std::string object);

    JsonSummary summary_;
    std::array<std::string, JsonMachine::deepest + 2> keys_;  ///< the latest key of each level
    std::string object_;                                      ///< as written
    bool counting_ = false;
    bool too_deep_ = false;
    unsigned list_depth_ = 0;
    bool in_crs_ = false;
    unsigned crs_depth_ = 0;
    JsonCrs crs_;
};

}  // namespace presencia::source
