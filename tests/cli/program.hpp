// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "tests/support/temporary_folder.hpp"

#include <sys/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace presencia::testing {

/// What a program left when it ended.
struct Finished {
    int status = -1;   ///< exit status; 128 + signal where a signal ended it
    std::string out, err;
    double cpu_seconds = 0.0;  ///< user and system: what a busy machine does not change
};

/// How a program is started. The environment is bare but for what is given here: no locale, no PRESENCIA_*.
struct Start {
    std::map<std::string, std::string> environment{};
    std::filesystem::path directory{};   ///< "" where the test runs
    bool terminal = false;               ///< stdout and stderr are one pseudo-terminal of 100 columns; all is in `out`
    std::string stdout_file{};           ///< stdout goes there instead
};

/// The built program, running. Ended by force in the destructor where a test leaves early.
class Program {
public:
    explicit Program(const std::vector<std::string>& arguments, const Start& start = {});
    ~Program();
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Reads until stderr holds `text`; false where the program ends, or minutes pass, without it.
    bool wait_for_stderr(const std::string& text);
    void signal(int number) const;
    /// Closes our end of its stdout, as `head` does.
    void close_stdout();
    /// Reads to the end and waits.
    Finished finish();

private:
    /// One wait for output; false where both streams are at their end.
    bool read_some();

    pid_t child_ = -1;
    int out_ = -1, err_ = -1;
    Finished so_far_;
};

/// Starts, waits, gives back.
Finished run_presencia(const std::vector<std::string>& arguments, const Start& start = {});

using support::TemporaryFolder;

std::string read_file(const std::filesystem::path& file);
/// Names of everything in a folder, hidden ones too, in their order.
std::vector<std::string> listing(const std::filesystem::path& folder);
void write_file(const std::filesystem::path& file, const std::string& text);

/// The result of the bundled demo, made once for all tests; `demo_run` is what the command said.
const std::filesystem::path& demo_result();
const Finished& demo_run();

/// The demo's study with a rule by country, so that both countries have municipalities at risk, in a result made once.
const std::filesystem::path& result_by_country();

/// A copy of the demo study in `folder`, for tests that change it; gives the study file.
std::filesystem::path copy_of_demo(const std::filesystem::path& folder);
/// Puts `to` in the place of `from`, which must be there once at least.
void replace_in(const std::filesystem::path& file, const std::string& from, const std::string& to);

}  // namespace presencia::testing
