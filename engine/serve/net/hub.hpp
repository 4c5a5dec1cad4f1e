// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "serve/http/conclude.hpp"
#include "serve/log.hpp"
#include "serve/net/crowd.hpp"
#include "serve/net/unsent.hpp"
#include "serve/net/work_queue.hpp"
#include "serve/options.hpp"
#include "serve/public_address.hpp"
#include "serve/result/result.hpp"
#include "serve/site.hpp"

#include <atomic>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string>

namespace presencia::serve {

/// The result that requests are answered from now. A request takes it once and keeps it to its end.
class CurrentResult {
public:
    std::shared_ptr<const Result> take() const {
        const std::lock_guard lock(guard_);
        return result_;
    }
    void put(std::shared_ptr<const Result> result) {
        {
            const std::lock_guard lock(guard_);
            result_.swap(result);
        }
        // The one before goes here, outside the lock: closing its files takes a while.
    }

private:
    mutable std::mutex guard_;
    std::shared_ptr<const Result> result_;
};

/// What happened since the last line of the log that says so.
struct Tally {
    std::atomic<std::uint64_t> requests{0}, connections{0}, client_faults{0}, server_faults{0}, refused_connections{0}, refused_work{0}, slow{0}, broken{0};
};

/// What all connections of a server share.
struct Hub {
    explicit Hub(const ServeOptions& given) : options(given), crowd(given.limits.connections, given.limits.connections_each), work(given.limits.waiting_work), log(given.log) {}

    const ServeOptions& options;
    Site site;
    CurrentResult result;
    Crowd crowd;
    WorkQueue work;
    Unsent unsent;
    Log log;
    Tally tally;
    std::unique_ptr<const PublicAddress> address;
    std::atomic<bool> stopping{false};

    bool trusts(const std::string& address_of_peer) const;
    /// A public result may be read by any page; another only by those that were named, since a browser on this machine would hand it to whatever page asks.
    CrossOrigin cross_origin(const Result& of) const;
};

}  // namespace presencia::serve
