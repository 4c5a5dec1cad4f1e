# SPDX-License-Identifier: Apache-2.0
# The layer of place names: what engine/emit/CMakeLists.txt adds to its library.
set(EMIT_NAMES_SOURCES names/map_names.cpp names/name_layout.cpp names/name_stamp.cpp names/name_tiles.cpp)
set(EMIT_NAMES_HEADERS names/map_names.hpp names/name_tiles.hpp)
