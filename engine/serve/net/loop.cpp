// SPDX-License-Identifier: Apache-2.0
#include "serve/net/loop.hpp"

#include "serve/net/connection.hpp"

#include <vector>

namespace presencia::serve {

namespace {

constexpr std::chrono::milliseconds round_time{200};

}  // namespace

Loop::Loop(Hub& hub) : hub_(hub) {
    tick();
}

void Loop::adopt(boost::asio::ip::tcp::socket socket, std::string address, bool trusted, std::shared_ptr<Seat> seat) {
    auto connection = std::make_shared<Connection>(*this, std::move(socket), std::move(address), trusted, std::move(seat));
    boost::asio::post(context_, [this, connection = std::move(connection)] {
        connections_.insert(connection.get());
        connection->start();
    });
}

void Loop::leave(Connection* connection) {
    connections_.erase(connection);
}

void Loop::stop() {
    boost::asio::post(context_, [this] {
        stopping_ = true;
        stop_began_ = Clock::now();
    });
}

void Loop::run() {
    context_.run();
}

void Loop::tick() {
    now_ = Clock::now();
    date_ = http_date(std::chrono::duration_cast<std::chrono::seconds>(std::chrono::system_clock::now().time_since_epoch()).count());
    const Limits& limits = hub_.options.limits;
    const bool no_grace = stopping_ && now_ - stop_began_ > limits.stop_grace, no_time = stopping_ && now_ - stop_began_ > limits.stop_time;
    const std::vector<Connection*> all(connections_.begin(), connections_.end());  // closing one changes the set
    for (Connection* connection : all) {
        if (no_time) connection->abandon();
        else connection->look_at_clock(no_grace);
    }
    if (stopping_ && connections_.empty()) {
        context_.stop();
        return;
    }
    timer_.expires_after(stopping_ ? round_time / 8 : round_time);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (!cancelled) tick();
    });
}

}  // namespace presencia::serve
