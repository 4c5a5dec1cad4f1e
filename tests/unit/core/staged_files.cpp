// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/staged_file.hpp"
#include "tests/support/temporary_folder.hpp"

#include <catch2/catch.hpp>

#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>

using namespace presencia;
namespace fs = std::filesystem;

namespace {

std::string content(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

template <class Body>
std::optional<ErrorCode> refused(Body&& body) {
    try {
        body();
    } catch (const Error& error) {
        return error.code();
    }
    return std::nullopt;
}

}  // namespace

TEST_CASE("A file appears whole, and nothing is left beside it") {
    const support::TemporaryFolder folder;
    const fs::path file = folder.path() / "map.png";
    publish_file(file, std::string("a\0b", 3), false);
    CHECK(content(file) == std::string("a\0b", 3));
    CHECK(support::entries(folder.path()) == 1);
}

TEST_CASE("A process that is killed while it writes leaves nothing beside the place") {
    const support::TemporaryFolder folder;
    const std::string large(std::size_t{256} << 20, 'x');
    const pid_t writer = ::fork();
    REQUIRE(writer >= 0);
    if (writer == 0) {
        publish_file(folder.path() / "map.png", large, false);
        ::_exit(0);
    }
    ::usleep(20'000);
    ::kill(writer, SIGKILL);
    int status = 0;
    REQUIRE(::waitpid(writer, &status, 0) == writer);
    // Where the machine was faster, the file is there and whole.
    const bool whole = fs::exists(folder.path() / "map.png");
    if (whole) CHECK(fs::file_size(folder.path() / "map.png") == large.size());
    CHECK(support::entries(folder.path()) == (whole ? 1U : 0U));
}

TEST_CASE("What is there stays unless it may be replaced, and only a plain file is ever replaced") {
    const support::TemporaryFolder folder;
    const fs::path file = folder.path() / "map.png";
    publish_file(file, "first", false);
    CHECK(refused([&] { publish_file(file, "second", false); }) == ErrorCode::output_exists);
    CHECK(content(file) == "first");
    publish_file(file, "second", true);
    CHECK(content(file) == "second");
    const fs::path directory = folder.path() / "result";
    fs::create_directory(directory);
    fs::create_symlink(file, folder.path() / "link");
    for (const fs::path& other : {directory, folder.path() / "link"}) {
        CHECK(refused([&] { require_file_place(other, false); }) == ErrorCode::output_exists);
        CHECK(refused([&] { publish_file(other, "third", true); }) == ErrorCode::output_exists);
    }
    CHECK(content(file) == "second");
    CHECK(support::entries(folder.path()) == 3);
}

TEST_CASE("A folder that is not there or cannot be written is said, and nothing is made") {
    const support::TemporaryFolder folder;
    CHECK(refused([&] { require_file_place(folder.path() / "none" / "map.png", false); }) ==
          ErrorCode::output_unwritable);
    publish_file(folder.path() / "file", "x", false);
    CHECK(refused([&] { publish_file(folder.path() / "file" / "map.png", "x", false); }) ==
          ErrorCode::output_unwritable);
    if (::geteuid() != 0) {  // root writes everywhere
        REQUIRE(::chmod(folder.path().c_str(), 0500) == 0);
        CHECK(refused([&] { publish_file(folder.path() / "map.png", "x", false); }) == ErrorCode::output_unwritable);
        REQUIRE(::chmod(folder.path().c_str(), 0700) == 0);
    }
    CHECK(support::entries(folder.path()) == 1);
}
