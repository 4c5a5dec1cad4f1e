// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/input_file.hpp"
#include "source/text_encoding.hpp"

#include <cstddef>
#include <cstdint>
#include <string>

namespace presencia::source {

/// A text file from front to back, without its byte order mark. UTF-16 comes out as UTF-8, a block at a time; files in eight bits come out
/// byte by byte as they are, whatever their encoding. What is no character in UTF-16 (half a surrogate pair, half a unit at the end) becomes
/// the byte FF, which is none in UTF-8 either: the row that holds it is refused like any other with bad bytes.
class TextInput {
public:
    /// `file` must outlive it. `wanted` as ReadPlan::encoding. Throws file_encoding, file_unreadable.
    TextInput(const InputFile& file, std::string_view wanted);

    const TextStart& start() const noexcept { return start_; }
    /// Up to `count` bytes into `into`; fewer only at the end of the file. Throws file_unreadable.
    std::size_t read(char* into, std::size_t count);
    /// Bytes of the file read so far.
    std::uint64_t offset() const noexcept { return offset_; }

private:
    void decode_block();

    const InputFile& file_;
    TextStart start_;
    std::uint64_t offset_ = 0;
    std::string raw_;      ///< UTF-16 bytes that wait for the rest of their character
    std::string decoded_;  ///< not handed out yet
    std::size_t taken_ = 0;
    bool ended_ = false;
};

}  // namespace presencia::source
