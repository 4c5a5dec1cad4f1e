// SPDX-License-Identifier: Apache-2.0
#include "source_files.hpp"

#include <map>

using namespace presencia;
using namespace presencia::source;
using namespace presencia::source::test;

namespace {

using CellsByName = std::map<std::string, std::string>;

/// The rows of a file, cells by column, the empty ones left out.
std::vector<CellsByName> named_rows(const Content& content) {
    std::vector<CellsByName> rows;
    for (const Row& row : content.rows) {
        CellsByName& cells = rows.emplace_back();
        for (std::size_t i = 0; i < row.cells.size(); ++i) {
            if (!row.cells[i].empty()) cells[content.columns[i]] = row.cells[i];
        }
    }
    return rows;
}

std::string activities(const std::string& inside, const std::string& version = "2.03") {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<iati-activities version=\"" + version + "\">\n" + inside + "\n</iati-activities>\n";
}

Content read_xml(const std::string& text, std::size_t block_bytes = std::size_t{1} << 20) {
    const TempFolder folder;
    ReadPlan plan = plan_for(folder.write("a.xml", text));
    plan.block_bytes = block_bytes;
    return read_all(plan);
}

Error error_in(const std::string& text) {
    return error_of([&] { read_xml(text); });
}

const std::string two_places = R"(<iati-activity default-currency="USD" xml:lang="es">
<iati-identifier>XX-1-001</iati-identifier>
<reporting-org ref="XX-1" type="10"><narrative>Agencia Norte</narrative></reporting-org>
<title><narrative>Policía comunitaria &amp; escuelas</narrative><narrative xml:lang="en">Community police</narrative></title>
<participating-org role="1" ref="XX-1"><narrative>Agencia Norte</narrative><narrative xml:lang="en">North Agency</narrative></participating-org>
<participating-org role="1" ref="XX-9"/>
<participating-org role="4"><narrative>Fundación Sur</narrative></participating-org>
<activity-status code="2"/>
<activity-date type="1" iso-date="2012-01-01"/><activity-date type="2" iso-date="2012-03-15"/><activity-date type="3" iso-date="2015-12-31"/>
<recipient-country code="HN" percentage="100"/>
<location>
 <location-reach code="1"/><location-id vocabulary="G1" code="3608248"/><name><narrative>La Ceiba</narrative></name>
 <administrative vocabulary="G1" level="1" code="3613358"/><administrative vocabulary="G1" level="2" code="3608255"/>
 <point srsName="http://www.opengis.net/def/crs/EPSG/0/4326"><pos>15.7597 -86.7822</pos></point>
 <exactness code="1"/><location-class code="2"/><feature-designation code="PPL"/>
</location>
<location><name><narrative>Atlántida</narrative></name><administrative vocabulary="G1" level="1" code="3613358"/><exactness code="2"/><location-class code="1"/></location>
<sector vocabulary="1" code="15132" percentage="70"/><sector code="11220" percentage="30"/>
<budget type="1"><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/><value currency="USD">900</value></budget>
<budget type="2"><period-start iso-date="2012-01-01"/><period-end iso-date="2012-12-31"/><value>1000</value></budget>
<budget type="1"><period-start iso-date="2013-01-01"/><period-end iso-date="2013-12-31"/><value>500</value></budget>
<transaction><transaction-type code="2"/><value value-date="2012-02-01">600.50</value></transaction>
<transaction><transaction-type code="2"/><value currency="USD">400</value></transaction>
<transaction><transaction-type code="3"/><value>250</value></transaction>
<transaction><transaction-type code="11"/><value>9999</value></transaction>
<result type="1"><title><narrative>Not the title</narrative></title><indicator><location ref="x"/></indicator></result>
</iati-activity>)";

}  // namespace

TEST_CASE("An IATI activity becomes one row a location, with its dates, roles, sectors and sums") {
    const auto rows = named_rows(read_xml(activities(two_places)));
    REQUIRE(rows.size() == 2);
    CellsByName first = rows[0];
    CHECK(first["iati_identifier"] == "XX-1-001");
    CHECK(first["activity_location_id"] == "XX-1-001#1");
    CHECK(first["title_narrative"] == "Policía comunitaria & escuelas");
    CHECK(first["participating_org_funding"] == "Agencia Norte|XX-9");
    CHECK(first["participating_org_implementing"] == "Fundación Sur");
    CHECK(first["activity_status_code"] == "2");
    CHECK(first["start_isodate"] == "2012-03-15");
    CHECK(first["start_type"] == "actual");
    CHECK(first["end_isodate"] == "2015-12-31");
    CHECK(first["end_type"] == "planned");
    CHECK(first["country_code"] == "HN");
    CHECK(first["sector_code"] == "15132|11220");
    CHECK(first["sector_percentage"] == "70|30");
    CHECK(first["sector_vocabulary"] == "1|1");
    CHECK(first["location_name_narrative"] == "La Ceiba");
    CHECK(first["location_administrative_level"] == "2");
    CHECK(first["location_administrative_code"] == "3608255");
    CHECK(first["location_feature_designation_code"] == "PPL");
    CellsByName second = rows[1];
    CHECK(second["activity_location_id"] == "XX-1-001#2");
    CHECK(second["location_class_code"] == "1");
    CHECK(second.count("location_point_latitude") == 0);
}

TEST_CASE("A position of GML is latitude first") {
    const auto rows = named_rows(read_xml(activities(two_places)));
    CHECK(rows[0].at("location_point_latitude") == "15.7597");
    CHECK(rows[0].at("location_point_longitude") == "-86.7822");
}

TEST_CASE("Commitments, disbursements and budgets are summed by activity, revised budgets in place of original ones, and split evenly beside") {
    CellsByName row = named_rows(read_xml(activities(two_places)))[0];
    CHECK(row["commitments"] == "1000.5");  // 600.50 + 400; the incoming commitment is another's
    CHECK(row["disbursements"] == "250");
    CHECK(row["budgets"] == "1500");  // 1000 in place of 900, and 500
    CHECK(row["currency"] == "USD");
    CHECK(row["even_split_commitments"] == "500.25");
    CHECK(row["even_split_disbursements"] == "125");
    CHECK(row["even_split_budgets"] == "750");
}

TEST_CASE("Sums over two currencies, and values that are no numbers, are no number either") {
    const auto rows = named_rows(read_xml(activities(
        R"(<iati-activity default-currency="USD"><iati-identifier>A</iati-identifier>
        <transaction><transaction-type code="2"/><value>100</value></transaction><transaction><transaction-type code="2"/><value currency="EUR">20</value></transaction>
        <transaction><transaction-type code="3"/><value>1.000,50</value></transaction></iati-activity>)")));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("commitments") == "EUR 20 + USD 100");
    CHECK(rows[0].at("disbursements") == "\"1.000,50\"");
}

TEST_CASE("Version 1 of IATI is read with its words for roles, dates and transactions, and its coordinates") {
    const auto rows = named_rows(read_xml(activities(R"(<iati-activity default-currency="EUR"><iati-identifier>YY-7</iati-identifier>
<reporting-org ref="YY">Ayuda</reporting-org><title>Juzgados de paz</title>
<participating-org role="Funding" ref="YY">Ayuda</participating-org><participating-org role="Implementing">Corte</participating-org>
<activity-status code="3">Completion</activity-status><activity-date type="start-actual" iso-date="2009-01-01"/><activity-date type="end-actual">2011-06-30</activity-date>
<recipient-country code="GT" percentage="60"/><recipient-country code="SV" percentage="40"/>
<sector vocabulary="DAC" code="15130">Legal</sector>
<location><name>Sololá</name><coordinates latitude="14.77" longitude="-91.18" precision="4"/><location-type code="ADM1"/><administrative country="GT" adm1="07"/></location>
<transaction><transaction-type code="C"/><value>10</value></transaction><transaction><transaction-type code="D"/><value>4</value></transaction>
</iati-activity>)", "1.03")));
    REQUIRE(rows.size() == 1);
    CellsByName row = rows[0];
    CHECK(row["title_narrative"] == "Juzgados de paz");
    CHECK(row["reporting_org_narrative"] == "Ayuda");
    CHECK(row["participating_org_funding"] == "Ayuda");
    CHECK(row["participating_org_implementing"] == "Corte");
    CHECK(row["start_isodate"] == "2009-01-01");
    CHECK(row["end_isodate"] == "2011-06-30");
    CHECK(row["end_type"] == "actual");
    CHECK(row["recipient_country_code"] == "GT|SV");
    CHECK(row.count("country_code") == 0);
    CHECK(row["sector_vocabulary"] == "1");
    CHECK(row["location_point_latitude"] == "14.77");
    CHECK(row["location_precision_code"] == "4");
    CHECK(row["location_feature_designation_code"] == "ADM1");
    CHECK(row["location_administrative_level"] == "1");
    CHECK(row["location_administrative_code"] == "07");
    CHECK(row["commitments"] == "10");
    CHECK(row["disbursements"] == "4");
}

TEST_CASE("An activity without a location is a row without a place") {
    const auto rows = named_rows(read_xml(activities("<iati-activity><iati-identifier>R-1</iati-identifier><recipient-region code=\"489\"/></iati-activity>")));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("activity_location_id") == "R-1");
    CHECK(rows[0].at("location_count") == "0");
    CHECK(rows[0].at("recipient_region_code") == "489");
    CHECK(rows[0].count("location_point_latitude") == 0);
}

TEST_CASE("Sectors that only transactions name are shared out by their money") {
    CellsByName row = named_rows(read_xml(activities(R"(<iati-activity default-currency="USD"><iati-identifier>T</iati-identifier>
<transaction><transaction-type code="2"/><value>300</value><sector vocabulary="1" code="15132"/></transaction>
<transaction><transaction-type code="2"/><value>100</value><sector vocabulary="1" code="15134"/></transaction></iati-activity>)")))[0];
    CHECK(row["sector_code"] == "15132|15134");
    CHECK(row["sector_percentage"] == "75|25");
}

TEST_CASE("A position that is no pair, or of another reference system, stands whole in the latitude") {
    const auto rows = named_rows(read_xml(activities(R"(<iati-activity><location><point><pos>14.1</pos></point></location>
<location><point srsName="EPSG:32616"><pos>512000 1556000</pos></point></location><location><point><pos>14.1,-87.2</pos></point></location></iati-activity>)")));
    REQUIRE(rows.size() == 3);
    CHECK(rows[0].at("location_point_latitude") == "14.1");
    CHECK(rows[0].count("location_point_longitude") == 0);
    CHECK(rows[1].at("location_point_latitude") == "EPSG:32616 512000 1556000");
    CHECK(rows[2].at("location_point_longitude") == "-87.2");
}

TEST_CASE("Rows are the same for any size of block, and carry the line of their location") {
    const std::string text = activities(two_places + "\n" + two_places);
    const Content whole = read_xml(text);
    CHECK(whole.rows == read_xml(text, 1).rows);
    CHECK(whole.rows == read_xml(text, 7).rows);
    REQUIRE(whole.rows.size() == 4);
    CHECK(whole.rows[0].row == 13);  // counted by hand: two lines before the activity, <location> on its eleventh
    CHECK(whole.rows[1].row == 19);
}

TEST_CASE("XML in Latin-1 and in CP1252 is read as its declaration says") {
    const std::string inside = "<iati-activities><iati-activity><title><narrative>Se\xF1" "al \x96 a</narrative></title></iati-activity></iati-activities>";
    CHECK(named_rows(read_xml("<?xml version=\"1.0\" encoding=\"windows-1252\"?>" + inside))[0].at("title_narrative") == "Señal – a");
    const Error error = error_in("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + inside);
    CHECK(error.code() == ErrorCode::file_unreadable);
}

TEST_CASE("XML that breaks off or is not well-formed stops with its line") {
    const Error cut = error_in("<iati-activities>\n<iati-activity>\n<title>");
    CHECK(cut.code() == ErrorCode::file_unreadable);
    CHECK(cut.where().row == 3);
    const Error crossed = error_in("<iati-activities>\n<iati-activity>\n</iati-activities>");
    CHECK(crossed.code() == ErrorCode::file_unreadable);
    CHECK(crossed.where().row == 3);
}

TEST_CASE("No document type is accepted: neither entities that swell nor files that they name") {
    const Error bomb = error_in("<?xml version=\"1.0\"?>\n<!DOCTYPE b [<!ENTITY a \"aaaaaaaaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>\n<iati-activities>&b;</iati-activities>");
    CHECK(bomb.code() == ErrorCode::file_unreadable);
    CHECK(bomb.where().row == 2);
    CHECK(bomb.detail() == "XML: <!DOCTYPE>");
    CHECK(error_in("<!DOCTYPE r SYSTEM \"file:///etc/passwd\"><iati-activities/>").detail() == "XML: <!DOCTYPE>");
    CHECK(error_in("<iati-activities><iati-activity>&undeclared;</iati-activity></iati-activities>").code() == ErrorCode::file_unreadable);
}

TEST_CASE("Elements nested on both sides of the limit of 32") {
    const auto nested = [](int levels) {
        std::string open, close;
        for (int i = 2; i < levels; ++i) {
            open += "<x>";
            close += "</x>";
        }
        return "<iati-activities><iati-activity>" + open + close + "</iati-activity></iati-activities>";
    };
    CHECK(read_xml(nested(32)).rows.size() == 1);
    CHECK(error_in(nested(33)).code() == ErrorCode::file_too_nested);
}

TEST_CASE("Texts and tags without an end are cut off at a mebibyte") {
    const std::string million(std::size_t{1} << 20, 'a');
    const auto titled = [](const std::string& title) {
        return "<iati-activities><iati-activity><title><narrative>" + title + "</narrative></title></iati-activity></iati-activities>";
    };
    CHECK(read_xml(titled(million)).rows.size() == 1);
    CHECK(error_in(titled(million + "a")).code() == ErrorCode::file_limit);
    CHECK(error_in("<iati-activities><iati-activity x=\"" + million + million + million + million + "\"/></iati-activities>").code() == ErrorCode::file_limit);
}

TEST_CASE("XML of another kind is refused by the name of its root") {
    const Error error = error_in("<kml><Document/></kml>");
    CHECK(error.code() == ErrorCode::file_not_geodata);
    CHECK(error.detail() == "<kml>");
}

TEST_CASE("Elements outside an activity, or of others' namespaces, make no rows and no harm") {
    CHECK(read_xml("<iati-activities><other><location><point><pos>1 2</pos></point></location></other></iati-activities>").rows.empty());
    const auto rows = named_rows(read_xml(activities("<iati-activity xmlns:usg=\"u\"><usg:location><point/></usg:location><iati-identifier>N</iati-identifier></iati-activity>")));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].at("location_count") == "0");
}
