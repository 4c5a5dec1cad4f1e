# SPDX-License-Identifier: Apache-2.0
# report.html: what engine/emit/CMakeLists.txt adds to its library. Needs fmt and, privately, nlohmann_json. The page's style sheet and script are files; they are built into the program.
set(EMIT_REPORT_SOURCES
    report/chart.cpp report/data_table.cpp report/edition.cpp report/headline_section.cpp report/html.cpp report/lorenz.cpp report/lorenz_figure.cpp
    report/map_section.cpp report/map_svg.cpp report/method_section.cpp report/objectives_section.cpp report/provenance_section.cpp report/ranked_gaps.cpp
    report/report.cpp report/scatter.cpp report/scatter_figure.cpp report/totals_section.cpp ${CMAKE_CURRENT_BINARY_DIR}/page_files.cpp)
set(EMIT_REPORT_HEADERS
    report/chart.hpp report/data_table.hpp report/edition.hpp report/html.hpp report/lorenz.hpp report/map_svg.hpp
    report/page_files.hpp report/report.hpp report/scatter.hpp report/sections.hpp report/spoken_cells.hpp report/voice.hpp)
foreach(kind CSS JS)
    string(TOLOWER ${kind} ending)
    file(READ report/page.${ending} PRESENCIA_PAGE_${kind})
    set_property(DIRECTORY APPEND PROPERTY CMAKE_CONFIGURE_DEPENDS report/page.${ending})
endforeach()
configure_file(report/page_files.cpp.in page_files.cpp @ONLY)
