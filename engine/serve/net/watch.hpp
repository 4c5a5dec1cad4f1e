// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/net/loop.hpp"

namespace presencia::serve {

/// Looks whether another result has taken the place of the one that is served, and opens it beside: requests go on meanwhile, and those that have begun keep the result they have.
class Watch {
public:
    Watch(Hub& hub, Loop& loop, Identity served);

    void start() { wait(); }
    /// Looks now. On the loop's thread.
    void look();
    void stop() { timer_.cancel(); }

private:
    void wait();
    void open();

    Hub& hub_;
    Loop& loop_;
    boost::asio::steady_timer timer_;
    Identity served_, refused_{};  ///< of what is served; of what was tried and was no result
    bool opening_ = false;
};

}  // namespace presencia::serve
