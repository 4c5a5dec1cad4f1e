// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/net/asio.hpp"
#include "serve/net/hub.hpp"

#include <chrono>
#include <memory>
#include <string>
#include <unordered_set>

namespace presencia::serve {

class Connection;

/// One thread's share of the connections: they are used by no other thread. Deadlines are looked at a few times a second for all of them together, which is far cheaper than a timer each.
class Loop {
public:
    using Clock = std::chrono::steady_clock;

    explicit Loop(Hub& hub);

    boost::asio::io_context& context() noexcept { return context_; }
    Hub& hub() noexcept { return hub_; }
    /// The time of this round, as exact as deadlines have to be.
    Clock::time_point now() const noexcept { return now_; }
    const std::string& date() const noexcept { return date_; }

    /// From any thread: a connection of a client at `address`, which has its seat in the crowd.
    void adopt(boost::asio::ip::tcp::socket socket, std::string address, bool trusted, std::shared_ptr<Seat> seat);
    /// From any thread: what is in flight is finished, then run() returns.
    void stop();
    /// Until stop() is done.
    void run();

    void leave(Connection* connection);

private:
    void tick();

    Hub& hub_;
    boost::asio::io_context context_{1};
    boost::asio::steady_timer timer_{context_};
    Clock::time_point now_ = Clock::now(), stop_began_{};
    std::string date_;
    std::unordered_set<Connection*> connections_;
    bool stopping_ = false;
};

}  // namespace presencia::serve
