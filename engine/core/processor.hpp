// SPDX-License-Identifier: Apache-2.0
#pragma once

#if defined(__x86_64__) && defined(__GNUC__)
#include <immintrin.h>
/// Of functions that are compiled for processors with AVX2 and called only on those (has_avx2). The rest of the program runs on every x86-64.
#define PRESENCIA_AVX2 __attribute__((target("avx2,bmi,bmi2,popcnt")))
#endif

namespace presencia {

/// What the innermost loops are compiled for, as a type that chooses between their versions. All give the same answers.
struct AnyProcessor {};

#if defined(PRESENCIA_AVX2)
struct Avx2Processor {};

inline bool has_avx2() {
    static const bool has = __builtin_cpu_supports("avx2") && __builtin_cpu_supports("bmi") && __builtin_cpu_supports("bmi2") && __builtin_cpu_supports("popcnt");
    return has;
}
#endif

}  // namespace presencia
