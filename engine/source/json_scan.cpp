// SPDX-License-Identifier: Apache-2.0
#include "source/json_scan.hpp"

#include "core/error.hpp"
#include "source/json_feature_counter.hpp"
#include "source/text_encoding.hpp"

#include <string>
#include <string_view>

namespace presencia::source {
namespace {

constexpr std::size_t scan_bytes = 256 * 1024;

}  // namespace

JsonSummary scan_json(const InputFile& file) {
    std::vector<char> block(scan_bytes);
    FeatureCounter counter;
    JsonMachine machine(file.shown_name(), counter);
    for (std::uint64_t offset = 0;;) {
        const std::size_t got = file.read_at(offset, block.data(), block.size());
        std::string_view bytes(block.data(), got);
        if (offset == 0) {
            bytes.remove_prefix(check_byte_order(bytes, file.shown_name()));
        }
        machine.take(bytes);
        if (counter.property_too_deep()) {
            throw Error(ErrorCode::file_too_nested, {.file = file.shown_name()}, "properties > " + std::to_string(FeatureCounter::deepest_property));
        }
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
