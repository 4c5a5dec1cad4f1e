// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/net/loop.hpp"

#include <memory>
#include <string>
#include <vector>

namespace presencia::serve {

/// Takes connections and deals them out to the loops in turn. It lives on the first of them.
class Listener {
public:
    /// Throws Error(server_address) where it cannot listen.
    Listener(Hub& hub, std::vector<std::unique_ptr<Loop>>& loops);

    /// "127.0.0.1:8080", with the port that it is.
    std::string bound() const;
    void start() { accept(); }
    /// On the first loop's thread: takes what the system has already let in, then no more.
    void stop();

private:
    void accept();
    void greet(boost::asio::ip::tcp::socket socket, Loop& loop);
    void turn_away(boost::asio::ip::tcp::socket socket);

    Hub& hub_;
    std::vector<std::unique_ptr<Loop>>& loops_;
    boost::asio::ip::tcp::acceptor acceptor_;
    boost::asio::steady_timer pause_;
    std::size_t turn_ = 0;
    bool stopped_ = false, short_of_files_ = false;
};

}  // namespace presencia::serve
