// SPDX-License-Identifier: Apache-2.0
#include "source/json_layer.hpp"

#include "core/error.hpp"
#include "core/text.hpp"
#include "source/column_names.hpp"
#include "source/csv_tokenizer.hpp"
#include "source/json_crs.hpp"
#include "source/json_feature_counter.hpp"
#include "source/text_encoding.hpp"

#include <algorithm>
#include <array>
#include <cstring>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

namespace presencia::source {
namespace {

using Kind = JsonValue::Kind;
using Layout = PlainFeatures::Layout;
using Met = PlainFeatures::Met;

/// GDAL refuses a feature beyond 200 MB; what is far below that is plain.
constexpr std::size_t largest_feature = std::size_t{32} << 20;

unsigned bit(Kind kind) {
    return static_cast<unsigned>(kind);
}

/// A window over the file, with zeros behind it.
class Window {
public:
    Window(const InputFile& file, std::size_t block) : file_(file), block_(block) { more(0); }

    std::string_view text() const { return {bytes_.data(), size_}; }
    std::uint64_t offset() const { return end_ - size_; }  ///< of its first byte
    bool last() const { return last_; }
    /// Lets go of the first `done` bytes and reads on.
    void more(std::size_t done) {
        std::copy(bytes_.begin() + static_cast<std::ptrdiff_t>(done), bytes_.begin() + static_cast<std::ptrdiff_t>(size_), bytes_.begin());
        size_ -= done;
        const std::size_t wanted = std::max(block_, size_);
        if (bytes_.size() < size_ + wanted + PlainFeatures::padding) bytes_.resize(size_ + wanted + PlainFeatures::padding);
        const std::size_t got = file_.read_at(end_, bytes_.data() + size_, wanted);
        last_ = got < wanted;
        end_ += got;
        size_ += got;
        std::memset(bytes_.data() + size_, 0, PlainFeatures::padding);
    }

private:
    const InputFile& file_;
    std::size_t block_;
    std::vector<char> bytes_;
    std::size_t size_ = 0;
    std::uint64_t end_ = 0;
    bool last_ = false;
};

/// What stands around the list of features of a collection.
class Frame final : public JsonEvents {
public:
    explicit Frame(const std::string& shown_name) : machine_(shown_name, *this) {}

    /// Bytes up to the bracket that opens the list, it included; nothing where there is no plain beginning.
    std::optional<std::size_t> begin(std::string_view text) {
        constexpr std::size_t longest = std::size_t{64} << 10;
        for (std::size_t at = 0; at < std::min(text.size(), longest) && machine_.documents() == 0 && !other_; ++at) {
            machine_.take(text.substr(at, 1));
            if (counter_.in_list()) return collection_ && !other_ ? std::optional(at + 1) : std::nullopt;
        }
        return std::nullopt;
    }
    /// The features are over; they count as one.
    void behind_features() { machine_.take("{}"); }
    void take(std::string_view text) { machine_.take(text); }
    /// Whether all was as it should be.
    bool finish() {
        machine_.finish();
        return !other_ && machine_.documents() == 1 && counter_.summary().lists.size() == 1;
    }
    const JsonSummary& summary() const { return counter_.summary(); }

    void on_key(unsigned depth, std::string_view key) override {
        // Members that a parser may take for another kind of file are left to it.
        constexpr std::array<std::string_view, 13> known = {"type", "name", "crs", "features", "bbox", "description", "metadata", "totalFeatures", "numberMatched", "numberReturned", "timeStamp", "generator", "copyright"};
        if (depth == 1) {
            key_ = key;
            other_ = other_ || std::find(known.begin(), known.end(), key) == known.end();
        }
        counter_.on_key(depth, key);
    }
    void on_value(unsigned depth, char first) override { counter_.on_value(depth, first); }
    void on_text(unsigned depth, std::string_view text) override {
        if (depth == 1 && key_ == "type") {
            collection_ = text == "FeatureCollection";
            other_ = other_ || !collection_;
        }
        counter_.on_text(depth, text);
    }
    void on_end(unsigned depth) override { counter_.on_end(depth); }

private:
    FeatureCounter counter_;
    JsonMachine machine_;
    std::string key_;
    bool collection_ = false;
    bool other_ = false;
};

/// Names that GDAL might take for one another.
bool distinct(const std::vector<std::string>& keys) {
    std::set<std::string> lower;
    return std::all_of(keys.begin(), keys.end(), [&](std::string key) {
        std::transform(key.begin(), key.end(), key.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; });
        return lower.insert(std::move(key)).second;
    });
}

/// The kind of a column in which these were met; nothing where GDAL would have to choose.
std::optional<Kind> column_kind(unsigned met) {
    const unsigned values = met & ~bit(Kind::null);
    if ((values & ~(bit(Kind::text) | bit(Kind::escaped))) == 0) return Kind::text;
    if (values == bit(Kind::whole)) return Kind::whole;
    if ((values & ~(bit(Kind::whole) | bit(Kind::real))) == 0) return Kind::real;
    return values == bit(Kind::truth) ? std::optional(Kind::truth) : std::nullopt;
}

class Look {
public:
    Look(const InputFile& file, const ReadPlan& plan) : window_(file, std::max<std::size_t>(plan.block_bytes, 256)), chunk_bytes_(window_.text().size()) {}

    /// False where something is not plain.
    bool take(JsonLayer& layer, Frame& frame, const std::string& shown_name) {
        std::size_t at = check_byte_order(window_.text(), shown_name);
        layer.layout = Layout::lines;
        if (!first_feature(layer, at)) {
            layer.layout = Layout::list;
            const auto list = frame.begin(window_.text().substr(at));
            if (!list) return false;
            at += *list;
            if (!first_feature(layer, at)) return false;
        }
        if (layer.shape.keys.size() > CsvTokenizer::most_cells) {
            throw Error(ErrorCode::file_limit, {.file = shown_name}, std::to_string(layer.shape.keys.size()) + " columns");
        }
        if (!distinct(layer.shape.keys) || !features(layer, at)) return false;
        if (layer.layout == Layout::list) {
            frame.behind_features();
            for (at = behind_; !window_.last(); at = 0) {
                frame.take(window_.text().substr(at));
                window_.more(window_.text().size());
            }
            frame.take(window_.text().substr(at));
            if (!frame.finish()) return false;
        }
        layer.columns = distinct_names(layer.shape.keys);
        for (const unsigned met : met_) {
            const auto kind = column_kind(met);
            if (!kind) return false;
            layer.kinds.push_back(*kind);
        }
        // A file of one document and no list is a feature by itself, which GDAL reads with another driver.
        return layer.layout == Layout::list || count_ > 1;
    }

private:
    /// Learns from the feature at `at` of the window, which grows until the feature is whole.
    bool first_feature(JsonLayer& layer, std::size_t at) {
        const JsonTemplate nothing;
        for (;;) {
            PlainFeatures one(window_.text().substr(at), nothing, layer.layout);
            const Met met = one.next();
            if (met == Met::feature) {
                layer.shape = one.learn();
                return true;
            }
            if (met != Met::cut || window_.last() || window_.text().size() > largest_feature) return false;
            window_.more(0);
        }
    }

    bool features(JsonLayer& layer, std::size_t at) {
        met_.assign(layer.shape.keys.size(), 0);
        for (;;) {
            PlainFeatures some(window_.text().substr(at), layer.shape, layer.layout, count_ > 0);
            Met met = some.next();
            for (; met == Met::feature; met = some.next()) {
                add(layer, window_.offset() + at + some.begin());
                for (std::size_t k = 0; k < met_.size(); ++k) met_[k] |= bit(some.values()[k].kind);
            }
            if (met == Met::strange || (met == Met::cut && window_.text().size() - at > largest_feature)) return false;
            const bool closed = met == Met::end && at + some.position() < window_.text().size() && window_.text()[at + some.position()] == ']';
            if (closed || window_.last()) {
                behind_ = at + some.position();
                finish(layer, window_.offset() + at + some.done());
                const bool over = layer.layout == Layout::list ? closed : met == Met::end && behind_ == window_.text().size();
                return over && count_ > 0;
            }
            window_.more(at + some.done());
            at = 0;
        }
    }

    void add(JsonLayer& layer, std::uint64_t offset) {
        if (layer.chunks.empty() || offset - layer.chunks.back().offset >= chunk_bytes_) {
            close(layer, offset);
            layer.chunks.push_back({offset, count_ + 1});
        }
        ++count_;
    }
    static void close(JsonLayer& layer, std::uint64_t offset) {
        if (!layer.chunks.empty()) layer.largest = std::max(layer.largest, static_cast<std::size_t>(offset - layer.chunks.back().offset));
    }
    void finish(JsonLayer& layer, std::uint64_t end) const {
        close(layer, end);
        layer.chunks.push_back({end, count_ + 1});
    }

    Window window_;
    std::size_t chunk_bytes_;
    std::vector<unsigned> met_;  ///< kinds of values, by column
    std::int64_t count_ = 0;
    std::size_t behind_ = 0;  ///< of the window: where the features end
};

}  // namespace

bool JsonLayer::fits(std::size_t column, Kind value) const {
    const auto met = column_kind(bit(value) | bit(kinds[column]));
    return met && *met == kinds[column];
}

std::shared_ptr<const JsonLayer> find_json_layer(InputFile& file, const ReadPlan& plan) {
    if (!plan.layer.empty()) {
        return nullptr;  // a name to be compared with what GDAL calls the layer
    }
    auto layer = std::make_shared<JsonLayer>();
    Frame frame(plan.shown_name);
    try {
        if (!Look(file, plan).take(*layer, frame, plan.shown_name)) return nullptr;
    } catch (const Error& error) {
        if (error.code() == ErrorCode::file_encoding) throw;
        return nullptr;  // found again, with its line
    }
    layer->crs = json_crs_text(frame.summary(), plan.shown_name);
    layer->file = std::make_shared<const InputFile>(std::move(file));
    return layer;
}

}  // namespace presencia::source
