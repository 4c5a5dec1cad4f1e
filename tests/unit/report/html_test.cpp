// SPDX-License-Identifier: Apache-2.0
#include "emit/report/html.hpp"

#include "core/error.hpp"
#include "emit/report/chart.hpp"
#include "emit/report/voice.hpp"

#include <catch2/catch.hpp>

using namespace presencia;
using namespace presencia::emit;

TEST_CASE("Text and attribute values are escaped, quotes included") {
    Html html;
    html.element("p", "Villa <b>\"O'Higgins\"</b> & hijos", {{"title", "a\"><script>"}});
    CHECK(html.finish() == "<p title=\"a&quot;&gt;&lt;script&gt;\">Villa &lt;b&gt;&quot;O&#39;Higgins&quot;&lt;/b&gt; &amp; hijos</p>");
}

TEST_CASE("Control characters that no document may hold are left out") {
    Html html;
    html.element("b", std::string("a\x01" "b\x1f" "c\td"));
    CHECK(html.finish() == "<b>abc\td</b>");
}

TEST_CASE("An element closes at the end of its block, innermost first") {
    Html html;
    {
        const Element list(html, "ul");
        const Element item(html, "li", {{"class", "x"}});
        html.text("1");
    }
    CHECK(html.finish() == "<ul><li class=\"x\">1</li>\n</ul>\n");
}

TEST_CASE("A page with an open element, or with one closed too often, is a defect of the program") {
    Html open;
    open.open("div");
    CHECK_THROWS_AS(open.finish(), Error);
    Html closed;
    CHECK_THROWS_AS(closed.close(), Error);
}

TEST_CASE("Numbers are written as their text's language writes them") {
    const Voice es(Language::es), en(Language::en);
    CHECK(es.number(1234567.0) == "1\u202f234\u202f567");
    CHECK(en.number(1234567.0) == "1,234,567");
    CHECK(es.percent(0.0034) == "0,3\u00a0%");
    CHECK(en.percent(0.674) == "67.4%");
    CHECK(es.municipalities(1) == "1 municipio");
    CHECK(en.municipalities(2) == "2 municipalities");
    CHECK(es.id("gaps") == "es-gaps");
}

TEST_CASE("Axes have round steps") {
    CHECK(round_steps(100.0, 5) == std::vector<double>{0.0, 20.0, 40.0, 60.0, 80.0, 100.0});
    CHECK(round_steps(87.0, 5) == std::vector<double>{0.0, 20.0, 40.0, 60.0, 80.0});
    CHECK(round_steps(1.2, 2) == std::vector<double>{0.0, 1.0});
    CHECK(round_steps(0.0, 5) == std::vector<double>{0.0});
    CHECK(round_below(43.0) == 20.0);
    CHECK(round_below(50.0) == 50.0);
    CHECK(round_below(0.19) == Approx(0.1));
}
