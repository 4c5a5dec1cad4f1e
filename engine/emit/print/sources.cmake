# SPDX-License-Identifier: Apache-2.0
# Maps on paper: what engine/emit/CMakeLists.txt adds to its library. Needs PkgConfig::CAIRO and PkgConfig::DEFLATE,
# privately. Inside stay the headers that show Cairo or lead to one that does.
set(EMIT_PRINT_SOURCES
    print/flow.cpp print/legend_blocks.cpp print/legend_picture.cpp print/legend_square_block.cpp print/map_painter.cpp print/map_sheet.cpp print/paper.cpp
    print/paper_shapes.cpp print/place_names.cpp print/print_surface.cpp print/scale_bar.cpp print/sheet_layout.cpp print/sheet_words.cpp)
set(EMIT_PRINT_HEADERS print/legend_picture.hpp print/map_sheet.hpp print/paper.hpp print/paper_shapes.hpp)
