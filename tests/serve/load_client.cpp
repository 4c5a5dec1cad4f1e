// SPDX-License-Identifier: Apache-2.0
// Asks a server on this machine over many connections at once and holds every body against its reference. One thread, epoll: it costs less than what it measures.
//     load_client PORT CONNECTIONS REQUESTS SEED PLAN
// PLAN: a line an address, "path<TAB>status<TAB>fields<TAB>file with the body"; fields are header lines ("Accept-Encoding: gzip") or "-". Prints one line of JSON.
#include <arpa/inet.h>
#include <netinet/tcp.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>
#include <string_view>
#include <vector>

namespace {

using Clock = std::chrono::steady_clock;

struct Question {
    std::string request, body;
    int status = 200;
};

std::vector<Question> read_plan(const char* path) {
    std::ifstream lines(path);
    std::vector<Question> plan;
    for (std::string line; std::getline(lines, line);) {
        std::istringstream parts(line);
        std::string target, status, fields, file;
        std::getline(parts, target, '\t');
        std::getline(parts, status, '\t');
        std::getline(parts, fields, '\t');
        std::getline(parts, file, '\t');
        std::ifstream bytes(file, std::ios::binary);
        Question question;
        question.request = "GET " + target + " HTTP/1.1\r\nHost: 127.0.0.1\r\n" + (fields == "-" ? "" : fields + "\r\n") + "\r\n";
        question.body.assign(std::istreambuf_iterator<char>(bytes), {});
        question.status = std::atoi(status.c_str());
        plan.push_back(std::move(question));
    }
    return plan;
}

struct Tally {
    std::uint64_t sent = 0, answered = 0, wrong = 0, failed = 0, bytes = 0;
    std::vector<std::uint32_t> microseconds;
};

/// One connection: a question at a time.
class Client {
public:
    Client(int epoll, std::uint16_t port, const std::vector<Question>& plan, std::uint64_t seed) : epoll_(epoll), port_(port), plan_(plan), random_(seed * 2654435761U + 1) {}

    /// False where nothing is left to ask.
    bool ask(Tally& tally, std::uint64_t most) {
        if (tally.sent >= most) return false;
        if (socket_ < 0 && !connect()) {
            ++tally.failed;
            return false;
        }
        ++tally.sent;
        random_ = random_ * 6364136223846793005U + 1442695040888963407U;
        question_ = &plan_[(random_ >> 33) % plan_.size()];
        head_.clear();
        in_body_ = false;
        compared_ = 0;
        same_ = true;
        began_ = Clock::now();
        const std::string& request = question_->request;
        if (::send(socket_, request.data(), request.size(), MSG_NOSIGNAL) != static_cast<ssize_t>(request.size())) {
            ++tally.failed;
            close();
            return ask(tally, most);
        }
        return true;
    }

    /// Reads what has come. True where the answer is whole.
    bool read(Tally& tally) {
        static std::array<char, 1 << 18> buffer;
        while (true) {
            const ssize_t n = ::recv(socket_, buffer.data(), buffer.size(), MSG_DONTWAIT);
            if (n < 0 && (errno == EAGAIN || errno == EINTR)) return false;
            if (n <= 0) {
                ++tally.failed;
                close();
                return true;
            }
            tally.bytes += static_cast<std::uint64_t>(n);
            if (take({buffer.data(), static_cast<std::size_t>(n)}, tally)) return true;
        }
    }

private:
    bool take(std::string_view bytes, Tally& tally) {
        if (!in_body_) {
            head_.append(bytes);
            const std::size_t end = head_.find("\r\n\r\n");
            if (end == head_.npos) return false;
            in_body_ = true;
            understand(std::string_view(head_).substr(0, end + 2));
            const std::string rest = head_.substr(end + 4);
            return compare(rest, tally);
        }
        return compare(bytes, tally);
    }

    void understand(std::string_view head) {
        const int status = std::atoi(head.data() + 9);
        same_ = head.starts_with("HTTP/1.1 ") && status == question_->status;
        const std::size_t at = head.find("\r\nContent-Length: ");
        length_ = at == head.npos ? 0 : static_cast<std::size_t>(std::strtoull(head.data() + at + 18, nullptr, 10));
        last_ = head.find("\r\nConnection: close\r\n") != head.npos;
        same_ = same_ && length_ == question_->body.size();
    }

    bool compare(std::string_view bytes, Tally& tally) {
        same_ = same_ && compared_ + bytes.size() <= length_ && std::equal(bytes.begin(), bytes.end(), question_->body.begin() + static_cast<std::ptrdiff_t>(compared_));
        compared_ += bytes.size();
        if (compared_ < length_) return false;
        ++tally.answered;
        if (!same_) {
            ++tally.wrong;
            if (tally.wrong < 4) std::fprintf(stderr, "wrong: %s%s\n", question_->request.c_str(), head_.substr(0, 400).c_str());
        }
        tally.microseconds.push_back(static_cast<std::uint32_t>(std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_).count()));
        if (last_) close();
        return true;
    }

    bool connect() {
        socket_ = ::socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
        sockaddr_in to{};
        to.sin_family = AF_INET;
        to.sin_port = htons(port_);
        to.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
        const int on = 1;
        ::setsockopt(socket_, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        if (::connect(socket_, reinterpret_cast<const sockaddr*>(&to), sizeof to) != 0) return false;
        epoll_event event{};
        event.events = EPOLLIN;
        event.data.ptr = this;
        return ::epoll_ctl(epoll_, EPOLL_CTL_ADD, socket_, &event) == 0;
    }

    void close() {
        ::close(socket_);
        socket_ = -1;
    }

    int epoll_, socket_ = -1;
    std::uint16_t port_;
    const std::vector<Question>& plan_;
    std::uint64_t random_;
    const Question* question_ = nullptr;
    Clock::time_point began_;
    std::string head_;
    std::size_t length_ = 0, compared_ = 0;
    bool in_body_ = false, same_ = true, last_ = false;
};

std::uint32_t percentile(const std::vector<std::uint32_t>& sorted, double part) {
    return sorted.empty() ? 0 : sorted[std::min(sorted.size() - 1, static_cast<std::size_t>(part * static_cast<double>(sorted.size())))];
}

}  // namespace

int main(int count, char** arguments) {
    if (count != 6) {
        std::fprintf(stderr, "load_client PORT CONNECTIONS REQUESTS SEED PLAN\n");
        return 2;
    }
    const std::vector<Question> plan = read_plan(arguments[5]);
    if (plan.empty()) return 2;
    const auto port = static_cast<std::uint16_t>(std::atoi(arguments[1]));
    const int connections = std::atoi(arguments[2]);
    const std::uint64_t most = std::strtoull(arguments[3], nullptr, 10), seed = std::strtoull(arguments[4], nullptr, 10);
    const int epoll = ::epoll_create1(EPOLL_CLOEXEC);
    Tally tally;
    tally.microseconds.reserve(most);
    std::vector<Client> clients;
    for (int i = 0; i < connections; ++i) clients.emplace_back(epoll, port, plan, seed * 1000 + static_cast<std::uint64_t>(i));
    const Clock::time_point began = Clock::now();
    int busy = 0;
    for (Client& client : clients) busy += client.ask(tally, most) ? 1 : 0;
    std::array<epoll_event, 256> events;
    while (busy > 0) {
        const int ready = ::epoll_wait(epoll, events.data(), static_cast<int>(events.size()), 30000);
        if (ready == 0) {  // nobody was answered for half a minute
            tally.failed += static_cast<std::uint64_t>(busy);
            break;
        }
        for (int i = 0; i < ready; ++i) {
            auto* const client = static_cast<Client*>(events[static_cast<std::size_t>(i)].data.ptr);
            if (client->read(tally) && !client->ask(tally, most)) --busy;
        }
    }
    const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
    std::sort(tally.microseconds.begin(), tally.microseconds.end());
    std::printf("{\"sent\": %llu, \"answered\": %llu, \"wrong\": %llu, \"failed\": %llu, \"bytes\": %llu, \"seconds\": %.3f, \"p50\": %u, \"p99\": %u, \"most\": %u}\n", static_cast<unsigned long long>(tally.sent),
                static_cast<unsigned long long>(tally.answered), static_cast<unsigned long long>(tally.wrong), static_cast<unsigned long long>(tally.failed), static_cast<unsigned long long>(tally.bytes), seconds,
                percentile(tally.microseconds, 0.5), percentile(tally.microseconds, 0.99), percentile(tally.microseconds, 1.0));
    return tally.wrong + tally.failed > 0 ? 1 : 0;
}
