// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

namespace presencia::layer {

/// What the bytes of a source leave open, so that it is not read, and one key of its table in the study settles.
class Undecided : public Error {
public:
    /// `key`: "encoding"; `values`: what it may be, without quotes, the likelier first.
    Undecided(const Error& error, std::string key, std::vector<std::string> values) : Error(error), key_(std::move(key)), values_(std::move(values)) {}

    const std::string& key() const noexcept { return key_; }
    const std::vector<std::string>& values() const noexcept { return values_; }
    /// The same question with `value` in front.
    Undecided preferring(const std::string& value) const {
        Undecided out = *this;
        const auto at = std::find(out.values_.begin(), out.values_.end(), value);
        if (at != out.values_.end()) std::rotate(out.values_.begin(), at, at + 1);
        return out;
    }

private:
    std::string key_;
    std::vector<std::string> values_;
};

}  // namespace presencia::layer
