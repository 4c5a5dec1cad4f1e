// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "source/iati_activity.hpp"
#include "source/xml_stream.hpp"

#include <deque>
#include <string>
#include <vector>

namespace presencia::source::iati {

/// Makes rows of the elements of an IATI activity file, version 2 or 1: both spellings of every element are understood, whatever version the
/// file says it is. Elements of other namespaces and results are passed over.
class Parser final : public XmlEvents {
public:
    static constexpr std::size_t most_locations = 100'000;              ///< of one activity
    static constexpr std::size_t most_text = std::size_t{16} << 20;     ///< bytes kept of one activity

    /// `stream` tells lines; rows are put behind `rows`. Both must outlive the parser.
    Parser(std::string shown_name, std::deque<Row>& rows) : shown_name_(std::move(shown_name)), rows_(rows) {}
    void watch(const XmlStream& stream) { stream_ = &stream; }

    void on_start(unsigned depth, std::string_view name, const XmlAttributes& attributes) override;
    void on_text(std::string_view text) override;
    void on_end(unsigned depth, std::string_view name) override;

private:
    struct Transaction {
        std::string type, currency, value;
        std::vector<Coded> sectors;
    };
    static constexpr unsigned activity_depth = 1;

    void begin_activity(const XmlAttributes& attributes);
    void end_activity();
    void start_in_activity(const XmlAttributes& attributes);
    void start_in_location(std::string_view element, const XmlAttributes& attributes);
    void start_in_money(const XmlAttributes& attributes);
    void end_in_activity();
    void end_in_location(std::string_view element);
    void end_organisation();
    void end_transaction();
    Coded coded(const XmlAttributes& attributes, std::string_view usual_vocabulary) const;
    /// A text that is kept once: the first narrative is that of the activity's own language.
    static void keep_first(std::string& where, std::string_view text);

    std::string shown_name_;
    std::deque<Row>& rows_;
    const XmlStream* stream_ = nullptr;
    Activity activity_;
    Transaction transaction_;
    Budget budget_;
    std::string path_;               ///< below the activity: "location/point/pos"
    std::vector<std::size_t> ends_;  ///< lengths of `path_` at the levels above
    std::string text_;
    std::string held_;               ///< an attribute that its element's text belongs to
    std::string organisation_;       ///< identifier of the one at hand
    bool in_activity_ = false;
    std::size_t kept_ = 0;           ///< bytes of this activity
};

}  // namespace presencia::source::iati
