// SPDX-License-Identifier: Apache-2.0
#include "layer/fingerprint.hpp"

#include <cstring>
#include <string_view>

namespace presencia::layer {

namespace {

__extension__ using Wide = unsigned __int128;

// Odd constants with as many ones as zeros (wyhash's).
constexpr std::uint64_t salt_a = 0xa0761d6478bd642fULL;
constexpr std::uint64_t salt_b = 0xe7037ed1a0b428dbULL;

std::uint64_t fold_product(std::uint64_t a, std::uint64_t b) {
    const Wide product = static_cast<Wide>(a) * b;
    return static_cast<std::uint64_t>(product) ^ static_cast<std::uint64_t>(product >> 64);
}

std::uint64_t mix(std::uint64_t state, std::string_view bytes) {
    // The length goes in first: "ab","c" and "a","bc" are different rows.
    state = fold_product(state ^ salt_a, static_cast<std::uint64_t>(bytes.size()) ^ salt_b);
    while (bytes.size() >= 8) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), 8);
        state = fold_product(state ^ salt_b, word ^ salt_a);
        bytes.remove_prefix(8);
    }
    if (!bytes.empty()) {
        std::uint64_t word = 0;
        std::memcpy(&word, bytes.data(), bytes.size());
        state = fold_product(state ^ salt_b, word ^ salt_a);
    }
    return state;
}

}  // namespace

std::uint64_t row_fingerprint(const source::RowBatch& batch, std::size_t row) {
    std::uint64_t state = salt_a;
    for (const auto& column : batch.cells) {
        state = mix(state, column[row]);
    }
    if (!batch.wkb.empty()) {
        state = mix(state, batch.wkb[row]);
    }
    return fold_product(state, salt_b);
}

}  // namespace presencia::layer
