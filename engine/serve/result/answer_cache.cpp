// SPDX-License-Identifier: Apache-2.0
#include "serve/result/answer_cache.hpp"

namespace presencia::serve {

std::optional<Response> AnswerCache::find(const std::string& key) {
    const std::lock_guard lock(guard_);
    const auto at = by_key_.find(key);
    if (at == by_key_.end()) return std::nullopt;
    entries_.splice(entries_.begin(), entries_, at->second);
    return at->second->response;
}

void AnswerCache::keep(const std::string& key, const Response& response) {
    constexpr std::size_t overhead = 512;
    const std::size_t bytes = overhead + 2 * key.size() + response.body.length + response.gzipped.length;
    if (bytes > most_ / 8 || response.body.file) return;
    const std::lock_guard lock(guard_);
    if (by_key_.count(key) != 0) return;
    entries_.push_front({key, response, bytes});
    by_key_.emplace(key, entries_.begin());
    held_ += bytes;
    while (held_ > most_) {
        held_ -= entries_.back().bytes;
        by_key_.erase(entries_.back().key);
        entries_.pop_back();
    }
}

}  // namespace presencia::serve
