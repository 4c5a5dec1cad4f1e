// SPDX-License-Identifier: Apache-2.0
#include "core/reject_spool.hpp"

#include <cerrno>
#include <cstdio>
#include <cstring>

namespace presencia {

namespace {

/// What stands before the two texts of a row in the file.
struct Head {
    std::int64_t row;
    std::uint32_t code;
    std::uint32_t column_bytes;
    std::uint32_t value_bytes;
};

struct CloseFile {
    void operator()(std::FILE* file) const { std::fclose(file); }
};

[[noreturn]] void temporary_failed() {
    throw Error(ErrorCode::output_unwritable, {.file = P_tmpdir}, std::strerror(errno));
}

}  // namespace

struct RejectSpool::Impl {
    std::unique_ptr<std::FILE, CloseFile> file;
    std::int64_t rows = 0;

    void write(const void* bytes, std::size_t size) {
        if (size > 0 && std::fwrite(bytes, 1, size, file.get()) != size) temporary_failed();
    }
    void read(void* bytes, std::size_t size) {
        if (size > 0 && std::fread(bytes, 1, size, file.get()) != size) temporary_failed();
    }
};

RejectSpool::RejectSpool() : impl_(std::make_unique<Impl>()) {
    impl_->file.reset(std::tmpfile());
    if (!impl_->file) temporary_failed();
}

RejectSpool::~RejectSpool() = default;

void RejectSpool::append(const std::vector<Reject>& rows) {
    if (std::fseek(impl_->file.get(), 0, SEEK_END) != 0) temporary_failed();
    for (const Reject& reject : rows) {
        const Head head{reject.row, static_cast<std::uint32_t>(reject.code), static_cast<std::uint32_t>(reject.column.size()),
                        static_cast<std::uint32_t>(reject.value.size())};
        impl_->write(&head, sizeof head);
        impl_->write(reject.column.data(), head.column_bytes);
        impl_->write(reject.value.data(), head.value_bytes);
    }
    if (std::fflush(impl_->file.get()) != 0) temporary_failed();
    impl_->rows += static_cast<std::int64_t>(rows.size());
}

std::int64_t RejectSpool::size() const noexcept {
    return impl_->rows;
}

void RejectSpool::each(const std::function<void(const Reject&)>& take) const {
    std::rewind(impl_->file.get());
    Reject reject;
    for (std::int64_t i = 0; i < impl_->rows; ++i) {
        Head head{};
        impl_->read(&head, sizeof head);
        reject.row = head.row;
        reject.code = static_cast<ErrorCode>(head.code);
        reject.column.resize(head.column_bytes);
        reject.value.resize(head.value_bytes);
        impl_->read(reject.column.data(), head.column_bytes);
        impl_->read(reject.value.data(), head.value_bytes);
        take(reject);
    }
}

}  // namespace presencia
