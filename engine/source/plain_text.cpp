// SPDX-License-Identifier: Apache-2.0
#include "source/plain_text.hpp"

#include <algorithm>

#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace presencia::source {
namespace {

bool plain(char c) {
    return c != '"' && c != '\r' && c != '\0';
}

/// Bytes before the first that is not plain, sixteen at a step as far as that goes.
std::size_t plain_bytes(std::string_view text) {
    std::size_t at = 0;
#if defined(__SSE2__)
    const __m128i quotes = _mm_set1_epi8('"');
    const __m128i returns = _mm_set1_epi8('\r');
    const __m128i nuls = _mm_setzero_si128();
    const auto strange = [&](std::size_t from) {
        const __m128i chunk = _mm_loadu_si128(reinterpret_cast<const __m128i*>(text.data() + from));
        return _mm_or_si128(_mm_or_si128(_mm_cmpeq_epi8(chunk, quotes), _mm_cmpeq_epi8(chunk, returns)),
                            _mm_cmpeq_epi8(chunk, nuls));
    };
    for (; at + 64 <= text.size(); at += 64) {
        const __m128i any = _mm_or_si128(_mm_or_si128(strange(at), strange(at + 16)),
                                         _mm_or_si128(strange(at + 32), strange(at + 48)));
        if (_mm_movemask_epi8(any) != 0) {
            break;
        }
    }
#endif
    const char* const end = text.data() + text.size();
    return static_cast<std::size_t>(std::find_if_not(text.data() + at, end, plain) - text.data());
}

}  // namespace

PlainRun find_plain_run(std::string_view text, bool last) {
    PlainRun run;
    const std::size_t clean = plain_bytes(text);
    const std::size_t feed = text.substr(0, clean).rfind('\n');
    run.bytes = feed == text.npos ? 0 : feed + 1;
    if (last && clean == text.size()) {
        run.bytes = clean;
    }
    run.at_end = clean == text.size();
    run.lines = std::count(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(run.bytes), '\n');
    if (run.bytes > 0 && text[run.bytes - 1] != '\n') {
        ++run.lines;
    }
    return run;
}

}  // namespace presencia::source
