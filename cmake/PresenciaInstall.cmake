# SPDX-License-Identifier: Apache-2.0
# Installs the program, the data it needs and the library as the package `presencia`.
include(CMakePackageConfigHelpers)
get_property(stages GLOBAL PROPERTY PRESENCIA_STAGES)
install(TARGETS presencia_app RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR})
install(TARGETS ${stages} EXPORT presencia-targets FILE_SET HEADERS DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/presencia)
install(EXPORT presencia-targets NAMESPACE presencia:: DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/presencia)
configure_package_config_file(cmake/presencia-config.cmake.in presencia-config.cmake
    INSTALL_DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/presencia)
write_basic_package_version_file(presencia-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_CURRENT_BINARY_DIR}/presencia-config.cmake ${CMAKE_CURRENT_BINARY_DIR}/presencia-config-version.cmake
    DESTINATION ${CMAKE_INSTALL_LIBDIR}/cmake/presencia)
install(DIRECTORY layers styles DESTINATION ${CMAKE_INSTALL_DATADIR}/presencia)
# The web map as scripts/web.sh prepares it; without that there is none to install.
install(DIRECTORY ${PROJECT_SOURCE_DIR}/build/web DESTINATION ${CMAKE_INSTALL_DATADIR}/presencia OPTIONAL)
install(DIRECTORY examples/01_demo DESTINATION ${CMAKE_INSTALL_DATADIR}/presencia/examples)
