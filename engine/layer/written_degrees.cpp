// SPDX-License-Identifier: Apache-2.0
#include "layer/written_degrees.hpp"

#include "core/text.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <iterator>
#include <string>

namespace presencia::layer {

namespace {

struct Mark {
    std::string_view text;
    char means;  ///< 'd', 'm', 's': behind degrees, minutes, seconds; 'N', 'S', 'E', 'W'; '-';
               ///< ' ': nothing; '?': an s alone
};

/// Longer spellings before their beginnings. UTF-8.
constexpr Mark marks[] = {
    {"°", 'd'}, {"º", 'd'}, {"˚", 'd'}, {"^", 'd'}, {"''", 's'}, {"´´", 's'}, {"’’", 's'}, {"′′", 's'}, {"″", 's'},
    {"”", 's'}, {"“", 's'}, {"\"", 's'}, {"'", 'm'}, {"′", 'm'}, {"’", 'm'}, {"‘", 'm'}, {"´", 'm'}, {"`", 'm'},
    {"−", '-'}, {"–", '-'}, {"-", '-'}, {"+", ' '}, {" ", ' '}, {"\t", ' '}, {"\u00A0", ' '}, {":", ' '}, {"_", ' '},
};

/// Words, folded.
constexpr Mark word_marks[] = {
    {"n", 'N'}, {"norte", 'N'}, {"north", 'N'}, {"s", '?'}, {"sur", 'S'}, {"south", 'S'}, {"e", 'E'}, {"este", 'E'},
    {"east", 'E'}, {"w", 'W'}, {"o", 'W'}, {"oeste", 'W'}, {"west", 'W'}, {"d", 'd'}, {"g", 'd'}, {"deg", 'd'},
    {"grados", 'd'}, {"degrees", 'd'}, {"m", 'm'}, {"min", 'm'}, {"minutos", 'm'}, {"minutes", 'm'}, {"seg", 's'},
    {"sec", 's'}, {"segundos", 's'}, {"seconds", 's'}, {"lat", ' '}, {"latitud", ' '}, {"latitude", ' '}, {"lon", ' '},
    {"long", ' '}, {"longitud", ' '}, {"longitude", ' '},
};

bool plain_letter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/// Takes a text of one coordinate apart.
class Reader {
public:
    explicit Reader(std::string_view text) : text_(text::trim(text)) {}

    std::optional<WrittenDegrees> read() {
        while (at_ < text_.size()) {
            if (!(text::is_digit(text_[at_]) ? number() : plain_letter(text_[at_]) ? word() : mark())) {
                return std::nullopt;
            }
        }
        return count_ == 0 || !ordered_ ? std::nullopt : value();
    }

private:
    bool number() {
        std::size_t end = at_;
        int decimals = 0;
        while (end < text_.size() && (text::is_digit(text_[end]) || ((text_[end] == '.' || text_[end] == ',') && decimals++ == 0))) ++end;
        std::string written(text_.substr(at_, end - at_));
        std::replace(written.begin(), written.end(), ',', '.');
        if (written.back() == '.') written.pop_back();  // "Lat. 14." and the like
        const auto parsed = text::parse_double(written);
        if (!parsed || count_ == numbers_.size() || side_behind_) return false;
        // Decimals belong to the last number alone.
        if (count_ > 0 && numbers_[count_ - 1] != std::floor(numbers_[count_ - 1])) return false;
        numbers_[count_++] = *parsed;
        at_ = end;
        return true;
    }

    bool word() {
        std::size_t end = at_;
        while (end < text_.size() && plain_letter(text_[end])) ++end;
        const std::string folded = text::fold(text_.substr(at_, end - at_));
        const auto* const found = std::find_if(std::begin(word_marks), std::end(word_marks),
                                               [&](const Mark& one) { return one.text == folded; });
        if (found == std::end(word_marks)) return false;
        at_ = end + (end < text_.size() && text_[end] == '.' ? 1U : 0U);
        worded_ = worded_ || found->means == 'd';
        return take(found->means);
    }

    bool mark() {
        const auto* const found = std::find_if(std::begin(marks), std::end(marks), [&](const Mark& one) {
            return text_.substr(at_).starts_with(one.text);
        });
        if (found == std::end(marks)) return false;
        at_ += found->text.size();
        return take(found->means);
    }

    bool take(char means) {
        switch (means) {
            case ' ': return true;
            case '-':
                // A minus before the first number; between numbers a hyphen, as in 14-05-12.
                negative_ = negative_ || count_ == 0;
                return true;
            case '?': return lone_s_is_seconds() ? marks_number(3) : set_side('S');
            case 'd': return marks_number(1);
            case 'm': return marks_number(2);
            case 's': return marks_number(3);
            default: return set_side(means);
        }
    }

    bool set_side(char side) {
        const bool first = side_ == '\0';
        side_ = side;
        side_behind_ = count_ > 0;
        return first;
    }

    /// "14 05 12 S" is south; in "14d05m12s N" and "14d05m12s" the s stands for seconds.
    bool lone_s_is_seconds() const {
        const bool side_elsewhere = side_ != '\0' || text_.substr(at_).find_first_of("NnEeWwOo") != text_.npos;
        return count_ == 3 && (side_elsewhere || worded_);
    }

    /// Marks must follow the number they are for.
    bool marks_number(std::size_t which) {
        marked_ = true;
        ordered_ = ordered_ && count_ == which;
        return true;
    }

    /// DDMM, DDDMM, DDMMSS, DDDMMSS with a side are one number.
    void unpack() {
        const double packed = numbers_[0];
        if (count_ != 1 || side_ == '\0' || packed <= 180.0) return;
        const double whole = std::floor(packed);
        if (whole >= 100'000.0) {
            numbers_ = {std::floor(whole / 10'000.0), std::fmod(std::floor(whole / 100.0), 100.0),
                        std::fmod(whole, 100.0) + (packed - whole)};
            count_ = 3;
        } else {
            numbers_ = {std::floor(whole / 100.0), std::fmod(whole, 100.0) + (packed - whole), 0.0};
            count_ = 2;
        }
    }

    std::optional<WrittenDegrees> value() {
        unpack();
        const bool sound = numbers_[1] < 60.0 && numbers_[2] < 60.0;
        double degrees = numbers_[0] + numbers_[1] / 60.0 + numbers_[2] / 3600.0;
        if (!sound || degrees > (side_ == 'N' || side_ == 'S' ? 90.0 : 180.0)) return std::nullopt;
        if (negative_ && (side_ == 'N' || side_ == 'E')) return std::nullopt;  // north and below zero: one of them lies
        if (negative_ || side_ == 'S' || side_ == 'W') degrees = -degrees;
        return WrittenDegrees{degrees, side_, marked_ || side_ != '\0' || count_ > 1};
    }

    std::string_view text_;
    std::size_t at_ = 0;
    std::array<double, 3> numbers_{};
    std::size_t count_ = 0;
    char side_ = '\0';
    bool side_behind_ = false;  ///< the side stands behind the numbers: there are no more of them
    bool negative_ = false;
    bool marked_ = false;
    bool ordered_ = true;
    bool worded_ = false;  ///< degrees are marked by a plain_letter, so seconds may be too
};

/// Where a pair without comma or semicolon is cut: behind the first side of "14°05'N 87°12'W", before the second of
/// "N14 05 W87 12", else at the only run of blanks; npos where there is none.
std::size_t cut_by_sides(std::string_view text) {
    constexpr std::string_view sides = "NSEWOnsewo";
    const auto side = [&](std::size_t from) { return text.find_first_of(sides, from); };
    const std::size_t first = side(0);
    const std::size_t second = first == text.npos ? first : side(first + 1);
    if (second == text.npos || side(second + 1) != text.npos) return text.npos;
    return first == 0 ? second : first + 1;
}

std::optional<WrittenPair> halves(std::string_view text, std::size_t cut, std::size_t width) {
    const WrittenPair pair{text::trim(text.substr(0, cut)), text::trim(text.substr(std::min(text.size(), cut + width))), false};
    return pair.first.empty() || pair.second.empty() ? std::nullopt : std::optional(pair);
}

/// The comma between the halves: the only one, or the one before a blank, or the middle of three.
std::size_t comma_of(std::string_view text) {
    const auto commas = std::count(text.begin(), text.end(), ',');
    if (commas == 1) return text.find(',');
    const std::size_t spaced = text.find(", ");
    if (spaced != text.npos && text.find(", ", spaced + 1) == text.npos) return spaced;
    if (commas == 3) return text.find(',', text.find(',') + 1);
    return text.npos;
}

}  // namespace

std::optional<WrittenDegrees> read_degrees(std::string_view text) {
    return Reader(text).read();
}

std::optional<WrittenPair> read_pair(std::string_view text) {
    text = text::trim(text);
    bool point = false;
    if (text::fold(text.substr(0, 5)) == "point") {
        point = true;
        text = text::trim(text.substr(5));
    }
    if (text.size() > 2 && (text.front() == '(' || text.front() == '[')) {
        if (text.back() != (text.front() == '(' ? ')' : ']')) return std::nullopt;
        text = text::trim(text.substr(1, text.size() - 2));
    }
    std::optional<WrittenPair> pair;
    for (const char separator : {';', '|', '/'}) {
        if (!pair && std::count(text.begin(), text.end(), separator) == 1) pair = halves(text, text.find(separator), 1);
    }
    const std::size_t blank = text.find(' ');
    const std::size_t behind = blank == text.npos ? blank : text.find_first_not_of(' ', blank);
    const bool one_blank = behind != text.npos && text.find(' ', behind) == text.npos && text[blank - 1] != ',';
    if (!pair && one_blank && cut_by_sides(text) == text.npos) pair = halves(text, blank, behind - blank);
    const std::size_t comma = comma_of(text);
    if (!pair && comma != text.npos) pair = halves(text, comma, 1);
    const std::size_t cut = cut_by_sides(text);
    if (!pair && cut != text.npos) pair = halves(text, cut, 0);
    if (pair) pair->point = point;
    return pair;
}

}  // namespace presencia::layer
