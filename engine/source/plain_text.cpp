// SPDX-License-Identifier: Apache-2.0
#include "source/plain_text.hpp"

#if defined(__SSE2__) && defined(__x86_64__)
#include <emmintrin.h>
#endif

namespace presencia::source {
namespace {

/// The bytes before the first that is not plain, and the line feeds among them.
struct Clean {
    std::size_t bytes = 0;
    std::int64_t feeds = 0;
};

/// Adds the bytes at `at` and behind, one by one, up to `end` or the first that is not plain.
void add_bytes(const char* text, std::size_t end, Clean& clean) {
    for (; clean.bytes < end; ++clean.bytes) {
        const char c = text[clean.bytes];
        if (c == '"' || c == '\r' || c == '\0') return;
        clean.feeds += c == '\n' ? 1 : 0;
    }
}

#if defined(__SSE2__) && defined(__x86_64__)
/// The same for whole steps of 64 bytes, up to the step that holds a byte that is not plain.
void add_steps(const char* text, std::size_t end, Clean& clean) {
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i returns = _mm_set1_epi8('\r');
    const __m128i feeds = _mm_set1_epi8('\n');
    const __m128i nuls = _mm_setzero_si128();
    constexpr int most = 63;  // steps of four before a byte of the sums below could run over
    while (end - clean.bytes >= 64) {
        __m128i counted = _mm_setzero_si128();  // line feeds, by place in a step
        bool strange = false;
        for (int step = 0; step < most && end - clean.bytes >= 64; ++step) {
            __m128i any = _mm_setzero_si128();
            __m128i fed = _mm_setzero_si128();
            for (std::size_t lane = 0; lane < 64; lane += 16) {
                const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text + clean.bytes + lane));
                const __m128i odd = _mm_or_si128(_mm_cmpeq_epi8(chunk, quotes), _mm_cmpeq_epi8(chunk, returns));
                any = _mm_or_si128(any, _mm_or_si128(odd, _mm_cmpeq_epi8(chunk, nuls)));
                fed = _mm_sub_epi8(fed, _mm_cmpeq_epi8(chunk, feeds));
            }
            strange = _mm_movemask_epi8(any) != 0;
            if (strange) break;
            counted = _mm_add_epi8(counted, fed);
            clean.bytes += 64;
        }
        const __m128i sums = _mm_sad_epu8(counted, nuls);
        clean.feeds += _mm_cvtsi128_si64(sums) + _mm_cvtsi128_si64(_mm_unpackhi_epi64(sums, sums));
        if (strange) return;
    }
}
#endif

Clean clean_bytes(std::string_view text) {
    Clean clean;
#if defined(__SSE2__) && defined(__x86_64__)
    add_steps(text.data(), text.size(), clean);
#endif
    add_bytes(text.data(), text.size(), clean);
    return clean;
}

}  // namespace

PlainRun find_plain_run(std::string_view text, bool last) {
    PlainRun run;
    const Clean clean = clean_bytes(text);
    run.at_end = clean.bytes == text.size();
    run.lines = clean.feeds;
    if (last && run.at_end) {
        run.bytes = clean.bytes;
        run.lines += !text.empty() && text.back() != '\n' ? 1 : 0;
        return run;
    }
    const std::size_t feed = text.substr(0, clean.bytes).rfind('\n');
    run.bytes = feed == text.npos ? 0 : feed + 1;
    return run;
}

}  // namespace presencia::source
