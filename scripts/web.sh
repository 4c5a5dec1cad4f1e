#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Makes the web map ready to host: the page of web/ with its libraries beside it, from npm at the versions that web/package-lock.json pins.
# Usage: scripts/web.sh [RESULT]   (build/web; and with RESULT, a result of presencia, into RESULT/map: then RESULT is a whole site)
set -eu
here=$(cd "$(dirname "$0")/.." && pwd)
from=$here/web/node_modules
[ "$from/.package-lock.json" -nt "$here/web/package-lock.json" ] || npm ci --prefix "$here/web" --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null

out=$here/build/web
rm -rf "$out.new"
mkdir -p "$out.new"
for part in index.html map.css start.js icon.svg app words; do cp -R "$here/web/$part" "$out.new/"; done
library() {  # library PACKAGE NAME FILE...: files of a package and its licence into vendor/NAME
    package=$from/$1; to=$out.new/vendor/$2; shift 2
    mkdir -p "$to"
    for file; do cp "$package/$file" "$to/"; done
    for licence in "$package"/LICENSE*; do if [ -e "$licence" ]; then cp "$licence" "$to/"; fi; done
}
library maplibre-gl maplibre-gl dist/maplibre-gl.mjs dist/maplibre-gl-worker.mjs dist/maplibre-gl.css
library pmtiles pmtiles dist/esm/index.js
library fflate fflate esm/browser.js
library pbf pbf index.js
library @mapbox/vector-tile vector-tile index.js
library @mapbox/point-geometry point-geometry index.js
cp "$here/web/licences/pmtiles.txt" "$out.new/vendor/pmtiles/LICENSE.txt"  # its package comes without
# The libraries name their source maps, which stay behind: a browser's tools would ask for them in vain.
find "$out.new/vendor" -name '*js' -exec sed -i '/^\/\/# sourceMappingURL=/d' {} +
rm -rf "$out"
mv "$out.new" "$out"

[ $# -gt 0 ] || exit 0
[ -f "$1/summary.json" ] || { echo "$1 is not a result of presencia: it has no summary.json" >&2; exit 2; }
rm -rf "$1/map"
cp -R "$out" "$1/map"
