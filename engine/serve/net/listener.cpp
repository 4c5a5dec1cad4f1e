// SPDX-License-Identifier: Apache-2.0
#include "serve/net/listener.hpp"

#include "core/error.hpp"
#include "serve/http/problem.hpp"

#include <array>

namespace presencia::serve {

namespace asio = boost::asio;
using asio::ip::tcp;
using boost::system::error_code;

namespace {

/// Between two tries to take connections while the system has no file for them.
constexpr std::chrono::milliseconds pause_time{100};
constexpr int backlog = 1024;

[[noreturn]] void cannot(const std::string& host, std::uint16_t port, const error_code& why) {
    throw Error(ErrorCode::server_address, {}, host + ":" + std::to_string(port) + ": " + why.message(), "--host, --port");
}

}  // namespace

Listener::Listener(Hub& hub, std::vector<std::unique_ptr<Loop>>& loops) : hub_(hub), loops_(loops), acceptor_(loops.front()->context()), pause_(loops.front()->context()) {
    const ServeOptions& options = hub.options;
    error_code failed;
    const asio::ip::address address = asio::ip::make_address(options.host == "localhost" ? "127.0.0.1" : options.host, failed);
    if (failed) cannot(options.host, options.port, failed);
    const tcp::endpoint endpoint(address, options.port);
    acceptor_.open(endpoint.protocol(), failed);
    if (!failed) acceptor_.set_option(asio::socket_base::reuse_address(true), failed);
    if (!failed) acceptor_.bind(endpoint, failed);
    if (!failed) acceptor_.listen(backlog, failed);
    if (failed) cannot(options.host, options.port, failed);
}

std::string Listener::bound() const {
    const tcp::endpoint endpoint = acceptor_.local_endpoint();
    const std::string host = endpoint.address().to_string();
    return (endpoint.address().is_v6() ? "[" + host + "]" : host) + ":" + std::to_string(endpoint.port());
}

void Listener::accept() {
    Loop& loop = *loops_[turn_++ % loops_.size()];
    acceptor_.async_accept(loop.context(), [this, &loop](error_code failed, tcp::socket socket) {
        if (stopped_) return;
        if (!failed) {
            short_of_files_ = false;
            greet(std::move(socket), loop);
            return accept();
        }
        // Whatever it was, the next client may have more luck; but not at once, or this would be all we do.
        if (!short_of_files_) hub_.log.say("accept_failed", {{"what", failed.message()}});
        short_of_files_ = true;
        pause_.expires_after(pause_time);
        pause_.async_wait([this](error_code cancelled) {
            if (!cancelled && !stopped_) accept();
        });
    });
}

void Listener::greet(tcp::socket socket, Loop& loop) {
    error_code failed;
    const tcp::endpoint peer = socket.remote_endpoint(failed);
    if (failed) return;
    const std::string address = peer.address().to_string();
    const bool trusted = hub_.trusts(address);
    ++hub_.tally.connections;
    std::shared_ptr<Seat> seat = hub_.crowd.enter(address, !trusted);
    if (!seat) return turn_away(std::move(socket));
    loop.adopt(std::move(socket), address, trusted, std::move(seat));
}

/// One try to say why, without waiting for anything: the crowd outside may be large.
void Listener::turn_away(tcp::socket socket) {
    ++hub_.tally.refused_connections;
    error_code ignored;
    socket.non_blocking(true, ignored);
    std::array<char, 4096> unread;
    socket.read_some(asio::buffer(unread), ignored);
    const Wire wire = conclude(Request(), problem(Error(ErrorCode::server_busy, {}), Language::en), hub_.cross_origin(*hub_.result.take()), loops_.front()->date(), true);
    const std::string all = wire.head + *wire.body.bytes;
    socket.write_some(asio::buffer(all), ignored);
    socket.shutdown(tcp::socket::shutdown_send, ignored);
}

void Listener::stop() {
    stopped_ = true;
    error_code failed;
    acceptor_.non_blocking(true, failed);
    while (!failed) {
        Loop& loop = *loops_[turn_++ % loops_.size()];
        tcp::socket socket(loop.context());
        acceptor_.accept(socket, failed);
        if (!failed) greet(std::move(socket), loop);
    }
    acceptor_.close(failed);
    pause_.cancel();
}

}  // namespace presencia::serve
