// SPDX-License-Identifier: Apache-2.0
#include "serve/net/watch.hpp"

#include "core/error.hpp"

namespace presencia::serve {

Watch::Watch(Hub& hub, Loop& loop, Identity served) : hub_(hub), loop_(loop), timer_(loop.context()), served_(served) {}

void Watch::wait() {
    timer_.expires_after(hub_.options.watch_time);
    timer_.async_wait([this](const boost::system::error_code& cancelled) {
        if (cancelled || hub_.stopping) return;
        look();
        wait();
    });
}

void Watch::look() {
    if (opening_) return;
    const Identity now = identity_of(hub_.options.directory);
    if (now == served_ || now == refused_) return;
    opening_ = true;
    hub_.work.insist([this] { open(); });
}

void Watch::open() {
    Identity identity = identity_of(hub_.options.directory), good = served_;
    try {
        std::shared_ptr<const Result> result = open_result(hub_.options.directory, hub_.options.equipment, identity);
        hub_.log.say("reloaded", {{"result", result->version()}, {"study", result->fact("name")}, {"profile", result->fact("profile")}});
        hub_.result.put(std::move(result));
        good = identity;
    } catch (const Error& error) {
        hub_.log.say("reload_failed", {{"what", error.what()}});
    } catch (const std::exception& error) {
        hub_.log.say("reload_failed", {{"what", error.what()}});
    }
    boost::asio::post(loop_.context(), [this, good, identity] {
        refused_ = good == identity ? Identity{} : identity;
        served_ = good;
        opening_ = false;
    });
}

}  // namespace presencia::serve
