// SPDX-License-Identifier: Apache-2.0
#include "source/xml_stream.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <expat.h>

#include <algorithm>
#include <exception>
#include <string>
#include <type_traits>

namespace presencia::source {
namespace {

struct FreeParser {
    void operator()(XML_Parser parser) const { XML_ParserFree(parser); }
};
using Parser = std::unique_ptr<std::remove_pointer_t<XML_Parser>, FreeParser>;

/// Code point of one byte of CP1252.
int cp1252_letter(int byte) {
    if (byte < 0x80) {
        return byte;
    }
    const char one = static_cast<char>(byte);
    const std::string utf8 = text::cp1252_to_utf8({&one, 1});
    const auto part = [&utf8](std::size_t i) { return static_cast<unsigned char>(utf8[i]); };
    return utf8.size() == 2 ? (part(0) & 0x1F) << 6 | (part(1) & 0x3F)
                            : (part(0) & 0x0F) << 12 | (part(1) & 0x3F) << 6 | (part(2) & 0x3F);
}

int know_encoding(void*, const XML_Char* name, XML_Encoding* encoding) {
    const std::string folded = text::fold(name);
    if (folded != "windows 1252" && folded != "cp1252") {
        return XML_STATUS_ERROR;
    }
    for (int byte = 0; byte < 256; ++byte) {
        encoding->map[byte] = cp1252_letter(byte);
    }
    encoding->data = nullptr;
    encoding->convert = nullptr;
    encoding->release = nullptr;
    return XML_STATUS_OK;
}

}  // namespace

std::string_view XmlAttributes::get(std::string_view name) const {
    for (const char* const* at = pairs_; *at != nullptr; at += 2) {
        if (name == at[0]) {
            return at[1];
        }
    }
    return {};
}

struct XmlStream::Impl {
    Impl(const InputFile& input, XmlEvents& sink, std::size_t bytes)
        : file(input), events(sink), block_bytes(std::clamp<std::size_t>(bytes, 1, std::size_t{1} << 20)),
          parser(XML_ParserCreate(nullptr)) {
        XML_SetUserData(parser.get(), this);
        XML_SetElementHandler(parser.get(), on_start, on_end);
        XML_SetCharacterDataHandler(parser.get(), on_text);
        XML_SetStartDoctypeDeclHandler(parser.get(), on_doctype);
        XML_SetUnknownEncodingHandler(parser.get(), know_encoding, nullptr);
    }

    std::int64_t line() const { return static_cast<std::int64_t>(XML_GetCurrentLineNumber(parser.get())); }

    [[noreturn]] void fail(ErrorCode code, std::string detail, std::string hint = {}) const {
        throw Error(code, {.file = file.shown_name(), .row = line()}, std::move(detail), std::move(hint));
    }

    /// Exceptions must not travel through the parser's frames: they wait until it has stopped.
    template <class Step>
    static void guarded(void* data, Step step) {
        Impl& me = *static_cast<Impl*>(data);
        if (me.thrown) {
            return;
        }
        try {
            step(me);
        } catch (...) {
            me.thrown = std::current_exception();
            XML_StopParser(me.parser.get(), XML_FALSE);
        }
    }

    static void on_start(void* data, const XML_Char* name, const XML_Char** attributes) {
        guarded(data, [=](Impl& me) {
            if (me.depth == deepest) {
                me.fail(ErrorCode::file_too_nested, "> " + std::to_string(deepest));
            }
            me.text_bytes = 0;
            me.events.on_start(me.depth++, name, XmlAttributes(attributes));
        });
    }

    static void on_end(void* data, const XML_Char* name) {
        guarded(data, [=](Impl& me) {
            me.text_bytes = 0;
            me.events.on_end(--me.depth, name);
        });
    }

    static void on_text(void* data, const XML_Char* text, int size) {
        guarded(data, [=](Impl& me) {
            me.text_bytes += static_cast<std::size_t>(size);
            if (me.text_bytes > longest_text) {
                me.fail_long();
            }
            me.events.on_text({text, static_cast<std::size_t>(size)});
        });
    }

    static void on_doctype(void* data, const XML_Char*, const XML_Char*, const XML_Char*, int) {
        guarded(data, [](Impl& me) {
            me.fail(ErrorCode::file_unreadable, "XML: <!DOCTYPE>",
                    "remove the declaration <!DOCTYPE ...>: IATI has none");
        });
    }

    [[noreturn]] void fail_long() const {
        fail(ErrorCode::file_limit, "> " + std::to_string(longest_text) + " bytes");
    }

    const InputFile& file;
    XmlEvents& events;
    std::size_t block_bytes;
    Parser parser;
    std::uint64_t offset = 0;
    bool ended = false;
    unsigned depth = 0;
    std::size_t text_bytes = 0;  ///< since the latest tag
    std::exception_ptr thrown;
};

XmlStream::XmlStream(const InputFile& file, XmlEvents& events, std::size_t block_bytes)
    : impl_(std::make_unique<Impl>(file, events, block_bytes)) {}

XmlStream::~XmlStream() = default;

bool XmlStream::advance() {
    Impl& me = *impl_;
    if (me.ended) {
        return false;
    }
    void* const buffer = XML_GetBuffer(me.parser.get(), static_cast<int>(me.block_bytes));
    if (buffer == nullptr) {
        throw std::bad_alloc();
    }
    const std::size_t got = me.file.read_at(me.offset, static_cast<char*>(buffer), me.block_bytes);
    me.offset += got;
    me.ended = got < me.block_bytes;
    const XML_Status status = XML_ParseBuffer(me.parser.get(), static_cast<int>(got), me.ended ? XML_TRUE : XML_FALSE);
    if (me.thrown) {
        std::rethrow_exception(me.thrown);
    }
    if (status == XML_STATUS_ERROR) {
        me.fail(ErrorCode::file_unreadable, std::string("XML: ") + XML_ErrorString(XML_GetErrorCode(me.parser.get())));
    }
    // A tag is handed out whole, so one without an end would be collected for ever.
    const auto taken = XML_GetCurrentByteIndex(me.parser.get());
    if (taken >= 0 && me.offset - static_cast<std::uint64_t>(taken) > longest_text + me.block_bytes) {
        me.fail_long();
    }
    return true;
}

std::int64_t XmlStream::line() const {
    return impl_->line();
}

double XmlStream::progress() const {
    const std::uint64_t size = impl_->file.size();
    return impl_->ended || size == 0 ? 1.0 : static_cast<double>(impl_->offset) / static_cast<double>(size);
}

}  // namespace presencia::source
