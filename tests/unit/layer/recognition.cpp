// SPDX-License-Identifier: Apache-2.0
#include "incidents.hpp"

#include "layer/incident_lanes.hpp"

#include "core/text.hpp"

#include <algorithm>

using namespace presencia;
using namespace presencia::drawn;

namespace {

/// A table of counts by municipality and year, read as a study that names no column would.
Incidents table(const std::string& text, const std::function<void(study::IncidentSource&)>& change = [](study::IncidentSource&) {},
                const std::string& name = "t.csv") {
    const Folder folder;
    return incidents(folder, name, text, change);
}

std::string guessed(const Incidents& read, const std::string& role) {
    const auto at = std::find_if(read.guesses.begin(), read.guesses.end(), [&](const layer::Guess& guess) { return guess.role == role; });
    return at == read.guesses.end() ? "" : at->value;
}

std::string evidence(const Incidents& read, const std::string& role) {
    const auto at = std::find_if(read.guesses.begin(), read.guesses.end(), [&](const layer::Guess& guess) { return guess.role == role; });
    return at == read.guesses.end() ? "" : at->evidence;
}

/// UTF-8 text of letters below U+0100 in one byte each: Latin-1, and CP1252 as far as they share letters.
std::string in_latin1(const std::string& utf8) {
    std::string out;
    for (std::size_t i = 0; i < utf8.size(); ++i) {
        const auto lead = static_cast<unsigned char>(utf8[i]);
        out += lead < 0x80 ? utf8[i] : static_cast<char>((lead & 0x03u) << 6 | (static_cast<unsigned char>(utf8[++i]) & 0x3Fu));
    }
    return out;
}

std::string in_utf16(const std::string& utf8, bool big_endian, bool mark) {
    std::string out;
    const auto put = [&](unsigned unit) {
        const char high = static_cast<char>(unit >> 8), low = static_cast<char>(unit & 0xFF);
        out += big_endian ? high : low;
        out += big_endian ? low : high;
    };
    if (mark) put(0xFEFF);
    for (const char c : in_latin1(utf8)) put(static_cast<unsigned char>(c));
    return out;
}

std::string with(std::string text, const std::string& from, const std::string& to) {
    for (std::size_t at = text.find(from); at != text.npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

/// One table; '~' stands for the delimiter and '_' for the thousands mark.
const std::string drawn_table =
    "Homicidios por municipio\nPolicía Nacional\n\nMunicipio~Año~Casos\nPeñón~2013~1_234\nAhuachapán~2013~12\nSan José~2012~2_000\nLa Unión~2013~S/D\n"
    "TOTAL~~3_246\nFuente: Policía Nacional\n";

}  // namespace

TEST_CASE("one table is the same rows and the same books in every encoding, with every delimiter and every thousands mark") {
    const Incidents plain = table("Municipio,Año,Casos\nPeñón,2013,1234\nAhuachapán,2013,12\nSan José,2012,2000\nLa Unión,2013,\n");
    REQUIRE(plain.keys == std::vector<std::string>{"Peñón", "Ahuachapán"});
    REQUIRE(plain.weights == std::vector<std::int64_t>{1234, 12});
    for (const std::string delimiter : {",", ";", "\t", "|"}) {
        for (const std::string thousands : {".", ",", " ", "'", "\xC2\xA0"}) {
            if (thousands == delimiter) continue;
            const std::string text = with(with(drawn_table, "~", delimiter), "_", thousands);
            const std::string crlf = with(text, "\n", "\r\n");
            for (const std::string& bytes : {text, "\xEF\xBB\xBF" + text, in_latin1(text), in_utf16(text, false, true), in_utf16(text, true, true),
                                             in_utf16(text, false, false), in_utf16(crlf, true, false), in_latin1(crlf)}) {
                const Incidents read = table(bytes);
                std::string left_out;
                for (const Reject& one : read.ledger.left_out) left_out += std::to_string(one.row) + " " + std::string(error_entry(one.code).id) + "; ";
                INFO("delimiter " << delimiter << ", thousands " << thousands << ", left out: " << left_out);
                CHECK(read.keys == plain.keys);
                CHECK(read.weights == plain.weights);
                CHECK(read.rows == std::vector<std::int64_t>{5, 6});
                CHECK(read.ledger.read == plain.ledger.read + 2);      // the total and the note
                CHECK(read.ledger.filtered == plain.ledger.filtered + 2);
                CHECK(read.ledger.rejected == plain.ledger.rejected);
                CHECK(guessed(read, "header") == "4");
            }
        }
    }
}

TEST_CASE("CP1252 is told from UTF-8 by its bytes and said, with the line and without the word that stands there") {
    const Incidents read = table("municipio,anio,casos\nSantiago,2013,1\nPe\xF1\xF3n,2013,2\n");
    CHECK(read.keys == std::vector<std::string>{"Santiago", "Peñón"});
    CHECK(guessed(read, "encoding") == "cp1252");
    CHECK(evidence(read, "encoding").find("line 3") != std::string::npos);
    CHECK(evidence(read, "encoding").find("ñ") != std::string::npos);
    CHECK(evidence(read, "encoding").find("Pe") == std::string::npos);
    CHECK(guessed(table("municipio,anio,casos\nPeñón,2013,2\n"), "encoding").empty());
}

TEST_CASE("bytes that are not in the encoding that the study names reject the row") {
    const Incidents read = table("municipio,anio,casos\nSantiago,2013,1\nPe\xF1\xF3n,2013,2\n", [](study::IncidentSource& source) { source.source.encoding = "utf-8"; });
    CHECK(read.keys == std::vector<std::string>{"Santiago"});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::encoding_invalid});
}

TEST_CASE("a file with two encodings keeps what is UTF-8 and rejects the rest with a hint, wherever it stands") {
    const Incidents mixed = table("municipio,anio,casos\nPeñón,2013,1\nPe\xF1\xF3n,2013,2\n");
    CHECK(mixed.keys == std::vector<std::string>{"Peñón"});
    CHECK(reasons(mixed.ledger) == std::vector<ErrorCode>{ErrorCode::encoding_invalid});
    CHECK(evidence(mixed, "encoding").find("2 bytes") != std::string::npos);

    std::string late = "municipio,anio,casos\n";
    while (late.size() < (std::size_t{2} << 20)) late += "Santiago,2013,1\n";
    const Incidents ascii = table(late + "Pe\xF1\xF3n,2013,2\n");
    REQUIRE(ascii.ledger.left_out.size() == 1);
    CHECK(ascii.ledger.left_out[0].code == ErrorCode::encoding_invalid);
    CHECK(ascii.ledger.left_out[0].value.find("Peñón") != std::string::npos);
    CHECK(ascii.ledger.left_out[0].value.find("cp1252") != std::string::npos);
    // Where the sample says CP1252, UTF-8 further on is not read as two letters.
    const Incidents latin = table("municipio,anio,casos\nPe\xF1\xF3n,2013,1\n" + late.substr(21) + "Peñón,2013,2\n");
    CHECK(reasons(latin.ledger) == std::vector<ErrorCode>{ErrorCode::encoding_invalid});
    CHECK(latin.ledger.left_out[0].value.find("utf-8") != std::string::npos);
}

TEST_CASE("a byte without a letter in CP1252 is never read as one") {
    const Incidents read = table("municipio,anio,casos\nPe\xF1\xF3n,2013,1\nTola\x81,2013,2\n", [](study::IncidentSource& source) { source.source.encoding = "cp1252"; });
    CHECK(read.keys == std::vector<std::string>{"Peñón"});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::encoding_invalid});
}

TEST_CASE("the header is found below titles, over lines of its own, and with names left blank at its end") {
    const Incidents titles = table(",,,\nHomicidios,,,\n\"Año 2013, preliminar\",,,\nmunicipio,anio,casos,\n0101,2013,5,\n0102,2013,6,\n");
    CHECK(titles.keys == std::vector<std::string>{"0101", "0102"});
    CHECK(guessed(titles, "header") == "4");
    const Incidents broken = table("municipio,\"año\r\ndel hecho\",casos\n0101,2013,5\n", [](study::IncidentSource& source) { source.year = column("año del hecho"); });
    CHECK(broken.weights == std::vector<std::int64_t>{5});
    CHECK(broken.rows == std::vector<std::int64_t>{3});
    const Incidents padded = table("municipio,anio,casos,,\n0101,2013,5,,\n0102,2013,6\n");
    CHECK(padded.weights == std::vector<std::int64_t>{5, 6});
}

TEST_CASE("a first row that can be a header is the header, whatever stands below") {
    CHECK(table("municipio,anio,casos\nmunicipio,anio,casos\n0101,2013,5\n").weights == std::vector<std::int64_t>{5});
    CHECK(guessed(table("municipio,anio,casos\n0101,2013,5\n"), "header").empty());
}

TEST_CASE("the study's word on the header goes before what is found") {
    const std::string text = "municipio,anio,casos\n0101,2013,5\nmunicipio,anio,casos\n0102,2013,6\n";
    CHECK(table(text, [](study::IncidentSource& source) { source.source.header.line = 3; }).keys == std::vector<std::string>{"0102"});
    const Incidents none = table("0101,2013,5\n0102,2013,6\n", [](study::IncidentSource& source) { source.source.header.columns = {"municipio", "anio", "casos"}; });
    CHECK(none.keys == std::vector<std::string>{"0101", "0102"});
}

TEST_CASE("totals, notes, blanks, units and the header again are set aside with their reasons and counted as filtered") {
    const Incidents read = table(
        "departamento,municipio,anio,casos\n(texto),(texto),(año),(n)\nCopán,0101,2013,5\nCopán,0102,2013,7\nCopán,Total,2013,12\n,,,\n"
        "departamento,municipio,anio,casos\nYoro,0201,2013,1\nTotal general,,,13\nFuente: SEPOL, cifras al 31/12/2013\n* Cifras preliminares\n");
    CHECK(read.weights == std::vector<std::int64_t>{5, 7, 1});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::row_header, ErrorCode::row_total, ErrorCode::row_blank, ErrorCode::row_header,
                                                         ErrorCode::row_total, ErrorCode::row_note, ErrorCode::row_note});
    CHECK(read.ledger.read == 10);
    CHECK(read.ledger.filtered == 7);
    CHECK(read.ledger.rejected == 0);
    CHECK(guessed(read, "totals") == "2");
    CHECK(evidence(read, "totals").find("line 5, 9") != std::string::npos);
}

TEST_CASE("a name that begins like a total is a row of data unless its numbers are the sums of the others") {
    const Incidents names = table("municipio,anio,casos\nTotonicapán,2013,5\nTotal Gas S.A.,2013,9\nTotal Yoro,2013,3\n");
    CHECK(names.keys == std::vector<std::string>{"Totonicapán", "Total Gas S.A.", "Total Yoro"});
    const Incidents sums = table("municipio,anio,casos\n0101,2013,5\n0102,2013,9\nTotal Copán,,14\n0201,2013,1\n0202,2013,2\nTotal Yoro,,3\n");
    CHECK(sums.keys == std::vector<std::string>{"0101", "0102", "0201", "0202"});
    CHECK(reasons(sums.ledger) == std::vector<ErrorCode>{ErrorCode::row_total, ErrorCode::row_total});
}

TEST_CASE("the number of rows above makes a total, under whatever column it stands; another number does not") {
    const std::string head = "no,municipio,fecha,lat,lon\n1,0101,2013-02-01,13.5,-88.5\n2,0102,2013-02-02,13.5,-88.5\n3,0102,2013-02-03,13.5,-88.5\n";
    const auto points = [](study::IncidentSource& source) { source.x = column("lon"), source.y = column("lat"), source.id = column("no"); };
    const Incidents counted = table(head + "Total Copán,,,,3\n4,0201,2013-02-04,13.5,-88.5\n5,0201,2013-02-05,13.5,-88.5\nTotal Yoro,,,,2\nTOTAL GENERAL,,,,5\n", points);
    CHECK(counted.rows == std::vector<std::int64_t>{2, 3, 4, 6, 7});
    CHECK(reasons(counted.ledger) == std::vector<ErrorCode>{ErrorCode::row_total, ErrorCode::row_total, ErrorCode::row_total});
    const Incidents other = table(head + "Total Copán,,,,4\nTotal Gas,,2013-02-04,,4\nTotal Norte,,,13.5,-88.5\n", points);
    CHECK(other.ledger.filtered == 0);
    CHECK(other.ledger.read == 6);
}

TEST_CASE("a place or a date makes a row one of data, whatever it is called") {
    const std::string points = "id,lon,lat,fecha,municipio\nTotal,-88.5,13.5,2013-02-01,0101\n2,-88.5,13.6,2013-02-02,0101\n";
    const Incidents read = table(points);
    CHECK(read.rows == std::vector<std::int64_t>{2, 3});
    CHECK(read.ledger.filtered == 0);
}

TEST_CASE("the study may keep totals as rows, or name more of them") {
    const std::string text = "municipio,anio,casos\n0101,2013,5\nTotal,2013,5\nConsolidado,2013,5\n";
    CHECK(table(text, [](study::IncidentSource& source) { source.source.totals.kept = true; }).keys.size() == 3);
    CHECK(table(text).keys == std::vector<std::string>{"0101", "Consolidado"});
    CHECK(table(text, [](study::IncidentSource& source) { source.source.totals.words = {"CONSOLIDADO"}; }).keys == std::vector<std::string>{"0101"});
}

TEST_CASE("words for no value are blanks in numbers, dates and keys, and counted by column") {
    const Incidents read = table("id,municipio,anio,mes,casos\nS/D,0101,2013,1,5\nS/D,0102,2013,99,6\nN/A,9999,2013,Ignorado,7\nd4,0104,2013,2,-\nd5,0105,9999,2,3\n",
                                [](study::IncidentSource& source) { source.id = column("id"); });
    CHECK(read.weights == std::vector<std::int64_t>{5, 6});  // a row without month stands for its year
    CHECK(read.ids == std::vector<std::string>{"", ""});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::municipality_missing, ErrorCode::value_not_number, ErrorCode::date_invalid});
    std::vector<std::string> counted;
    for (const MissingCells& one : read.ledger.missing) counted.push_back(one.column + " " + one.word + " " + std::to_string(one.cells));
    CHECK(counted == std::vector<std::string>{"anio 9999 1", "casos - 1", "id N/A 1", "id S/D 2", "mes 99 1", "mes Ignorado 1", "municipio 9999 1"});
}

TEST_CASE("nines that a role can have are values") {
    const Incidents read = table("municipio,anio,casos\n0999,2013,99\n0102,2013,999\n0103,2013,9999\n");
    CHECK(read.weights == std::vector<std::int64_t>{99, 999, 9999});
    CHECK(read.ledger.missing.empty());
}

TEST_CASE("a row without month counts only where its whole year lies in the period") {
    const Folder folder;
    study::Study study = empty_study();
    study.period.from = *Date::from_iso("2013-02-01");
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("m.csv", "municipio,anio,mes,casos\n0101,2013,99,5\n0101,2013,3,6\n");
    layer::IncidentStream stream(study, 0, dialects());
    const Incidents partly = read(stream);
    CHECK(partly.weights == std::vector<std::int64_t>{6});
    CHECK(reasons(partly.ledger) == std::vector<ErrorCode>{ErrorCode::period_partial});
}

TEST_CASE("the study's own words for no value replace the others") {
    const Incidents read = table("municipio,anio,mes,casos\n0101,2013,7777,5\n0102,2013,99,6\n", [](study::IncidentSource& source) { source.source.missing = {{"7777"}}; });
    CHECK(read.weights == std::vector<std::int64_t>{5});
    CHECK(reasons(read.ledger) == std::vector<ErrorCode>{ErrorCode::value_not_allowed});
}

TEST_CASE("text that was encoded twice is repaired where all of a column was, and left and said where some was") {
    const Incidents read = table("municipio,aÃ±o,casos\nPeÃ±Ã³n,2013,1\nSantiago,2013,2\nAhuachapÃ¡n,2013,3\n", [](study::IncidentSource& source) { source.year = column("año"); });
    CHECK(read.keys == std::vector<std::string>{"Peñón", "Santiago", "Ahuachapán"});
    CHECK(evidence(read, "encoding").find("2 of 2") != std::string::npos);
    const Incidents some = table("municipio,anio,casos\nPeÃ±Ã³n,2013,1\nAhuachapán,2013,3\n");
    CHECK(some.keys == std::vector<std::string>{"PeÃ±Ã³n", "Ahuachapán"});
    CHECK(guessed(some, "encoding") == "not repaired");
    CHECK(guessed(table("municipio,anio,casos\nPeñón,2013,1\n"), "encoding").empty());
}

TEST_CASE("a clean CSV is still read as plain lines, and reading it in lanes and in batches gives the same") {
    const Folder folder;
    std::string text = "lon,lat,fecha\n";
    while (text.size() < (std::size_t{3} << 20)) text += "-88.500001,13.500001,2013-02-03\n";
    study::Study study = empty_study();
    study::IncidentSource& source = study.incidents.emplace_back();
    source.source = folder.write("big.csv", text + "Total,,\n");
    source.incident_class = constant("0101");
    layer::IncidentStream stream(study, 0, dialects());
    layer::IncidentLanes lanes(stream, 1);
    struct Counted final : layer::PlainSink {
        std::size_t rows = 0;
        void take(const layer::PlainIncidents& plain) override { rows += plain.size; }
    } plain;
    std::size_t others = 0;
    Ledger ledger;
    for (layer::IncidentPiece piece; lanes.next(piece);) {
        CHECK_FALSE(piece.rows.plain.text.empty());
        lanes.read(piece, 0, plain);
        others += piece.batch.size();
        lanes.settle(piece, ledger);
    }
    CHECK(others == 0);
    CHECK(plain.rows == static_cast<std::size_t>(std::count(text.begin(), text.end(), '\n')) - 1);
    CHECK(reasons(ledger) == std::vector<ErrorCode>{ErrorCode::row_total});
    const Incidents batches = read(stream);
    CHECK(batches.ledger.read == ledger.read);
    CHECK(batches.ledger.filtered == ledger.filtered);
    CHECK(batches.rows.size() == plain.rows);
}
