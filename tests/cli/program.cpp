// SPDX-License-Identifier: Apache-2.0
#include "tests/cli/program.hpp"

#include <fcntl.h>
#include <poll.h>
#include <pty.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace presencia::testing {

namespace fs = std::filesystem;

namespace {

constexpr std::chrono::minutes patience{5};  // for a busy machine; a hang is what it ends

std::vector<char*> pointers(std::vector<std::string>& texts) {
    std::vector<char*> out;
    for (std::string& text : texts) out.push_back(text.data());
    out.push_back(nullptr);
    return out;
}

[[noreturn]] void become(std::vector<std::string> arguments, std::vector<std::string> environment, const Start& start) {
    if (!start.directory.empty() && ::chdir(start.directory.c_str()) != 0) ::_exit(126);
    if (!start.stdout_file.empty()) {
        const int file = ::open(start.stdout_file.c_str(), O_WRONLY | O_CREAT, 0644);
        ::dup2(file, STDOUT_FILENO);
    }
    // A test runner may have been started with signals ignored; the program is to see a fresh world.
    for (const int number : {SIGINT, SIGTERM, SIGPIPE}) std::signal(number, SIG_DFL);
    ::execve(PRESENCIA_PROGRAM, pointers(arguments).data(), pointers(environment).data());
    ::_exit(127);
}

/// One read; false at the end (a pseudo-terminal ends with EIO).
bool read_into(int fd, std::string& text) {
    std::array<char, 65536> buffer{};
    const ssize_t got = ::read(fd, buffer.data(), buffer.size());
    if (got <= 0) return false;
    text.append(buffer.data(), static_cast<std::size_t>(got));
    return true;
}

void close_once(int& fd) {
    if (fd >= 0) ::close(fd);
    fd = -1;
}

}  // namespace

Program::Program(const std::vector<std::string>& arguments, const Start& start) {
    std::vector<std::string> words{"presencia"};
    words.insert(words.end(), arguments.begin(), arguments.end());
    std::vector<std::string> environment{"PATH=/usr/bin:/bin"};
    for (const auto& [name, value] : start.environment) environment.push_back(name + "=" + value);
    if (start.terminal) {
        winsize size{};
        size.ws_col = 100;
        size.ws_row = 40;
        child_ = ::forkpty(&out_, nullptr, nullptr, &size);
        if (child_ == 0) become(words, environment, start);
        return;
    }
    int out[2], err[2];
    if (::pipe2(out, O_CLOEXEC) != 0 || ::pipe2(err, O_CLOEXEC) != 0) throw std::runtime_error("no pipe");
    child_ = ::fork();
    if (child_ == 0) {
        ::dup2(out[1], STDOUT_FILENO);
        ::dup2(err[1], STDERR_FILENO);
        become(words, environment, start);
    }
    ::close(out[1]);
    ::close(err[1]);
    out_ = out[0];
    err_ = err[0];
}

Program::~Program() {
    if (child_ > 0) {
        ::kill(child_, SIGKILL);
        ::waitpid(child_, nullptr, 0);
    }
    close_once(out_);
    close_once(err_);
}

bool Program::read_some() {
    std::array<pollfd, 2> streams{{{out_, POLLIN, 0}, {err_, POLLIN, 0}}};
    if (out_ < 0 && err_ < 0) return false;
    ::poll(streams.data(), streams.size(), 200);
    if (out_ >= 0 && streams[0].revents != 0 && !read_into(out_, so_far_.out)) close_once(out_);
    if (err_ >= 0 && streams[1].revents != 0 && !read_into(err_, so_far_.err)) close_once(err_);
    return true;
}

bool Program::wait_for_stderr(const std::string& text) {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (so_far_.err.find(text) == std::string::npos) {
        if (std::chrono::steady_clock::now() > deadline || !read_some()) return false;
    }
    return true;
}

void Program::signal(int number) const {
    if (child_ > 0) ::kill(child_, number);  // kill(-1) would reach every process
}

void Program::close_stdout() {
    close_once(out_);
}

Finished Program::finish() {
    const auto deadline = std::chrono::steady_clock::now() + patience;
    while (read_some()) {
        if (std::chrono::steady_clock::now() > deadline) throw std::runtime_error("the program does not end");
    }
    int status = 0;
    rusage used{};
    ::wait4(child_, &status, 0, &used);
    child_ = -1;
    const auto seconds = [](const timeval& time) { return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) / 1e6; };
    so_far_.cpu_seconds = seconds(used.ru_utime) + seconds(used.ru_stime);
    so_far_.status = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return so_far_;
}

Finished run_presencia(const std::vector<std::string>& arguments, const Start& start) {
    return Program(arguments, start).finish();
}

std::string read_file(const fs::path& file) {
    std::ifstream in(file, std::ios::binary);
    if (!in) throw std::runtime_error("cannot read " + file.string());
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

std::vector<std::string> listing(const fs::path& folder) {
    std::vector<std::string> names;
    for (const auto& entry : fs::directory_iterator(folder)) names.push_back(entry.path().filename().string());
    std::sort(names.begin(), names.end());
    return names;
}

void write_file(const fs::path& file, const std::string& text) {
    std::ofstream(file, std::ios::binary) << text;
}

namespace {

struct DemoRun {
    TemporaryFolder folder;
    fs::path result = folder.path() / "demo";
    Finished said = run_presencia({"demo", "-o", result.string()});
};

const DemoRun& the_demo() {
    static const DemoRun run;
    return run;
}

}  // namespace

const fs::path& demo_result() {
    return the_demo().result;
}

const Finished& demo_run() {
    return the_demo().said;
}

const fs::path& result_by_country() {
    static const TemporaryFolder folder;
    static const fs::path result = [] {
        const fs::path study = copy_of_demo(folder.path() / "s");
        replace_in(study, "scope     = \"study\"", "scope     = \"country\"");
        if (run_presencia({"run", study.string(), "-q", "-o", (folder.path() / "out").string()}).status != 0) throw std::runtime_error("the demo's study does not run by country");
        return folder.path() / "out";
    }();
    return result;
}

fs::path copy_of_demo(const fs::path& folder) {
    fs::copy(fs::path(PRESENCIA_SOURCE_DIR) / "examples" / "01_demo", folder, fs::copy_options::recursive);
    return folder / "study.toml";
}

void replace_in(const fs::path& file, const std::string& from, const std::string& to) {
    std::string text = read_file(file);
    std::size_t at = text.find(from);
    if (at == std::string::npos) throw std::runtime_error(file.string() + " does not hold " + from);
    for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    write_file(file, text);
}

}  // namespace presencia::testing
