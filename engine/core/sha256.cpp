// SPDX-License-Identifier: Apache-2.0
#include "core/sha256.hpp"

#include "core/c_file.hpp"
#include "core/error.hpp"

#include <openssl/evp.h>

#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <memory>
#include <vector>

namespace presencia {

namespace {

struct FreeDigest {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};

class Digest {
public:
    Digest() : context_(EVP_MD_CTX_new()) {
        if (!context_ || EVP_DigestInit_ex(context_.get(), EVP_sha256(), nullptr) != 1) {
            throw Error(ErrorCode::internal, {}, "SHA-256 is not available");
        }
    }
    void update(std::string_view bytes) { EVP_DigestUpdate(context_.get(), bytes.data(), bytes.size()); }
    std::string hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> raw{};
        unsigned length = 0;
        EVP_DigestFinal_ex(context_.get(), raw.data(), &length);
        std::string out;
        constexpr std::string_view digits = "0123456789abcdef";
        for (unsigned i = 0; i < length; ++i) {
            out += digits[raw[i] >> 4];
            out += digits[raw[i] & 15];
        }
        return out;
    }

private:
    std::unique_ptr<EVP_MD_CTX, FreeDigest> context_;
};

}  // namespace

std::string sha256(std::string_view bytes) {
    Digest digest;
    digest.update(bytes);
    return digest.hex();
}

std::string sha256_file(const std::filesystem::path& path) {
    const std::unique_ptr<std::FILE, CloseFile> file(std::fopen(path.c_str(), "rb"));
    if (!file) {
        throw Error(ErrorCode::file_unreadable, {.file = path.filename().string()}, std::strerror(errno));
    }
    Digest digest;
    std::vector<char> block(1u << 18);
    for (std::size_t n = 0; (n = std::fread(block.data(), 1, block.size(), file.get())) > 0;) {
        digest.update({block.data(), n});
    }
    if (std::ferror(file.get())) {
        throw Error(ErrorCode::file_unreadable, {.file = path.filename().string()}, std::strerror(errno));
    }
    return digest.hex();
}

}  // namespace presencia
