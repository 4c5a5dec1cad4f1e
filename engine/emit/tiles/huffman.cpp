// SPDX-License-Identifier: Apache-2.0
#include "emit/tiles/huffman.hpp"

#include <algorithm>
#include <array>

namespace presencia::emit {

namespace {

constexpr unsigned deepest = 15;  // of Deflate

struct Counted {
    std::uint32_t count = 0;
    std::uint16_t symbol = 0;
};

/// The symbols in use, rarest first; equal ones in their own order.
std::vector<Counted> in_use(std::span<const std::uint32_t> counts) {
    std::vector<Counted> used;
    for (std::size_t s = 0; s < counts.size(); ++s) {
        if (counts[s] > 0) used.push_back({counts[s], static_cast<std::uint16_t>(s)});
    }
    for (std::uint16_t s = 0; used.size() < 2; ++s) {
        if (counts[s] == 0) used.push_back({1, s});
    }
    std::sort(used.begin(), used.end(), [](const Counted& a, const Counted& b) { return a.count != b.count ? a.count < b.count : a.symbol < b.symbol; });
    return used;
}

/// How many words of each length the best code has, from counts in rising order (Moffat and Katajainen 1995): leaves and inner nodes are two rising queues, and depths follow from the root down.
std::vector<std::uint32_t> words_by_length(std::span<const Counted> used) {
    const std::size_t n = used.size();
    std::vector<std::uint64_t> weight(n - 1);  // of inner nodes, rising
    std::vector<std::size_t> parent(n - 1, 0);
    std::vector<std::size_t> leaf_parent(n, 0);
    std::size_t leaf = 0, inner = 0;
    for (std::size_t made = 0; made + 1 < n; ++made) {
        std::uint64_t sum = 0;
        for (int child = 0; child < 2; ++child) {
            if (leaf < n && (inner == made || used[leaf].count <= weight[inner])) {
                leaf_parent[leaf] = made;
                sum += used[leaf++].count;
            } else {
                parent[inner] = made;
                sum += weight[inner++];
            }
        }
        weight[made] = sum;
    }
    std::vector<std::uint32_t> depth(n - 1, 0);
    for (std::size_t i = n - 1; i-- > 0;) {
        if (i + 2 < n) depth[i] = depth[parent[i]] + 1;
    }
    std::vector<std::uint32_t> words;
    for (std::size_t i = 0; i < n; ++i) {
        const std::size_t length = depth[leaf_parent[i]] + 1;
        if (words.size() <= length) words.resize(length + 1, 0);
        ++words[length];
    }
    return words;
}

/// Words longer than `longest` become that long; others are made longer until all have room (their shares, each 2^-length, sum to one).
void limit(std::vector<std::uint32_t>& words, unsigned longest) {
    for (; words.size() > longest + 1; words.pop_back()) words[longest] += words.back();
    words.resize(longest + 1, 0);
    std::uint64_t sum = 0;
    for (unsigned length = 1; length <= longest; ++length) sum += std::uint64_t{words[length]} << (longest - length);
    for (; sum > std::uint64_t{1} << longest; --sum) {
        unsigned shorter = longest - 1;
        while (words[shorter] == 0) --shorter;
        --words[longest];
        --words[shorter];
        words[shorter + 1] += 2;
    }
}

}  // namespace

PrefixCode code_of(std::vector<std::uint8_t> lengths) {
    std::array<std::uint16_t, deepest + 2> next{};
    for (const std::uint8_t length : lengths) ++next[length + 1U];
    next[1] = 0;  // symbols without a word
    for (unsigned length = 1; length <= deepest; ++length) next[length + 1] = static_cast<std::uint16_t>((next[length] + next[length + 1]) << 1);
    PrefixCode code{std::vector<std::uint16_t>(lengths.size(), 0), std::move(lengths)};
    for (std::size_t s = 0; s < code.lengths.size(); ++s) {
        const unsigned length = code.lengths[s];
        if (length == 0) continue;
        unsigned word = next[length]++;
        for (unsigned k = 0; k < length; ++k, word >>= 1) code.bits[s] = static_cast<std::uint16_t>(code.bits[s] << 1 | (word & 1U));
    }
    return code;
}

PrefixCode huffman_code(std::span<const std::uint32_t> counts, unsigned longest) {
    const std::vector<Counted> used = in_use(counts);
    std::vector<std::uint32_t> words = words_by_length(used);
    limit(words, longest);
    std::vector<std::uint8_t> lengths(counts.size(), 0);
    std::size_t next = 0;
    for (unsigned length = longest; length > 0; --length) {
        for (std::uint32_t k = 0; k < words[length]; ++k) lengths[used[next++].symbol] = static_cast<std::uint8_t>(length);
    }
    return code_of(std::move(lengths));
}

}  // namespace presencia::emit
