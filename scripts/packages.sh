#!/bin/sh
# SPDX-License-Identifier: Apache-2.0
# Installs the Debian 12 packages that are missing. Usage: scripts/packages.sh build|test
#   build: what the engine is built from and runs with; test: that and what the tests read the outputs back with.
set -eu
build="g++ cmake ninja-build pkg-config libgdal-dev libgeos-dev libproj-dev proj-data libboost-dev libssl-dev libsqlite3-dev
libtomlplusplus-dev libcli11-dev nlohmann-json3-dev libfmt-dev libdeflate-dev libexpat1-dev libprotozero-dev libcairo2-dev libfreetype-dev fonts-dejavu-core ccache"
test="$build catch2 gdal-bin python3-gdal python3-geopandas python3-rtree python3-scipy python3-toml python3-pyproj
chromium chromium-driver python3-selenium poppler-utils postgresql-15 postgresql-15-postgis-3 postgis nginx-light openssl"

# Whoever has Node from elsewhere has npm with it, and Debian's npm does not install beside it.
command -v npm >/dev/null || test="$test nodejs npm"

case "${1:-}" in
    build) wanted=$build ;;
    test) wanted=$test ;;
    *) echo "usage: scripts/packages.sh build|test" >&2; exit 2 ;;
esac

missing=
for package in $wanted; do
    dpkg-query -W -f '${db:Status-Status}' "$package" 2>/dev/null | grep -qx installed || missing="$missing $package"
done
[ -n "$missing" ] || exit 0
echo "Installing:$missing" >&2
if [ "$(id -u)" -eq 0 ]; then as_root=; elif command -v sudo >/dev/null; then as_root=sudo; else
    echo "Run as root, or install sudo: these packages are missing:$missing" >&2; exit 1
fi
$as_root apt-get update -q >&2
# shellcheck disable=SC2086  # a list of words is meant
$as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -q --no-install-recommends $missing >&2
