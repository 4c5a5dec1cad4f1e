// SPDX-License-Identifier: Apache-2.0
#include "core/error.hpp"
#include "core/parallel.hpp"
#include "serve/net/hub.hpp"
#include "serve/net/listener.hpp"
#include "serve/net/watch.hpp"
#include "serve/options.hpp"

#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <functional>

namespace presencia::serve {

namespace {

constexpr std::chrono::minutes tally_time{1};

/// As many open files as the system lets us have: a file a connection, and those of the result.
void raise_file_limit() {
    rlimit limit{};
    if (::getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = std::min<rlim_t>(limit.rlim_max, 65536);
    ::setrlimit(RLIMIT_NOFILE, &limit);
}

/// Everything that happens on the first loop beside its connections: signals, the watch, a line a minute.
class Warden {
public:
    Warden(Hub& hub, std::vector<std::unique_ptr<Loop>>& loops, Listener& listener, Watch& watch)
        : hub_(hub), loops_(loops), listener_(listener), watch_(watch), ends_(loops.front()->context(), SIGTERM, SIGINT), again_(loops.front()->context(), SIGHUP), timer_(loops.front()->context()) {}

    void start() {
        wait_for_end();
        wait_for_again();
        wait_for_minute();
    }

private:
    void wait_for_end() {
        ends_.async_wait([this](const boost::system::error_code& cancelled, int) {
            if (cancelled) return;
            hub_.log.say("stopping", {{"connections", std::to_string(hub_.crowd.size())}});
            hub_.stopping = true;
            listener_.stop();
            watch_.stop();
            timer_.cancel();
            again_.cancel();
            for (const auto& loop : loops_) loop->stop();
        });
    }

    void wait_for_again() {
        again_.async_wait([this](const boost::system::error_code& cancelled, int) {
            if (cancelled) return;
            watch_.look();
            wait_for_again();
        });
    }

    void wait_for_minute() {
        timer_.expires_after(tally_time);
        timer_.async_wait([this](const boost::system::error_code& cancelled) {
            if (cancelled) return;
            say_tally(hub_);
            wait_for_minute();
        });
    }

public:
    static void say_tally(Hub& hub) {
        const auto taken = [](std::atomic<std::uint64_t>& counter) { return std::to_string(counter.exchange(0)); };
        if (hub.tally.requests == 0 && hub.tally.connections == 0) return;
        hub.log.say("tally", {{"requests", taken(hub.tally.requests)}, {"connections", taken(hub.tally.connections)}, {"open", std::to_string(hub.crowd.size())}, {"client_faults", taken(hub.tally.client_faults)},
                              {"server_faults", taken(hub.tally.server_faults)}, {"refused_connections", taken(hub.tally.refused_connections)}, {"gave_way", std::to_string(hub.crowd.take_gave_way())}, {"refused_work", taken(hub.tally.refused_work)},
                              {"slow", taken(hub.tally.slow)}, {"broken", taken(hub.tally.broken)}});
    }

private:
    Hub& hub_;
    std::vector<std::unique_ptr<Loop>>& loops_;
    Listener& listener_;
    Watch& watch_;
    boost::asio::signal_set ends_, again_;
    boost::asio::steady_timer timer_;
};

}  // namespace

void serve(const ServeOptions& options) {
    raise_file_limit();
    Hub hub(options);
    Identity identity;
    hub.result.put(open_result(options.directory, options.equipment, identity));
    const std::shared_ptr<const Result> first = hub.result.take();
    hub.site.map = map_files(options.equipment.web);
    hub.site.most_area = options.limits.bbox_area;
    hub.site.most_gap_bytes = options.limits.unsent / 8;
    const unsigned count = std::max(1U, options.threads);
    std::vector<std::unique_ptr<Loop>> loops;
    for (unsigned i = 0; i < count; ++i) loops.push_back(std::make_unique<Loop>(hub));
    Listener listener(hub, loops);
    hub.address = std::make_unique<const PublicAddress>(options.public_url, options.host, listener.bound());
    Watch watch(hub, *loops.front(), identity);
    Warden warden(hub, loops, listener, watch);
    warden.start();
    watch.start();
    listener.start();
    const std::string address = options.public_url.empty() ? "http://" + listener.bound() + "/" : options.public_url;
    hub.log.say("started", {{"address", "http://" + listener.bound()}, {"result", first->version()}, {"study", first->fact("name")}, {"profile", first->fact("profile")}, {"map", hub.site.map.empty() ? "no" : "yes"}});
    if (options.ready) options.ready(address);
    std::atomic<unsigned> talking{count};
    // Half of the threads talk to clients, the others work answers out, and each index is one thread's for as long as we serve.
    parallel_for(2 * count, 2 * count, [&](std::size_t i, unsigned) {
        if (i >= count) return hub.work.work();
        try {
            loops[i]->run();
        } catch (...) {
            hub.work.close();
            for (const auto& loop : loops) loop->context().stop();
            throw;
        }
        if (--talking == 0) hub.work.close();
    });
    Warden::say_tally(hub);
    hub.log.say("stopped", {});
}

}  // namespace presencia::serve
