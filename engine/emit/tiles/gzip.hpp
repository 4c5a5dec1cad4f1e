// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <memory>
#include <string>
#include <string_view>

struct libdeflate_compressor;

namespace presencia::emit {

/// gzip (RFC 1952) without a time or a name in it: the same bytes in give the same bytes out. One a thread.
class Gzip {
public:
    Gzip();
    /// Throws Error(internal) where there is no memory for it.
    std::string operator()(std::string_view bytes);

private:
    struct Free {
        void operator()(libdeflate_compressor* compressor) const noexcept;
    };
    std::unique_ptr<libdeflate_compressor, Free> compressor_;
};

/// The inverse. Throws Error(internal) where the bytes are not whole gzip.
std::string gunzip(std::string_view bytes);

}  // namespace presencia::emit
