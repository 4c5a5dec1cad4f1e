# SPDX-License-Identifier: Apache-2.0
# Surfaces: what engine/emit/CMakeLists.txt adds to its library. Needs nlohmann_json and, privately, GDAL. Inside stays surfaces/cog_file.hpp
# (it shows GDAL).
set(EMIT_SURFACES_SOURCES
    surfaces/cog_file.cpp surfaces/distance_surfaces.cpp surfaces/municipal_surfaces.cpp surfaces/surface_grid.cpp surfaces/write_surfaces.cpp)
set(EMIT_SURFACES_HEADERS
    surfaces/distance_surfaces.hpp surfaces/municipal_surfaces.hpp surfaces/surface.hpp surfaces/surface_grid.hpp surfaces/write_surfaces.hpp)
