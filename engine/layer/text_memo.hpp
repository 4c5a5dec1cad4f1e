// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>

namespace presencia::layer {

/// Remembers what a text was found to be, so that the words a column repeats are worked out once and rows cost no
/// allocation. Bounded: a column of free text does not fill the memory, it only stops being remembered.
template <class Value>
class TextMemo {
public:
    const Value* find(std::string_view text) const {
        const auto found = known_.find(text);
        return found == known_.end() ? nullptr : &found->second;
    }
    void remember(std::string_view text, Value value) {
        if (known_.size() < most) {
            known_.emplace(text, std::move(value));
        }
    }

private:
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view text) const noexcept { return std::hash<std::string_view>{}(text); }
    };
    static constexpr std::size_t most = 8192;
    std::unordered_map<std::string, Value, Hash, std::equal_to<>> known_;
};

}  // namespace presencia::layer
