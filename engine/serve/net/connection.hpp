// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/error.hpp"
#include "serve/http/request.hpp"
#include "serve/net/loop.hpp"

#include <boost/beast/core/flat_buffer.hpp>
#include <boost/beast/http/empty_body.hpp>
#include <boost/beast/http/parser.hpp>

#include <array>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace presencia::serve {

/// One client: reads a header, has it answered, writes the answer, and again. One request at a time, however many were sent ahead. Everything runs on its loop's thread but the work that an endpoint asks for.
class Connection final : public std::enable_shared_from_this<Connection> {
public:
    Connection(Loop& loop, boost::asio::ip::tcp::socket socket, std::string address, bool trusted, std::shared_ptr<Seat> seat);
    ~Connection();

    void start();
    /// Ends what takes too long; `no_grace`: also what has nothing to do.
    void look_at_clock(bool no_grace);
    /// Ends it now.
    void abandon();

private:
    enum class State : std::uint8_t { idle, header, answering, writing, lingering };
    using Clock = Loop::Clock;

    void read();
    void take(std::size_t bytes);
    /// Answers the next request if its header is in the buffer; else reads on.
    void next();
    void answer(std::string_view header);
    void understand();
    void respond(Response response, std::string_view pattern);
    /// A response to what could not be understood: the connection ends with it.
    void refuse(const Error& error);
    void refuse(ErrorCode code) { refuse(Error(code, {})); }
    void send(Wire wire, std::string_view pattern);
    void write_piece();
    void wrote();
    void linger();
    void drain();
    void close();
    /// The client's turn: it has `time` for its header, or for beginning one.
    void wait_for_client(State state, std::chrono::milliseconds time);
    /// Its seat is another's: it ends, unless a request came at the last moment, which is answered.
    void give_way();
    void within(std::chrono::milliseconds time) { deadline_ = Clock::now() + time; }
    void note(std::string_view pattern, int status, std::uint64_t bytes);

    Loop& loop_;
    boost::asio::ip::tcp::socket socket_;
    std::string address_;
    bool trusted_;
    std::shared_ptr<Seat> seat_;
    bool asked_ = false;  ///< it has sent a whole header
    State state_ = State::idle;
    Clock::time_point deadline_, began_;
    bool last_ = false;  ///< the answer that is under way is the last one
    bool gone_ = false;

    boost::beast::flat_buffer buffer_;
    std::size_t searched_ = 0, header_ = 0;  ///< bytes without an end of header; bytes of the header that is being answered
    std::optional<boost::beast::http::request_parser<boost::beast::http::empty_body>> parser_;
    Request request_;
    std::shared_ptr<const Result> result_;
    Wire wire_;
    std::uint64_t written_ = 0;
    std::string piece_;
    std::size_t lingered_ = 0;
};

}  // namespace presencia::serve
