// SPDX-License-Identifier: Apache-2.0
#include "core/staged_directory.hpp"

#include "core/error.hpp"
#include "core/sha256.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <fstream>
#include <functional>
#include <iterator>

namespace fs = std::filesystem;
using namespace presencia;

namespace {

ErrorCode code_of(const std::function<void()>& step) {
    try {
        step();
    } catch (const Error& error) {
        return error.code();
    }
    return ErrorCode::internal;
}

}  // namespace

TEST_CASE("A staged directory appears whole at its name and leaves nothing beside it") {
    const support::TemporaryFolder folder;
    const fs::path target = folder.path() / "out";
    {
        StagedDirectory staged(target, false);
        write_file(staged.path() / "a" / "b.txt", "hola");
        write_file(staged.path() / "manifest.json", "{}");
        CHECK_FALSE(fs::exists(target));
        staged.publish();
    }
    CHECK(fs::file_size(target / "a" / "b.txt") == 4);
    CHECK(support::entries(folder.path()) == 1);
}

TEST_CASE("A run that fails leaves the old result untouched and nothing beside it") {
    const support::TemporaryFolder folder;
    const fs::path target = folder.path() / "out";
    write_file(target / "manifest.json", "old");
    {
        StagedDirectory staged(target, true);
        write_file(staged.path() / "manifest.json", "half");
    }
    CHECK(sha256_file(target / "manifest.json") == sha256("old"));
    CHECK(support::entries(folder.path()) == 1);
}

TEST_CASE("An overwritten result is exchanged whole: no file of the old one stays") {
    const support::TemporaryFolder folder;
    const fs::path target = folder.path() / "out";
    write_file(target / "manifest.json", "old");
    write_file(target / "stray.txt", "old");
    StagedDirectory staged(target, true);
    write_file(staged.path() / "manifest.json", "new");
    staged.publish();
    CHECK(support::entries(target) == 1);
    CHECK(sha256_file(target / "manifest.json") == sha256("new"));
}

TEST_CASE("What is there is not overwritten unasked, and never where presencia did not write it") {
    const support::TemporaryFolder folder;
    write_file(folder.path() / "result" / "manifest.json", "{}");
    write_file(folder.path() / "photos" / "one.jpg", "x");
    write_file(folder.path() / "file", "x");
    CHECK(code_of([&] { StagedDirectory(folder.path() / "result", false); }) == ErrorCode::output_exists);
    CHECK(code_of([&] { StagedDirectory(folder.path() / "photos", true); }) == ErrorCode::output_exists);
    CHECK(code_of([&] { StagedDirectory(folder.path() / "file", true); }) == ErrorCode::output_exists);
    CHECK(fs::exists(folder.path() / "photos" / "one.jpg"));
}

TEST_CASE("What a killed run left behind is removed by the next, and a living run's is not") {
    const support::TemporaryFolder folder;
    const fs::path stale = folder.path() / ".out.presencia-staged-1";
    write_file(stale / "half.txt", "x");
    const StagedDirectory living(folder.path() / "out", false);
    CHECK_FALSE(fs::exists(stale));
    // A second run to the same name, as from another process: the first one's directory is locked.
    const fs::path other = living.path();
    write_file(other / "work.txt", "x");
    { StagedDirectory neighbour(folder.path() / "out2", false); }
    CHECK(fs::exists(other / "work.txt"));
}

TEST_CASE("SHA-256 agrees with the standard's example") {
    CHECK(sha256("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
}
