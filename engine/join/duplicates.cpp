// SPDX-License-Identifier: Apache-2.0
#include "join/duplicates.hpp"

#include "core/c_file.hpp"
#include "core/error.hpp"

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdio>
#include <cstring>
#include <tuple>

namespace presencia::join {

namespace {

struct Record {
    std::uint64_t id_high;
    std::uint64_t id_low;
    std::uint64_t content;
    std::int64_t ordinal;
};

/// Final mixing of MurmurHash3 (Appleby, public domain): every input bit reaches every output bit.
std::uint64_t mix(std::uint64_t h) {
    h ^= h >> 33;
    h *= 0xff51afd7ed558ccdULL;
    h ^= h >> 33;
    h *= 0xc4ceb9fe1a85ec53ULL;
    return h ^ (h >> 33);
}

std::uint64_t fingerprint(std::string_view bytes, std::uint64_t seed) {
    std::uint64_t h = mix(seed ^ (bytes.size() * 0x9e3779b97f4a7c15ULL));
    while (!bytes.empty()) {
        std::uint64_t word = 0;
        const std::size_t n = std::min<std::size_t>(8, bytes.size());
        std::memcpy(&word, bytes.data(), n);
        h = mix(h ^ word) + 0x9e3779b97f4a7c15ULL;
        bytes.remove_prefix(n);
    }
    return mix(h);
}

using TemporaryFile = std::unique_ptr<std::FILE, CloseFile>;

[[noreturn]] void temporary_failed() {
    throw Error(ErrorCode::output_unwritable, {.file = "temporary file"}, std::strerror(errno),
                "point TMPDIR to a folder with free space");
}

/// Groups of one id within `records`: one kept and the rest duplicates, or all in conflict.
void settle(std::vector<Record>& records, DuplicateFinder::Result& result) {
    std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
        return std::tie(a.id_high, a.id_low, a.ordinal) < std::tie(b.id_high, b.id_low, b.ordinal);
    });
    for (std::size_t first = 0; first < records.size();) {
        std::size_t last = first + 1;
        bool same_content = true;
        while (last < records.size() && records[last].id_high == records[first].id_high && records[last].id_low == records[first].id_low) {
            same_content = same_content && records[last].content == records[first].content;
            ++last;
        }
        for (std::size_t i = first + (same_content ? 1 : 0); last - first > 1 && i < last; ++i) {
            (same_content ? result.duplicates : result.conflicts).push_back(records[i].ordinal);
        }
        first = last;
    }
}

}  // namespace

struct DuplicateFinder::Impl {
    static constexpr std::size_t bucket_count = 64;

    std::size_t budget_records;
    std::vector<Record> records;
    std::array<TemporaryFile, bucket_count> buckets;
    bool spilled = false;

    /// Moves what is in memory to the bucket files: rows of one id always meet in one bucket.
    void spill() {
        spilled = true;
        std::sort(records.begin(), records.end(), [](const Record& a, const Record& b) {
            return std::tie(a.id_high, a.ordinal) < std::tie(b.id_high, b.ordinal);
        });
        for (std::size_t first = 0; first < records.size();) {
            const std::size_t bucket = records[first].id_high >> 58;
            std::size_t last = first;
            while (last < records.size() && records[last].id_high >> 58 == bucket) ++last;
            if (!buckets[bucket]) buckets[bucket].reset(std::tmpfile());
            if (!buckets[bucket] || std::fwrite(&records[first], sizeof(Record), last - first, buckets[bucket].get()) != last - first) {
                temporary_failed();
            }
            first = last;
        }
        records.clear();
    }

    std::vector<Record> load(std::FILE* bucket) {
        if (std::fflush(bucket) != 0 || std::fseek(bucket, 0, SEEK_END) != 0) temporary_failed();
        std::vector<Record> loaded(static_cast<std::size_t>(std::ftell(bucket)) / sizeof(Record));
        std::rewind(bucket);
        if (std::fread(loaded.data(), sizeof(Record), loaded.size(), bucket) != loaded.size()) temporary_failed();
        return loaded;
    }
};

DuplicateFinder::DuplicateFinder(std::size_t budget_bytes) : impl_(std::make_unique<Impl>()) {
    impl_->budget_records = std::max<std::size_t>(1, budget_bytes / sizeof(Record));
}

DuplicateFinder::~DuplicateFinder() = default;

void DuplicateFinder::add(std::string_view id, std::uint64_t content, std::int64_t ordinal) {
    impl_->records.push_back({fingerprint(id, 0x70726573656e6369ULL), fingerprint(id, 0x616475706c696361ULL), content, ordinal});
    if (impl_->records.size() >= impl_->budget_records) {
        impl_->spill();
    }
}

DuplicateFinder::Result DuplicateFinder::finish() {
    Result result;
    if (!impl_->spilled) {
        settle(impl_->records, result);
    } else {
        impl_->spill();
        for (TemporaryFile& bucket : impl_->buckets) {
            if (bucket) {
                std::vector<Record> records = impl_->load(bucket.get());
                bucket.reset();
                settle(records, result);
            }
        }
    }
    std::sort(result.duplicates.begin(), result.duplicates.end());
    std::sort(result.conflicts.begin(), result.conflicts.end());
    return result;
}

}  // namespace presencia::join
