// SPDX-License-Identifier: Apache-2.0
#include "core/reject_spool.hpp"

#include "core/c_file.hpp"

#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace presencia {

namespace {

[[noreturn]] void temporary_failed(int reason) {
    throw Error(ErrorCode::output_unwritable, {.file = P_tmpdir}, std::strerror(reason));
}

}  // namespace

/// A pack in the file stands behind the number of its bytes.
struct RejectSpool::Impl {
    std::unique_ptr<std::FILE, CloseFile> file;
    std::int64_t rows = 0;
    std::int64_t bytes = 0;  ///< of the whole file

    void write(const void* from, std::size_t size) {
        const char* rest = static_cast<const char*>(from);
        while (size > 0) {
            const ssize_t written = ::pwrite(::fileno(file.get()), rest, size, bytes);
            if (written < 0 && errno == EINTR) continue;
            if (written <= 0) temporary_failed(written < 0 ? errno : ENOSPC);
            rest += written;
            size -= static_cast<std::size_t>(written);
            bytes += written;
        }
    }
    void read(std::int64_t at, void* to, std::size_t size) const {
        char* rest = static_cast<char*>(to);
        while (size > 0) {
            const ssize_t got = ::pread(::fileno(file.get()), rest, size, at);
            if (got < 0 && errno == EINTR) continue;
            if (got <= 0) temporary_failed(got < 0 ? errno : EIO);
            rest += got;
            size -= static_cast<std::size_t>(got);
            at += got;
        }
    }
};

RejectSpool::RejectSpool() : impl_(std::make_unique<Impl>()) {
    impl_->file.reset(std::tmpfile());
    if (!impl_->file) temporary_failed(errno);
}

RejectSpool::~RejectSpool() = default;

void RejectSpool::append(const RejectPack& rows) {
    if (rows.empty()) {
        return;
    }
    const std::uint64_t size = rows.bytes().size();
    impl_->write(&size, sizeof size);
    impl_->write(rows.bytes().data(), rows.bytes().size());
    impl_->rows += rows.size();
}

std::int64_t RejectSpool::size() const noexcept {
    return impl_->rows;
}

RejectSpool::Reader::Reader(const RejectSpool& spool) : spool_(spool) {}

bool RejectSpool::Reader::next(Reject& out) {
    while (!rows_.next(out)) {
        if (at_ >= spool_.impl_->bytes) {
            return false;
        }
        std::uint64_t size = 0;
        spool_.impl_->read(at_, &size, sizeof size);
        pack_.resize(size);
        spool_.impl_->read(at_ + static_cast<std::int64_t>(sizeof size), pack_.data(), pack_.size());
        at_ += static_cast<std::int64_t>(sizeof size + size);
        rows_ = RejectReader(pack_);
    }
    return true;
}

}  // namespace presencia
