// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "serve/bounding_box.hpp"
#include "serve/http/header_check.hpp"
#include "serve/result/result.hpp"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace presencia::serve {

/// What a client may take of us, and for how long.
struct Limits {
    HeaderLimits header;
    std::chrono::milliseconds header_time{5000};   ///< for the whole header, from its first byte or the connection's start
    std::chrono::milliseconds write_time{10000};   ///< for each piece of an answer (write_piece)
    std::chrono::milliseconds idle_time{30000};    ///< between two requests
    std::chrono::milliseconds stop_time{10000};    ///< for what is in flight when the server stops
    std::chrono::milliseconds stop_grace{1000};    ///< in which a connection that stays may still ask once more
    std::size_t write_piece = 128 << 10;
    std::size_t connections = 1024;
    std::size_t connections_each = 64;  ///< of one address; not of those that forward for others
    std::size_t waiting_work = 128;     ///< answers waiting to be worked out; more are refused
    std::size_t unsent = 512 << 20;     ///< bytes of answers that were worked out and are not yet taken by their clients; while there are more, no other is worked out; /gaps as GeoJSON may take an eighth
    double bbox_area = whole_earth;     ///< square degrees
};

/// How a result is served.
struct ServeOptions {
    std::filesystem::path directory;
    Equipment equipment;
    std::string host = "127.0.0.1";
    std::uint16_t port = 8080;             ///< 0: any that is free
    std::string public_url;                ///< "https://example.org/presencia"; "" by what the request says
    std::vector<std::string> trusted;      ///< addresses whose X-Forwarded-Proto, -Host and -Prefix are believed
    std::vector<std::string> cross_origins;  ///< "*", or origins; none given: "*" for a public result, nobody for others
    unsigned threads = 1;                  ///< that talk to clients; as many again work answers out
    bool log_requests = false;
    Limits limits{};
    std::chrono::milliseconds watch_time{1000};  ///< between two looks at whether the result was exchanged
    /// Called once, when requests are answered: the address, with the port that it is.
    std::function<void(const std::string& address)> ready;
    /// Takes one line of the log, without its end. Called by any thread, one at a time.
    std::function<void(const std::string& line)> log;
};

/// Serves until SIGTERM or SIGINT, then finishes what is in flight. Throws output_not_result where the directory holds no result, server_address where it cannot listen.
void serve(const ServeOptions& options);

}  // namespace presencia::serve
