// SPDX-License-Identifier: Apache-2.0
#include "serve/net/connection.hpp"

#include "core/error.hpp"
#include "serve/http/negotiation.hpp"
#include "serve/http/problem.hpp"
#include "serve/router.hpp"

#include <linux/sockios.h>
#include <netinet/tcp.h>
#include <sys/ioctl.h>

#include <algorithm>

namespace presencia::serve {

namespace asio = boost::asio;
namespace http = boost::beast::http;
using boost::system::error_code;

namespace {

constexpr std::size_t read_bytes = 4096;
/// What a client that was refused may still send before it hears no more.
constexpr std::size_t most_lingered = 4 << 20;
constexpr std::chrono::milliseconds linger_time{2000};

std::string_view view(boost::beast::string_view text) {
    return {text.data(), text.size()};
}

}  // namespace

Connection::Connection(Loop& loop, asio::ip::tcp::socket socket, std::string address, bool trusted, std::shared_ptr<Seat> seat)
    : loop_(loop), socket_(std::move(socket)), address_(std::move(address)), trusted_(trusted), seat_(std::move(seat)), buffer_(loop.hub().options.limits.header.request_line + loop.hub().options.limits.header.fields + 2 * read_bytes) {}

Connection::~Connection() {
    loop_.hub().crowd.leave(address_, seat_);
}

void Connection::start() {
    error_code ignored;
    socket_.set_option(asio::ip::tcp::no_delay(true), ignored);
    // The system takes no more ahead of the client than we do: a piece that is written has then nearly arrived, and its deadline means something.
    socket_.set_option(asio::detail::socket_option::integer<IPPROTO_TCP, TCP_NOTSENT_LOWAT>(static_cast<int>(loop_.hub().options.limits.write_piece)), ignored);
    seat_->on_request_for_room([weak = weak_from_this(), &context = loop_.context()] {
        asio::post(context, [weak] {
            if (const auto self = weak.lock()) self->give_way();
        });
    });
    wait_for_client(State::header, loop_.hub().options.limits.header_time);
    read();
}

void Connection::wait_for_client(State state, std::chrono::milliseconds time) {
    state_ = state;
    within(time);
    // Who never asked gives way before those who have and pause: a flood of half headers must not push out the clients beside it.
    seat_->waits(asked_ ? Clock::now() : Clock::now() - loop_.hub().options.limits.header_time);
}

void Connection::give_way() {
    if (gone_) return;
    if (state_ == State::idle || state_ == State::header) return close();
    last_ = true;
}

void Connection::read() {
    socket_.async_read_some(buffer_.prepare(read_bytes), [self = shared_from_this()](error_code failed, std::size_t bytes) {
        // Cut short by its deadline: the answer that says so is under way.
        if (self->gone_ || (self->state_ != State::idle && self->state_ != State::header)) return;
        if (failed) return self->close();
        self->take(bytes);
    });
}

void Connection::take(std::size_t bytes) {
    buffer_.commit(bytes);
    if (state_ == State::idle) {
        state_ = State::header;
        within(loop_.hub().options.limits.header_time);
    }
    next();
}

void Connection::next() {
    const auto in_buffer = [&] { return std::string_view(static_cast<const char*>(buffer_.data().data()), buffer_.size()); };
    // Blank lines before a request are a habit of old clients (RFC 9112, 2.2).
    while (in_buffer().starts_with("\r\n")) {
        buffer_.consume(2);
        searched_ = 0;
    }
    const std::string_view arrived = in_buffer();
    const std::size_t end = arrived.find("\r\n\r\n", searched_);
    if (const auto overflow = header_overflow(arrived.substr(0, end), loop_.hub().options.limits.header)) return refuse(*overflow);
    if (end != arrived.npos) return answer(arrived.substr(0, end + 4));
    // A line that ends otherwise than in CR LF will not get better by waiting.
    for (std::size_t line = arrived.find('\n', searched_); line != arrived.npos; line = arrived.find('\n', line + 1)) {
        if (line == 0 || arrived[line - 1] != '\r') return refuse(ErrorCode::request_malformed);
    }
    searched_ = arrived.size() > 3 ? arrived.size() - 3 : 0;
    read();
}

void Connection::answer(std::string_view header) {
    began_ = Clock::now();
    state_ = State::answering;
    seat_->busy();
    asked_ = true;
    deadline_ = Clock::time_point::max();
    header_ = header.size();
    if (const auto fault = header_fault(header, loop_.hub().options.limits.header)) return refuse(*fault);
    parser_.emplace();
    parser_->header_limit(static_cast<std::uint32_t>(header.size() + 1));
    error_code failed;
    parser_->put(asio::buffer(header.data(), header.size()), failed);
    if (failed || !parser_->is_header_done()) return refuse(ErrorCode::request_malformed);
    // A client of HTTP/1.0 takes the end of the connection for that of the answer, unless it is told otherwise in a way that only it knows.
    last_ = !parser_->get().keep_alive() || parser_->get().version() < 11 || loop_.hub().stopping;
    try {
        understand();
    } catch (const Error& error) {
        return refuse(error);
    }
    result_ = loop_.hub().result.take();
    if (request_.method == Method::options && request_.path == "*") {
        Response response = empty_response();
        response.more.emplace_back("Allow", "GET, HEAD, OPTIONS");
        return respond(std::move(response), "*");
    }
    Routed routed{Response(), "-"};
    try {
        routed = route(request_, result_, loop_.hub().site);
    } catch (const std::exception& error) {
        loop_.hub().log.say("failed", {{"route", "-"}, {"what", error.what()}});
        return respond(problem(Error(ErrorCode::internal, {}), result_->language()), "-");
    }
    if (Response* response = std::get_if<Response>(&routed.outcome)) return respond(std::move(*response), routed.pattern);
    const bool room = loop_.hub().unsent.bytes() <= loop_.hub().options.limits.unsent;
    const bool taken = room && loop_.hub().work.offer([self = shared_from_this(), work = std::get<Work>(std::move(routed.outcome)), pattern = routed.pattern] {
        Response response;
        try {
            response = work();
        } catch (const Error& error) {
            if (error_entry(error.code()).http_status >= 500) self->loop_.hub().log.say("failed", {{"route", std::string(pattern)}, {"what", error.what()}});
            response = refusal(error, self->request_, *self->result_);
        } catch (const std::exception& error) {
            self->loop_.hub().log.say("failed", {{"route", std::string(pattern)}, {"what", error.what()}});
            response = problem(Error(ErrorCode::internal, {}), self->result_->language());
        }
        self->loop_.hub().unsent.count(response.body);
        self->loop_.hub().unsent.count(response.gzipped);
        asio::post(self->loop_.context(), [self, response = std::move(response), pattern]() mutable {
            if (!self->gone_) self->respond(std::move(response), pattern);
        });
    });
    if (taken) return;
    ++loop_.hub().tally.refused_work;
    respond(refusal(Error(ErrorCode::server_busy, {}), request_, *result_), routed.pattern);
}

void Connection::understand() {
    const auto& message = parser_->get();
    const auto field = [&](http::field name) {
        const auto at = message.find(name);
        return at == message.end() ? std::string_view() : view(at->value());
    };
    const auto named = [&](const char* name) {
        const auto at = message.find(name);
        return at == message.end() ? std::string_view() : view(at->value());
    };
    request_ = {};
    request_.origin = field(http::field::origin);
    request_.accept = field(http::field::accept);
    request_.accept_encoding = field(http::field::accept_encoding);
    request_.accept_language = field(http::field::accept_language);
    request_.if_match = field(http::field::if_match);
    request_.if_none_match = field(http::field::if_none_match);
    request_.if_range = field(http::field::if_range);
    request_.range = field(http::field::range);
    switch (message.method()) {
        case http::verb::get: request_.method = Method::get; break;
        case http::verb::head: request_.method = Method::head; break;
        case http::verb::options: request_.method = Method::options; break;
        default: throw Error(ErrorCode::method_refused, {});
    }
    const std::string_view target = view(message.target());
    request_.base = loop_.hub().address->of({field(http::field::host), named("X-Forwarded-Proto"), named("X-Forwarded-Host"), named("X-Forwarded-Prefix"), trusted_});
    if (request_.method == Method::options && target == "*") {
        request_.path = target;
        return;
    }
    const Target parts = split_target(target);
    request_.path = parts.path;
    request_.query = parts.query;
    request_.segments = path_segments(parts.path);
    request_.parameters = query_parameters(parts.query);
}

void Connection::respond(Response response, std::string_view pattern) {
    last_ = last_ || loop_.hub().stopping;
    try {
        send(conclude(request_, std::move(response), loop_.hub().cross_origin(*result_), loop_.date(), last_), pattern);
    } catch (const std::exception& error) {
        loop_.hub().log.say("failed", {{"route", std::string(pattern)}, {"what", error.what()}});
        send(conclude(request_, problem(Error(ErrorCode::internal, {}), Language::en), loop_.hub().cross_origin(*result_), loop_.date(), true), pattern);
    }
}

void Connection::refuse(const Error& error) {
    // A method that is not ours is a whole request all the same, and leaves nothing behind it that could be taken for another.
    last_ = last_ || error.code() != ErrorCode::method_refused;
    if (header_ == 0) header_ = buffer_.size();
    const Request blank;
    const Request& about = parser_ ? request_ : blank;
    result_ = loop_.hub().result.take();
    const Language language = best_language(about.accept_language, result_->language());
    send(conclude(about, problem(error, language), loop_.hub().cross_origin(*result_), loop_.date(), last_), "-");
}

void Connection::send(Wire wire, std::string_view pattern) {
    note(pattern, wire.status, wire.body.length);
    wire_ = std::move(wire);
    written_ = 0;
    state_ = State::writing;
    write_piece();
}

void Connection::write_piece() {
    within(loop_.hub().options.limits.write_time);
    const std::uint64_t left = wire_.body.length - written_;
    const auto length = static_cast<std::size_t>(std::min<std::uint64_t>(left, loop_.hub().options.limits.write_piece));
    const char* from = nullptr;
    if (wire_.body.bytes) {
        from = wire_.body.bytes->data() + wire_.body.offset + written_;
    } else if (wire_.body.file) {
        piece_.resize(length);
        try {
            wire_.body.file->read(wire_.body.offset + written_, length, piece_.data());
        } catch (const Error& error) {
            // The head has promised more bytes than there are: only an end can say so now.
            loop_.hub().log.say("failed", {{"route", "-"}, {"what", error.what()}});
            return close();
        }
        from = piece_.data();
    }
    const std::array<asio::const_buffer, 2> buffers = {asio::buffer(wire_.head), asio::buffer(from, length)};
    asio::async_write(socket_, buffers, [self = shared_from_this(), length](error_code failed, std::size_t) {
        if (self->gone_) return;
        if (failed) {
            ++self->loop_.hub().tally.broken;
            return self->close();
        }
        self->wire_.head.clear();
        self->written_ += length;
        if (self->written_ < self->wire_.body.length) return self->write_piece();
        self->wrote();
    });
}

void Connection::wrote() {
    wire_ = {};
    result_.reset();
    parser_.reset();
    buffer_.consume(header_);
    header_ = searched_ = 0;
    if (last_) return linger();
    // What was sent ahead is a header that has begun.
    const Limits& limits = loop_.hub().options.limits;
    if (buffer_.size() > 0) wait_for_client(State::header, limits.header_time);
    else wait_for_client(State::idle, limits.idle_time);
    if (state_ == State::idle) read();
    else next();
}

void Connection::linger() {
    // Closing a socket that holds unread bytes resets it, and the client may lose the answer with it.
    error_code ignored;
    socket_.shutdown(asio::ip::tcp::socket::shutdown_send, ignored);
    state_ = State::lingering;
    within(linger_time);
    drain();
}

void Connection::drain() {
    buffer_.consume(buffer_.size());
    socket_.async_read_some(buffer_.prepare(read_bytes), [self = shared_from_this()](error_code failed, std::size_t bytes) {
        if (self->gone_) return;
        self->lingered_ += bytes;
        if (failed || self->lingered_ > most_lingered) return self->close();
        self->drain();
    });
}

void Connection::look_at_clock(bool no_grace) {
    if (state_ == State::idle && no_grace) return close();
    if (loop_.now() < deadline_) return;
    if (state_ == State::header && buffer_.size() > 0) {
        ++loop_.hub().tally.slow;
        state_ = State::answering;
        began_ = Clock::now();
        error_code ignored;
        socket_.cancel(ignored);
        return refuse(ErrorCode::request_slow);
    }
    int unread = 0;
    if (state_ == State::idle && ::ioctl(socket_.native_handle(), SIOCOUTQ, &unread) != 0) unread = 0;
    if (state_ == State::writing || unread > 0) {
        ++loop_.hub().tally.slow;
        // Whoever does not read would keep what was sent in the system's memory for as long as it likes: it is thrown away.
        error_code ignored;
        socket_.set_option(asio::socket_base::linger(true, 0), ignored);
    }
    close();
}

void Connection::abandon() {
    close();
}

void Connection::close() {
    if (gone_) return;
    gone_ = true;
    error_code ignored;
    socket_.close(ignored);
    loop_.leave(this);
}

void Connection::note(std::string_view pattern, int status, std::uint64_t bytes) {
    Hub& hub = loop_.hub();
    ++hub.tally.requests;
    if (status >= 500 && status != 505) ++hub.tally.server_faults;
    else if (status >= 400) ++hub.tally.client_faults;
    if (!hub.options.log_requests) return;
    const auto spent = std::chrono::duration_cast<std::chrono::microseconds>(Clock::now() - began_);
    hub.log.say("request", {{"route", std::string(pattern)}, {"status", std::to_string(status)}, {"bytes", std::to_string(bytes)}, {"microseconds", std::to_string(spent.count())}});
}

}  // namespace presencia::serve
