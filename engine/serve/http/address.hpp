// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// Addresses of requests: parts that are decoded once and never become a path of the file system.
namespace presencia::serve {

using Parameters = std::vector<std::pair<std::string, std::string>>;

/// %XX decoded. Nothing where an escape is broken or the bytes are not UTF-8, or hold a control character. '+' stays '+' unless `plus_is_blank`, as in queries.
std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_blank = false);

/// Everything but letters, digits and -._~: as %XX; ':' and ',' stay, since ids and bounding boxes read better with them.
std::string percent_encoded(std::string_view text);

/// The segments of "/a/b%20c": {"a", "b c"}; of "/": none. A slash at the end gives a last segment of "". Throws Error(request_malformed) where a segment cannot be decoded or is ".", "..", or holds a
/// slash or backslash once decoded: a name of ours never does.
std::vector<std::string> path_segments(std::string_view path);

/// "a=1&b=2" in its order. Throws Error(request_malformed) where it cannot be decoded.
Parameters query_parameters(std::string_view query);

/// A target as it stands in the request line, cut into path and query.
struct Target {
    std::string_view path, query;
};
/// "/path?query" and "http://host/path?query" (RFC 9112, 3.2.2). Throws Error(request_malformed) for other forms and for what has a fragment or bytes that no address has.
Target split_target(std::string_view target);

}  // namespace presencia::serve
