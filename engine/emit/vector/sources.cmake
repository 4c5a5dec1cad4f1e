# SPDX-License-Identifier: Apache-2.0
# Vector tiles: what engine/emit/CMakeLists.txt adds to its library. Needs fmt, nlohmann_json and, privately, protozero.
set(EMIT_VECTOR_SOURCES
    vector/coverage_rings.cpp vector/crossing_free.cpp vector/grid_shape.cpp vector/mvt.cpp vector/sprite.cpp vector/style_json.cpp vector/tile_clip.cpp vector/tile_pieces.cpp
    vector/vector_documents.cpp vector/vector_layers.cpp vector/vector_map.cpp vector/vector_painter.cpp vector/vector_pyramid.cpp vector/zoom_shapes.cpp)
set(EMIT_VECTOR_HEADERS
    vector/coverage_rings.hpp vector/grid_shape.hpp vector/mvt.hpp vector/sprite.hpp vector/style_json.hpp vector/tile_clip.hpp vector/tile_pieces.hpp
    vector/vector_documents.hpp vector/vector_layers.hpp vector/vector_map.hpp vector/vector_painter.hpp vector/vector_pyramid.hpp vector/zoom_shapes.hpp)
