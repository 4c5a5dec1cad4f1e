// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/response.hpp"

#include <cstddef>
#include <list>
#include <mutex>
#include <optional>
#include <string>
#include <unordered_map>

namespace presencia::serve {

/// Answers that were worked out once, by what was asked; the longest unasked leave when there are too many bytes. A result never changes, so neither do they. Safe from any thread.
class AnswerCache {
public:
    explicit AnswerCache(std::size_t most_bytes) : most_(most_bytes) {}

    std::optional<Response> find(const std::string& key);
    /// Keeps what is in memory and not larger than an eighth of the whole.
    void keep(const std::string& key, const Response& response);

private:
    struct Entry {
        std::string key;
        Response response;
        std::size_t bytes;
    };

    std::mutex guard_;
    std::size_t most_, held_ = 0;
    std::list<Entry> entries_;  ///< the last asked first
    std::unordered_map<std::string, std::list<Entry>::iterator> by_key_;
};

}  // namespace presencia::serve
