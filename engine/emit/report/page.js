/* SPDX-License-Identifier: Apache-2.0 */
/* The choice of language works without this; it also moves the words that a style sheet cannot: the page's language and the titles inside the map. */
(function () {
  "use strict";
  var english = document.getElementById("lang-en");
  var spanish = document.getElementById("lang-es");
  var map = document.getElementById("map-svg");
  var now = document.documentElement.lang;

  function speak(language) {
    if (language === now) return;
    if (map) {
      map.querySelectorAll("g[data-es]").forEach(function (group) {
        var from = group.getAttribute("data-" + now), to = group.getAttribute("data-" + language);
        group.querySelectorAll("title").forEach(function (title) {
          title.textContent = title.textContent.slice(0, title.textContent.length - from.length) + to;
        });
      });
      ["map-title", "map-desc"].forEach(function (id) {
        var element = document.getElementById(id);
        element.textContent = element.getAttribute("data-" + language);
      });
      map.setAttribute("lang", language);
    }
    document.documentElement.lang = language;
    now = language;
  }

  function chosen() { speak(english.checked ? "en" : "es"); }

  /* A link to a part of the other language (report.html#en-gaps) shows that language. */
  function follow() {
    var start = location.hash.slice(1, 4);
    if (start !== "es-" && start !== "en-") return;
    (start === "en-" ? english : spanish).checked = true;
    chosen();
    var target = document.getElementById(location.hash.slice(1));
    if (target) target.scrollIntoView();
  }

  english.addEventListener("change", chosen);
  spanish.addEventListener("change", chosen);
  window.addEventListener("hashchange", follow);
  chosen();
  follow();
})();
