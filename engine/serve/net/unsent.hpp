// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/response.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <string>
#include <utility>

namespace presencia::serve {

/// Counts the bytes of answers in memory until the last connection that sends them lets them go: what clients who ask for much and read slowly make us hold. Safe from any thread.
class Unsent {
public:
    /// From now on, until `body` and its copies are gone, its bytes count. Files and empty bodies hold nothing.
    void count(Body& body) {
        if (!body.bytes) return;
        const std::uint64_t size = body.bytes->size();
        *held_ += size;
        const std::string* const text = body.bytes.get();
        body.bytes = std::shared_ptr<const std::string>(text, [kept = std::move(body.bytes), held = held_, size](const std::string*) { *held -= size; });
    }
    std::uint64_t bytes() const { return *held_; }

private:
    using Count = std::atomic<std::uint64_t>;
    std::shared_ptr<Count> held_ = std::make_shared<Count>(0);  ///< shared, for a body may outlive this
};

}  // namespace presencia::serve
