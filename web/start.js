// SPDX-License-Identifier: Apache-2.0
// A plain script, since modules do not load where this has something to say: a page opened from a disk, or without the libraries beside it.
(function () {
    "use strict";
    function say(es, en) {
        document.addEventListener("DOMContentLoaded", show);
        if (document.readyState !== "loading") show();
        function show() {
            var box = document.getElementById("trouble");
            document.body.classList.add("troubled");
            box.textContent = "";
            [["es", es], ["en", en]].forEach(function (one) {
                var words = document.createElement("p");
                words.lang = one[0];
                words.textContent = one[1];
                box.appendChild(words);
            });
            box.hidden = false;
        }
    }
    if (location.protocol === "file:") {
        say("Un navegador no deja que una página abierta desde el disco lea los archivos que tiene al lado, y este mapa los lee. Use «presencia serve RESULTADO», o un servidor cualquiera (python3 -m http.server) en la carpeta del resultado. El informe, report.html, sí se abre desde el disco.",
            "A browser does not let a page that was opened from the disk read the files beside it, and this map reads them. Use “presencia serve RESULT”, or any server (python3 -m http.server) in the folder of the result. The report, report.html, does open from the disk.");
        return;
    }
    window.addEventListener("error", function (event) {
        if (!event.target || event.target.id !== "app") return;
        say("Falta una parte de esta página (app/ o vendor/). scripts/web.sh la prepara entera.", "A part of this page is missing (app/ or vendor/). scripts/web.sh prepares it whole.");
    }, true);
}());
