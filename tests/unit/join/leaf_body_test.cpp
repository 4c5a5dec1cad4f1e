// SPDX-License-Identifier: Apache-2.0
#include "join/leaf_body.hpp"

#include <catch2/catch.hpp>

#include <tuple>
#include <vector>

using namespace presencia;
using Numbers = std::vector<std::uint32_t>;

namespace {

/// Edges run between the same places where they have the same last digit.
Numbers closed(join::LeafBody& body) {
    body.close_last([](std::uint32_t a, std::uint32_t b) { return a % 10 == b % 10; });
    return {body.numbers().begin(), body.numbers().end()};
}

}  // namespace

TEST_CASE("Of two neighbours the second needs no edges: what is not the first's is its own") {
    join::LeafBody body;
    body.add(4, true, Numbers{11, 12});
    body.add(9, false, Numbers{22, 21});
    CHECK(closed(body) == Numbers{4 << 1 | 1, 2, 11, 12, 9 << 1 | 1, 0});
}

TEST_CASE("Of three that meet in a corner the last needs no edges") {
    join::LeafBody body;
    body.add(1, false, Numbers{11, 12});
    body.add(2, true, Numbers{22, 23});
    body.add(3, false, Numbers{33, 31});
    CHECK(closed(body) == Numbers{1 << 1, 2, 11, 12, 2 << 1 | 1, 2, 22, 23, 3 << 1 | 1, 0});
}

TEST_CASE("Edges stay where others do not answer for them") {
    const auto stays = [](auto... members) {
        join::LeafBody body;
        (body.add(std::get<0>(members), std::get<1>(members), std::get<2>(members)), ...);
        const Numbers before(body.numbers().begin(), body.numbers().end());
        CHECK(closed(body) == before);
    };
    using Member = std::tuple<std::uint32_t, bool, Numbers>;
    stays(Member{1, true, {11, 12}}, Member{2, false, {21, 23}});                          // an edge of its own: a coast, or another's vertices
    stays(Member{1, true, {11, 12}}, Member{2, true, {21, 22}});                           // two that lie on each other
    stays(Member{1, false, {11, 12}}, Member{2, false, {21, 22}});                         // nobody's land beside them
    stays(Member{1, true, {11}}, Member{2, false, {21, 22}});                              // an end of a border
    stays(Member{1, true, {11, 12}}, Member{2, false, {21, 22}}, Member{3, false, {33, 43}});  // the last one's own edges lie on each other
    stays(Member{1, true, {11, 12}});
}
