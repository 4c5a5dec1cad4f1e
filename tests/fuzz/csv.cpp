// SPDX-License-Identifier: Apache-2.0
#include "source/csv_tokenizer.hpp"
#include "tests/fuzz/target.hpp"

#include <algorithm>
#include <string>
#include <tuple>
#include <vector>

using namespace presencia::source;

namespace {

using Met = std::tuple<CsvRecord, std::int64_t, std::vector<std::string>>;

/// Every record of a text that comes in pieces of `block` bytes.
std::vector<Met> records(const std::string& text, char delimiter, std::size_t block) {
    std::vector<Met> all;
    CsvTokenizer tokenizer(delimiter);
    std::string rest;
    std::size_t read = 0;
    for (bool last = false; !last;) {
        std::string piece = rest + text.substr(read, block);
        read = std::min(read + block, text.size());
        last = read == text.size();
        const std::size_t size = piece.size();
        piece.resize(size + CsvTokenizer::padding);
        tokenizer.feed(piece.data(), size, last);
        CsvRecord met;
        while ((met = tokenizer.next()) != CsvRecord::need_more && met != CsvRecord::end) {
            std::vector<std::string> cells;
            if (met == CsvRecord::row) cells.assign(tokenizer.cells().begin(), tokenizer.cells().end());
            all.emplace_back(met, tokenizer.line(), std::move(cells));
        }
        presencia::fuzz::hold((met == CsvRecord::end) == last || met == CsvRecord::end, "the last block ends the file");
        presencia::fuzz::hold(tokenizer.consumed() <= size, "no byte is consumed that was not fed");
        rest = piece.substr(tokenizer.consumed(), size - tokenizer.consumed());
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    if (size == 0) return 0;
    const std::size_t block = 1 + data[0] % 67;
    const std::string text(reinterpret_cast<const char*>(data), size);
    for (const char delimiter : {',', ';'}) {
        const std::vector<Met> whole = records(text, delimiter, size);
        presencia::fuzz::hold(whole == records(text, delimiter, block), "records do not depend on where blocks end");
        std::int64_t line = 0;
        for (const Met& met : whole) {
            presencia::fuzz::hold(std::get<1>(met) > line, "lines grow");
            line = std::get<1>(met);
        }
    }
    return 0;
}
