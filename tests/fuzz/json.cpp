// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "source/json_machine.hpp"
#include "tests/fuzz/target.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <string>

using namespace presencia;
using namespace presencia::source;

namespace {

struct Balance : JsonEvents {
    std::int64_t values = 0, ends = 0, opened = 0;
    unsigned deepest = 0;

    void on_key(unsigned depth, std::string_view key) override {
        deepest = std::max(deepest, depth);
        fuzz::hold(key.size() <= JsonMachine::longest_text, "keys are cut");
    }
    void on_value(unsigned depth, char first) override {
        ++values;
        deepest = std::max(deepest, depth);
        opened += first == '{' || first == '[';
    }
    void on_text(unsigned, std::string_view text) override { fuzz::hold(text.size() <= JsonMachine::longest_text, "texts are cut"); }
    void on_end(unsigned) override { ++ends; }
};

/// Values met, or nothing where the text is refused.
std::optional<std::int64_t> values_met(std::string_view text, std::size_t block) {
    Balance events;
    JsonMachine machine("fuzz.json", events);
    try {
        for (std::size_t at = 0; at < text.size(); at += block) machine.take(text.substr(at, block));
        machine.finish();
    } catch (const Error&) {
        fuzz::hold(events.deepest <= JsonMachine::deepest, "depth is bounded");
        return std::nullopt;
    }
    fuzz::hold(events.opened == events.ends, "what opens ends");
    return events.values;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const std::size_t block = size > 0 ? 1 + data[size - 1] % 13 : 1;
    const std::optional<std::int64_t> whole = values_met(text, size + 1);
    fuzz::hold(whole == values_met(text, block), "the answer does not depend on where blocks end");
    // Another library's reading of RFC 8259: one object that it takes and that is not deep is taken here, too.
    const nlohmann::json tree = nlohmann::json::parse(text, nullptr, false);
    // It passes over a byte order mark, and takes a NUL byte for the end of its input: neither is JSON.
    const bool marked = text.starts_with("\xEF\xBB\xBF") || text.find('\0') != std::string_view::npos;
    if (!tree.is_discarded() && tree.is_object() && !marked && !whole) {
        fuzz::hold(std::count(text.begin(), text.end(), '[') + std::count(text.begin(), text.end(), '{') > JsonMachine::deepest, "a document that another parser takes is taken");
    }
    return 0;
}
