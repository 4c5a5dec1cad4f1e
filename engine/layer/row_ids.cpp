// SPDX-License-Identifier: Apache-2.0
#include "layer/row_ids.hpp"

#include "layer/fingerprint.hpp"

#include <cstdint>
#include <unordered_map>

namespace presencia::layer {

BoundRole bind_id(const RoleBinder& binder, const study::Role& role, const source::RowBatch& sample) {
    constexpr std::size_t one_in = 20;  // conflicts beyond 5 % are no accidents
    std::vector<Guess>& guesses = binder.context().guesses;
    const std::size_t before = guesses.size();
    BoundRole bound = binder.bind("id", role);
    if (!bound.guessed()) {
        return bound;
    }
    std::unordered_map<std::string, std::uint64_t> seen;
    std::size_t conflicts = 0;
    for (std::size_t row = 0; row < sample.size(); ++row) {
        const std::string_view id = bound.text(sample, row);
        if (id.empty()) continue;
        const std::uint64_t content = row_fingerprint(sample, row);
        const auto [at, fresh] = seen.try_emplace(std::string(id), content);
        conflicts += !fresh && at->second != content ? 1 : 0;
    }
    if (conflicts * one_in > sample.size()) {
        guesses.resize(before);
        return {};
    }
    return bound;
}

}  // namespace presencia::layer
