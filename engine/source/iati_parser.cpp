// SPDX-License-Identifier: Apache-2.0
#include "source/iati_parser.hpp"

#include "core/error.hpp"
#include "core/text.hpp"

#include <cmath>
#include <utility>

namespace presencia::source::iati {
namespace {

constexpr std::string_view dac_five_digits = "1";

bool below(std::string_view path, std::string_view parent) {
    return path.size() > parent.size() && path.starts_with(parent) && path[parent.size()] == '/';
}

/// "1" and "DAC" are one vocabulary, as are "2" and "DAC-3".
std::string vocabulary_code(std::string_view written, std::string_view otherwise) {
    const std::string word = text::fold(written);
    if (word.empty()) return std::string(otherwise);
    if (word == "dac" || word == "dac 5") return "1";
    if (word == "dac 3") return "2";
    return std::string(text::trim(written));
}

std::string copy(std::string_view text) {
    return std::string(text::trim(text));
}

}  // namespace

void Parser::keep_first(std::string& where, std::string_view text) {
    if (where.empty()) {
        where = text::trim(text);
    }
}

Coded Parser::coded(const XmlAttributes& attributes, std::string_view usual_vocabulary) const {
    return {copy(attributes.get("code")), copy(attributes.get("percentage")), vocabulary_code(attributes.get("vocabulary"), usual_vocabulary)};
}

void Parser::on_start(unsigned depth, std::string_view name, const XmlAttributes& attributes) {
    if (depth == 0 && name != "iati-activities") {
        throw Error(ErrorCode::file_not_geodata, {.file = shown_name_, .row = stream_->line()}, "<" + text::clip(name, 60) + ">",
                    "of XML, activities of IATI are read: <iati-activities><iati-activity>");
    }
    text_.clear();
    if (depth == activity_depth && name == "iati-activity") {
        begin_activity(attributes);
    } else if (depth > activity_depth && in_activity_) {
        ends_.push_back(path_.size());
        if (!path_.empty()) path_ += '/';
        path_ += name;
        start_in_activity(attributes);
    }
}

void Parser::on_text(std::string_view text) {
    if (path_.empty()) {
        return;
    }
    kept_ += text.size();
    if (kept_ > most_text) {
        throw Error(ErrorCode::file_limit, {.file = shown_name_, .row = activity_.line}, "<iati-activity> > " + std::to_string(most_text) + " bytes");
    }
    text_ += text;
}

void Parser::on_end(unsigned depth, std::string_view name) {
    if (depth == activity_depth && name == "iati-activity") {
        end_activity();
    } else if (!ends_.empty()) {
        end_in_activity();
        path_.resize(ends_.back());
        ends_.pop_back();
    }
    text_.clear();
}

void Parser::begin_activity(const XmlAttributes& attributes) {
    activity_ = {};
    activity_.line = stream_->line();
    activity_.currency = copy(attributes.get("default-currency"));
    in_activity_ = true;
    kept_ = 0;
}

void Parser::end_activity() {
    in_activity_ = false;
    for (Row& row : rows_of(activity_)) {
        rows_.push_back(std::move(row));
    }
}

void Parser::start_in_activity(const XmlAttributes& attributes) {
    if (path_ == "location") {
        if (activity_.locations.size() == most_locations) {
            throw Error(ErrorCode::file_limit, {.file = shown_name_, .row = stream_->line()}, "<location> > " + std::to_string(most_locations));
        }
        activity_.locations.emplace_back().line = stream_->line();
    } else if (below(path_, "location")) {
        start_in_location(std::string_view(path_).substr(sizeof "location"), attributes);
    } else if (path_ == "sector") {
        activity_.sectors.push_back(coded(attributes, dac_five_digits));
    } else if (path_ == "recipient-country") {
        activity_.countries.push_back(coded(attributes, {}));
    } else if (path_ == "recipient-region") {
        activity_.regions.push_back(coded(attributes, {}));
    } else if (path_ == "activity-status") {
        keep_first(activity_.status, attributes.get("code"));
    } else if (path_ == "activity-date") {
        held_ = copy(attributes.get("type"));
        activity_.days.set(held_, attributes.get("iso-date"));
    } else if (path_ == "participating-org") {
        held_ = copy(attributes.get("role"));
        organisation_ = copy(attributes.get("ref"));
    } else if (path_ == "reporting-org") {
        keep_first(activity_.reporting_ref, attributes.get("ref"));
    } else {
        start_in_money(attributes);
    }
}

void Parser::start_in_money(const XmlAttributes& attributes) {
    if (path_ == "transaction") {
        transaction_ = {};
    } else if (path_ == "transaction/transaction-type") {
        transaction_.type = copy(attributes.get("code"));
    } else if (path_ == "transaction/sector") {
        transaction_.sectors.push_back(coded(attributes, dac_five_digits));
    } else if (path_ == "transaction/value" || path_ == "budget/value") {
        held_ = copy(attributes.get("currency"));
        if (held_.empty()) held_ = activity_.currency;
    } else if (path_ == "budget") {
        const std::string type = text::fold(attributes.get("type"));
        budget_ = {type == "2" || type == "revised", {}, {}, {}};
    } else if (path_ == "budget/period-start") {
        budget_.start = copy(attributes.get("iso-date"));
    }
}

void Parser::start_in_location(std::string_view element, const XmlAttributes& attributes) {
    Location& place = activity_.locations.back();
    if (element == "location-reach") {
        place.reach = copy(attributes.get("code"));
    } else if (element == "location-id" || element == "gazetteer-entry") {
        keep_first(place.id_vocabulary, attributes.get(element == "location-id" ? "vocabulary" : "gazetteer-ref"));
        keep_first(place.id_code, attributes.get("code"));
    } else if (element == "administrative") {
        place.add_administrative(attributes.get("vocabulary"), attributes.get("level"), attributes.get("code"));
        for (const auto& [name, level] : {std::pair{"country", "0"}, std::pair{"adm1", "1"}, std::pair{"adm2", "2"}}) {
            if (const std::string_view code = text::trim(attributes.get(name)); !code.empty()) {
                place.add_administrative({}, level, code);
            }
        }
    } else if (element == "point") {
        held_ = copy(attributes.get("srsName"));
    } else if (element == "coordinates") {
        place.latitude = copy(attributes.get("latitude"));
        place.longitude = copy(attributes.get("longitude"));
        place.precision = copy(attributes.get("precision"));
    } else if (element == "exactness") {
        place.exactness = copy(attributes.get("code"));
    } else if (element == "location-class") {
        place.location_class = copy(attributes.get("code"));
    } else if (element == "feature-designation" || element == "location-type") {
        place.feature = copy(attributes.get("code"));
    }
}

void Parser::end_in_location(std::string_view element) {
    Location& place = activity_.locations.back();
    if (element == "name/narrative" || element == "name") {
        keep_first(place.name, text_);
    } else if (element == "point/pos") {
        place.set_position(held_, text_);
    }
}

void Parser::end_in_activity() {
    if (below(path_, "location")) {
        end_in_location(std::string_view(path_).substr(sizeof "location"));
    } else if (path_ == "iati-identifier") {
        keep_first(activity_.identifier, text_);
    } else if (path_ == "title/narrative" || path_ == "title") {
        keep_first(activity_.title, text_);
    } else if (path_ == "reporting-org/narrative" || path_ == "reporting-org") {
        keep_first(activity_.reporting_name, text_);
    } else if (path_ == "participating-org/narrative" || path_ == "participating-org") {
        end_organisation();
    } else if (path_ == "activity-date") {
        activity_.days.set(held_, text_);
    } else if (path_ == "transaction/value") {
        transaction_.currency = held_;
        transaction_.value = text_;
    } else if (path_ == "transaction") {
        end_transaction();
    } else if (path_ == "budget/value") {
        budget_.currency = held_;
        budget_.value = text_;
    } else if (path_ == "budget") {
        activity_.budgets.push_back(std::move(budget_));
    }
}

/// One name of each organisation, not its translations; its identifier where it has no name.
void Parser::end_organisation() {
    const bool last = path_ == "participating-org";
    const std::string_view name = text::trim(text_).empty() && last ? std::string_view(organisation_) : text::trim(text_);
    if (!name.empty()) {
        activity_.add_organisation(role_of(held_), name);
        held_.clear();
        organisation_.clear();
    }
}

void Parser::end_transaction() {
    const std::string type = text::fold(transaction_.type);
    const bool commitment = type == "2" || type == "c";
    const bool disbursement = type == "3" || type == "d";
    Money* const sum = commitment                    ? &activity_.commitments
                       : disbursement                ? &activity_.disbursements
                       : type == "4" || type == "e" ? &activity_.expenditures
                                                     : nullptr;
    if (sum == nullptr) {
        return;
    }
    sum->add(transaction_.currency, transaction_.value);
    const auto value = text::parse_double(text::trim(transaction_.value));
    if (!value || !std::isfinite(*value) || *value <= 0.0 || !(commitment || disbursement)) {
        return;
    }
    auto& weights = commitment ? activity_.committed_sectors : activity_.disbursed_sectors;
    for (const Coded& sector : transaction_.sectors) {
        weights[{sector.vocabulary, sector.code}] += *value;
    }
}

}  // namespace presencia::source::iati
