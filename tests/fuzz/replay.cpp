// SPDX-License-Identifier: Apache-2.0
// Stands in for libFuzzer where there is none: replays seeds, then mutations of them, the same ones every time.
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

std::vector<std::string> read_seeds(int argc, char** argv) {
    std::vector<std::filesystem::path> files;
    for (int i = 1; i < argc; ++i) {
        if (argv[i][0] == '-') continue;
        for (const auto& entry : std::filesystem::directory_iterator(argv[i])) files.push_back(entry.path());
    }
    std::sort(files.begin(), files.end());
    std::vector<std::string> seeds;
    for (const auto& file : files) {
        std::ifstream in(file, std::ios::binary);
        seeds.emplace_back(std::istreambuf_iterator<char>(in), std::istreambuf_iterator<char>());
    }
    return seeds;
}

class Mutator {
public:
    explicit Mutator(const std::vector<std::string>& seeds) : seeds_(seeds) {}

    std::string next() {
        std::string text = any_seed();
        const std::size_t times = 1 + random_() % 4;
        for (std::size_t i = 0; i < times; ++i) change(text);
        return text;
    }

private:
    const std::string& any_seed() { return seeds_[random_() % seeds_.size()]; }
    std::size_t place(const std::string& text) { return text.empty() ? 0 : random_() % text.size(); }

    void change(std::string& text) {
        constexpr std::string_view tokens[] = {"\"", ",", "\n", "\r\n", "{", "}", "[", "]", "[[", "=", "null", "1e999", "-0", "NaN", "31/02/2011", "\xEF\xBB\xBF", "\xff\xfe", "\\u0000", "9999999999999999999", "'''"};
        const std::size_t at = place(text);
        switch (random_() % 6) {
            case 0:
                if (!text.empty()) text[at] = static_cast<char>(random_());
                break;
            case 1: text.insert(at, 1, static_cast<char>(random_())); break;
            case 2: text.erase(at, 1 + random_() % 8); break;
            case 3: text.insert(at, tokens[random_() % std::size(tokens)]); break;
            case 4: text.insert(place(text), text.substr(at, random_() % 64)); break;
            default: {
                const std::string& other = any_seed();
                text = text.substr(0, at) + other.substr(place(other));
            }
        }
    }

    const std::vector<std::string>& seeds_;
    std::mt19937 random_{20110321};
};

void feed(const std::string& text) {
    LLVMFuzzerTestOneInput(reinterpret_cast<const std::uint8_t*>(text.data()), text.size());
}

}  // namespace

int main(int argc, char** argv) {
    long runs = 0;
    for (int i = 1; i < argc; ++i) {
        const std::string_view argument = argv[i];
        if (argument.starts_with("-runs=")) runs = std::atol(argv[i] + 6);
    }
    const std::vector<std::string> seeds = read_seeds(argc, argv);
    if (seeds.empty()) {
        std::fputs("no seeds\n", stderr);
        return 1;
    }
    for (const std::string& seed : seeds) feed(seed);
    Mutator mutator(seeds);
    for (long i = 0; i < runs; ++i) feed(mutator.next());
    std::printf("%zu seeds, %ld mutations\n", seeds.size(), runs);
    return 0;
}
