// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <cstdint>
#include <functional>
#include <limits>
#include <memory>
#include <mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace presencia::serve {

/// A connection's place in the crowd. While the connection waits for its client it can be asked to give the place to a newcomer.
class Seat {
public:
    using Clock = std::chrono::steady_clock;

    /// By the connection, before its first waits(): how it is asked to make room, from any thread.
    void on_request_for_room(std::function<void()> make_room) { make_room_ = std::move(make_room); }
    /// By the connection: it waits for its client, as if since then.
    void waits(Clock::time_point since) noexcept { waiting_.store(since.time_since_epoch().count(), std::memory_order_release); }
    /// By the connection: a request is being answered, and its place is its own.
    void busy() noexcept { waiting_.store(never, std::memory_order_release); }

private:
    friend class Crowd;

    static constexpr Clock::rep never = std::numeric_limits<Clock::rep>::max();

    std::atomic<Clock::rep> waiting_{never};  ///< since when
    std::function<void()> make_room_;
    bool left_ = false;  ///< guarded by the crowd
};

/// Connections by address, and all of them.
class Crowd {
public:
    Crowd(std::size_t most, std::size_t most_each) : most_(most), most_each_(most_each) {}

    /// A place for one more; nothing where all are being answered. Where an address has all its places, the connection there that has waited longest for its client gives way; where all places are taken, the one that has waited
    /// longest at the address that has most of them: who asks is waited for least, and who only holds a place most. `counted_each`: the address stands for itself and not for others; one that stands for others never gives way.
    std::shared_ptr<Seat> enter(const std::string& address, bool counted_each);
    /// Gives a place back, if it has not been given to another. `address`: that it entered with.
    void leave(const std::string& address, const std::shared_ptr<Seat>& seat);
    std::size_t size() const;
    /// How many had to give way since this was asked last.
    std::uint64_t take_gave_way() { return gave_way_.exchange(0); }

private:
    struct Here {
        std::vector<std::shared_ptr<Seat>> seats;
        bool counted_each = true;
    };
    using Addresses = std::unordered_map<std::string, Here>;

    /// Of the seats of the addresses that `may` names, the one that gives way first is emptied. False where all are busy.
    template <class May>
    bool make_room(May may);
    void remove(Addresses::iterator at, const std::shared_ptr<Seat>& seat);

    mutable std::mutex guard_;
    std::size_t most_, most_each_, all_ = 0;
    Addresses each_;
    std::atomic<std::uint64_t> gave_way_{0};
};

}  // namespace presencia::serve
