# SPDX-License-Identifier: Apache-2.0
# Raster tiles: what engine/emit/CMakeLists.txt adds to its library. Needs fmt, and privately nlohmann_json,
# PkgConfig::DEFLATE, PkgConfig::SQLITE and PkgConfig::TOMLPP. Inside stay tiles/style_reader.hpp and
# tiles/style_measure.hpp (they show toml++), tiles/number_classes.hpp and tiles/legend_sheet.hpp.
set(EMIT_TILES_SOURCES
    tiles/arc_network.cpp tiles/arc_simplify.cpp tiles/area_fill.cpp tiles/border_lines.cpp tiles/border_twins.cpp
    tiles/breaks.cpp tiles/class_labels.cpp tiles/classify.cpp tiles/coverage_geometry.cpp tiles/crossed_classes.cpp
    tiles/gzip.cpp tiles/hatch.cpp tiles/huffman.cpp tiles/jenks.cpp tiles/legend_json.cpp tiles/legend_sheet.cpp tiles/legend_square.cpp
    tiles/legend_svg.cpp tiles/mbtiles.cpp tiles/number_classes.cpp tiles/pixel_colour.cpp tiles/pixel_mix.cpp
    tiles/pmtiles.cpp tiles/pmtiles_directory.cpp tiles/pmtiles_reader.cpp tiles/png_writer.cpp tiles/row_deflate.cpp tiles/style_file.cpp tiles/style_measure.cpp tiles/style_reader.cpp tiles/tile_palette.cpp
    tiles/tile_painter.cpp tiles/tile_pyramid.cpp tiles/tile_style.cpp tiles/tilejson.cpp tiles/window_renderer.cpp tiles/world_rings.cpp tiles/xyz_folder.cpp tiles/zoom_layer.cpp)
set(EMIT_TILES_HEADERS
    tiles/arc_network.hpp tiles/arc_simplify.hpp tiles/area_fill.hpp tiles/border_lines.hpp tiles/border_twins.hpp
    tiles/breaks.hpp tiles/class_labels.hpp tiles/classify.hpp tiles/coverage_geometry.hpp tiles/gzip.hpp tiles/hatch.hpp tiles/huffman.hpp
    tiles/key_map.hpp tiles/legend.hpp tiles/mbtiles.hpp tiles/pixel_colour.hpp tiles/pixel_mix.hpp
    tiles/pmtiles.hpp tiles/pmtiles_directory.hpp tiles/pmtiles_reader.hpp tiles/png_writer.hpp tiles/row_deflate.hpp tiles/style_file.hpp tiles/tile_painter.hpp tiles/tile_palette.hpp tiles/tile_pyramid.hpp tiles/tile_sink.hpp
    tiles/tile_style.hpp tiles/tilejson.hpp tiles/window_renderer.hpp tiles/world_rings.hpp tiles/xml_text.hpp tiles/xyz_folder.hpp tiles/zoom_layer.hpp)
