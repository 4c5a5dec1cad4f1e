// SPDX-License-Identifier: Apache-2.0
#include "drawn.hpp"

#include "layer/numbers.hpp"

#include <limits>

using namespace presencia;
using namespace presencia::drawn;

namespace {

struct Settled {
    layer::NumberReader numbers{study::Source{}};
    std::vector<layer::Guess> guesses;

    /// The number, or NaN.
    double operator()(std::string_view text) const {
        double value = std::numeric_limits<double>::quiet_NaN();
        return numbers.finite(text, value) ? std::numeric_limits<double>::quiet_NaN() : value;
    }
};

Settled settle(const std::vector<std::string>& cells, layer::Holds holds, const std::function<void(study::Source&)>& change = [](study::Source&) {}) {
    const Folder folder;
    std::string csv = "n;x\n";
    for (const std::string& cell : cells) csv += cell + ";a\n";
    const study::Study study = empty_study();
    study::Source source = folder.write("t.csv", csv);
    change(source);
    Settled out;
    const layer::SourceContext context{study, source, dialects(), "incidents", out.guesses};
    source::RowBatch batch;
    const auto reader = layer::open_sample(context, batch);
    const layer::RoleBinder binder(context, reader->columns());
    const layer::BoundRole role = binder.bind_given("n", column("n"));
    out.guesses.clear();
    out.numbers = layer::NumberReader::settle(binder, "n", {&role}, batch, holds);
    return out;
}

bool is_nan(double value) {
    return value != value;
}

ErrorCode refusal(const std::vector<std::string>& cells, layer::Holds holds) {
    return error_of([&] { settle(cells, holds); }).code();
}

}  // namespace

TEST_CASE("marks are told by all numbers of a column together") {
    using enum layer::Holds;
    CHECK(settle({"51,5", "7"}, amount)("51,5") == 51.5);
    CHECK(settle({"1.234,5"}, amount)("1.234") == 1234.0);
    CHECK(settle({"1,234.5"}, amount)("2,000") == 2000.0);
    CHECK(settle({"1.234.567"}, amount)("1.234") == 1234.0);
    CHECK(settle({"1,234,567"}, amount)("0.5") == 0.5);
    CHECK(settle({"1 234"}, amount)("12 345 678") == 12345678.0);
    CHECK(settle({"1\xC2\xA0" "234", "1\xE2\x80\xAF" "234,5"}, amount)("2\xC2\xA0" "000,25") == 2000.25);
    CHECK(settle({"1'234.5"}, amount)("1'234") == 1234.0);
    CHECK(settle({"12.5", "0.123"}, amount)("1.234") == 1.234);
    CHECK(settle({"-87,123456"}, coordinate)("-87,5") == -87.5);
}

TEST_CASE("a number with a decimal comma never becomes ten times itself") {
    const Settled plain = settle({"12", "7"}, layer::Holds::whole);
    CHECK(is_nan(plain("51,5")));
    CHECK(is_nan(plain("1,234")));
    const Settled thousands = settle({"1,234", "51"}, layer::Holds::whole);
    CHECK(thousands("1,234") == 1234.0);
    CHECK(is_nan(thousands("51,5")));
    CHECK(is_nan(thousands("12,34")));
    CHECK(is_nan(thousands("1234,567")));
}

TEST_CASE("one mark with three digits behind it is a thousand where only whole numbers make sense, and a question elsewhere") {
    using enum layer::Holds;
    const Settled people = settle({"1.234", "567"}, whole);
    CHECK(people("1.234") == 1234.0);
    REQUIRE(people.guesses.size() == 1);
    CHECK(people.guesses[0].evidence.find("0.000") != std::string::npos);
    CHECK(people.guesses[0].evidence.find("234") == std::string::npos);  // its digits may be withheld
    CHECK(settle({"-87.123"}, coordinate)("-87.123") == -87.123);
    const Error question = error_of([&] { settle({"1.234"}, amount); });
    CHECK(question.code() == ErrorCode::number_ambiguous);
    CHECK(question.hint().find("decimal = ") != std::string::npos);
    CHECK(refusal({"1.234", "5678"}, whole) == ErrorCode::number_ambiguous);
}

TEST_CASE("columns that contradict themselves are a question") {
    using enum layer::Holds;
    CHECK(refusal({"12,5", "12.5"}, amount) == ErrorCode::number_ambiguous);
    CHECK(refusal({"1.234", "1,234"}, whole) == ErrorCode::number_ambiguous);
    CHECK(refusal({"1.234.567", "12.5"}, amount) == ErrorCode::number_ambiguous);
    CHECK(refusal({"1.234.567", "1,234,567"}, whole) == ErrorCode::number_ambiguous);
}

TEST_CASE("where the sample shows no mark, a number that could be either is nobody's to read") {
    const Settled unsettled = settle({"12", "345"}, layer::Holds::whole);
    double value = -1.0;
    CHECK(unsettled.numbers.finite("1.234", value) == ErrorCode::number_ambiguous);
    CHECK(unsettled.numbers.finite("1,234", value) == ErrorCode::number_ambiguous);
    CHECK(unsettled("12.5") == 12.5);
    CHECK(unsettled.guesses.empty());
}

TEST_CASE("the study's marks go before what the numbers show") {
    const auto comma = [](study::Source& source) { source.decimal = ','; };
    CHECK(settle({"1.234"}, layer::Holds::amount, comma)("1.234") == 1234.0);
    CHECK(settle({"1,234"}, layer::Holds::whole, comma)("1,234") == 1.234);
    CHECK(is_nan(settle({"12.5"}, layer::Holds::amount, comma)("12.5")));
    const auto point = [](study::Source& source) {
        source.decimal = '.';
        source.thousands = "none";
    };
    CHECK(settle({"1.234"}, layer::Holds::whole, point)("1.234") == 1.234);
    CHECK(is_nan(settle({"1,234"}, layer::Holds::whole, point)("1,234")));
}
