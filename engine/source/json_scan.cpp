// SPDX-License-Identifier: Apache-2.0
#include "source/json_scan.hpp"

#include "source/json_machine.hpp"
#include "source/text_encoding.hpp"

#include <array>
#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

constexpr std::size_t block_bytes = 256 * 1024;

/// Knows where in a document GeoJSON and TopoJSON keep their features and their reference system:
///   {"features": [F, ...], "crs": {"type": ..., "properties": {"name": ...}}}
///   {"objects": {NAME: {"geometries": [G, ...]}}}
class FeatureCounter final : public JsonEvents {
public:
    JsonSummary& summary() { return summary_; }

    void on_key(unsigned depth, std::string_view key) override {
        if (depth < keys_.size()) {
            keys_[depth] = key;
        }
    }

    void on_value(unsigned depth, char first) override {
        if (counting_ && depth == list_depth_) {
            ++summary_.lists.back().count;
        } else if (counting_ && depth == list_depth_ + 1 && list_depth_ == topojson_depth && first == 'n' && keys_[depth] == "type") {
            summary_.lists.back().absent.push_back(summary_.lists.back().count);
        } else if (first == '[' && depth == 1 && keys_[1] == "features") {
            start_list(geojson_depth, {});
        } else if (first == '[' && depth == 3 && keys_[1] == "objects" && keys_[3] == "geometries") {
            start_list(topojson_depth, keys_[2]);
        } else if (first == '{' && depth == 1 && keys_[1] == "crs") {
            summary_.crs.emplace();
        }
    }

    void on_text(unsigned depth, std::string_view text) override {
        if (!summary_.crs || keys_[1] != "crs") {
            return;
        }
        if (depth == 2 && keys_[2] == "type") {
            summary_.crs->type = text;
        } else if (depth == 3 && keys_[2] == "properties" && keys_[3] == "name") {
            summary_.crs->name = text;
        }
    }

    void on_end(unsigned depth) override { counting_ = counting_ && depth >= list_depth_; }

private:
    void start_list(unsigned depth, std::string object) {
        counting_ = true;
        list_depth_ = depth;
        summary_.lists.push_back({std::move(object), 0, {}});
    }

    static constexpr unsigned geojson_depth = 2;   ///< of the elements of "features"
    static constexpr unsigned topojson_depth = 4;  ///< of the elements of "geometries"
    JsonSummary summary_;
    std::array<std::string, 6> keys_;  ///< the latest key of each level
    bool counting_ = false;
    unsigned list_depth_ = 0;
};

}  // namespace

JsonSummary scan_json(const InputFile& file) {
    std::vector<char> block(block_bytes);
    FeatureCounter counter;
    JsonMachine machine(file.shown_name(), counter);
    for (std::uint64_t offset = 0;;) {
        const std::size_t got = file.read_at(offset, block.data(), block.size());
        std::string_view bytes(block.data(), got);
        if (offset == 0) {
            bytes.remove_prefix(check_byte_order(bytes, file.shown_name()));
        }
        machine.take(bytes);
        offset += got;
        if (got < block.size()) {
            break;
        }
    }
    machine.finish();
    counter.summary().documents = machine.documents();
    return counter.summary();
}

}  // namespace presencia::source
