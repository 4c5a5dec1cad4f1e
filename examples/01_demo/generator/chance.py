# SPDX-License-Identifier: Apache-2.0
# FICTIONAL REGION: random numbers for an invented region.
"""A random source whose every number is the same on every machine and Python version.

The standard library promises that only for Random.random(); this is SplitMix64 (Steele, Lea, Flood 2014), all integers,
so that the committed files can be made again byte for byte.
"""

import math

MASK = (1 << 64) - 1


def mix(value):
    """64-bit finaliser of SplitMix64: a hash of one integer."""
    value = (value + 0x9E3779B97F4A7C15) & MASK
    value = ((value ^ (value >> 30)) * 0xBF58476D1CE4E5B9) & MASK
    value = ((value ^ (value >> 27)) * 0x94D049BB133111EB) & MASK
    return value ^ (value >> 31)


class Chance:
    """A stream of draws. Streams of different names are independent: one file can change without the others."""

    def __init__(self, name, seed=20110322):
        self.state = seed
        for letter in name:
            self.state = mix(self.state ^ ord(letter))

    def unit(self):
        """Uniform in [0, 1) on a grid of 2^-53."""
        self.state = (self.state + 0x9E3779B97F4A7C15) & MASK
        return (mix(self.state) >> 11) / float(1 << 53)

    def between(self, low, high):
        return low + (high - low) * self.unit()

    def whole(self, low, high):
        """Integer from low to high, both possible."""
        return low + int(self.unit() * (high - low + 1))

    def pick(self, items):
        return items[int(self.unit() * len(items))]

    def weighted(self, weights):
        """Index drawn in proportion to weights (not negative, some positive)."""
        mark = self.unit() * sum(weights)
        for index, weight in enumerate(weights):
            mark -= weight
            if mark < 0:
                return index
        return max(i for i, weight in enumerate(weights) if weight > 0)

    def normal(self):
        """Mean 0, variance 1: the sum of twelve uniforms, which needs no libm."""
        return sum(self.unit() for _ in range(12)) - 6.0

    def poisson(self, mean):
        """Knuth's product, in pieces of at most 30 so that exp() stays far from underflow."""
        count = 0
        while mean > 0:
            piece = min(mean, 30.0)
            mean -= piece
            limit, product = math.exp(-piece), self.unit()
            while product > limit:
                count += 1
                product *= self.unit()
        return count

    def shuffled(self, items):
        items = list(items)
        for i in range(len(items) - 1, 0, -1):
            j = int(self.unit() * (i + 1))
            items[i], items[j] = items[j], items[i]
        return items


def lattice_noise(x, y, seed):
    """Smooth noise in [-1, 1] with unit wavelength: hashed lattice values, blended by smoothstep."""
    x0, y0 = math.floor(x), math.floor(y)
    u, v = x - x0, y - y0
    u, v = u * u * (3 - 2 * u), v * v * (3 - 2 * v)

    def corner(i, j):
        return mix((x0 + i) * 73856093 ^ (y0 + j) * 19349663 ^ seed * 83492791 & MASK) / float(MASK) * 2 - 1

    low = corner(0, 0) * (1 - u) + corner(1, 0) * u
    high = corner(0, 1) * (1 - u) + corner(1, 1) * u
    return low * (1 - v) + high * v


def fractal_noise(x, y, wavelength, octaves, seed):
    """Sum of octaves, each half as wide and 0.65 as strong as the one before; about [-1, 1]."""
    total, strength, norm = 0.0, 1.0, 0.0
    for octave in range(octaves):
        total += strength * lattice_noise(x / wavelength, y / wavelength, seed + octave)
        norm += strength
        wavelength, strength = wavelength / 2, strength * 0.65
    return total / norm
