// SPDX-License-Identifier: Apache-2.0
#include "serve/net/crowd.hpp"

#include <algorithm>

namespace presencia::serve {

std::shared_ptr<Seat> Crowd::enter(const std::string& address, bool counted_each) {
    const std::lock_guard lock(guard_);
    const auto here = [&] {
        const auto at = each_.find(address);
        return at == each_.end() ? std::size_t{0} : at->second.seats.size();
    };
    if (counted_each && here() >= most_each_ && !make_room([&](const Addresses::value_type& one) { return one.first == address; })) return nullptr;
    if (all_ >= most_) {
        std::size_t largest = 0;
        for (const auto& [name, one] : each_) largest = std::max(largest, one.counted_each ? one.seats.size() : 0);
        if (!make_room([&](const Addresses::value_type& one) { return one.second.counted_each && one.second.seats.size() == largest; })) return nullptr;
    }
    Here& at = each_[address];
    at.counted_each = counted_each;
    ++all_;
    return at.seats.emplace_back(std::make_shared<Seat>());
}

template <class May>
bool Crowd::make_room(May may) {
    auto where = each_.end();
    std::shared_ptr<Seat> first;
    Seat::Clock::rep longest = Seat::never;
    for (auto at = each_.begin(); at != each_.end(); ++at) {
        if (!may(*at)) continue;
        for (const std::shared_ptr<Seat>& seat : at->second.seats) {
            const Seat::Clock::rep since = seat->waiting_.load(std::memory_order_acquire);
            if (since >= longest) continue;
            where = at;
            first = seat;
            longest = since;
        }
    }
    if (!first) return false;
    first->make_room_();
    remove(where, first);
    ++gave_way_;
    return true;
}

void Crowd::remove(Addresses::iterator at, const std::shared_ptr<Seat>& seat) {
    std::vector<std::shared_ptr<Seat>>& seats = at->second.seats;
    seat->left_ = true;
    *std::find(seats.begin(), seats.end(), seat) = seats.back();
    seats.pop_back();
    --all_;
    if (seats.empty()) each_.erase(at);
}

void Crowd::leave(const std::string& address, const std::shared_ptr<Seat>& seat) {
    const std::lock_guard lock(guard_);
    if (!seat->left_) remove(each_.find(address), seat);
}

std::size_t Crowd::size() const {
    const std::lock_guard lock(guard_);
    return all_;
}

}  // namespace presencia::serve
