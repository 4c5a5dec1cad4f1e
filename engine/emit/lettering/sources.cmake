# SPDX-License-Identifier: Apache-2.0
# Words on pictures: what engine/emit/CMakeLists.txt adds to its library. Needs PkgConfig::CAIRO and
# PkgConfig::FREETYPE, privately. Inside stay the headers that show Cairo: cairo_handles.hpp, glyph_run.hpp and
# lettering.hpp.
set(EMIT_LETTERING_SOURCES
    lettering/cairo_handles.cpp lettering/font_files.cpp lettering/glyph_run.cpp lettering/lettering.cpp lettering/require_fonts.cpp lettering/two_lines.cpp)
set(EMIT_LETTERING_HEADERS lettering/font_files.hpp lettering/require_fonts.hpp lettering/two_lines.hpp)
