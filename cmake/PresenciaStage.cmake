# SPDX-License-Identifier: Apache-2.0
# One stage of the engine = one folder = one static library presencia_<stage> with the alias presencia::<stage>.
#   presencia_stage(<stage> SOURCES ... HEADERS ... DEPENDS <stages above it> LIBRARIES <third parties, public> PRIVATE_LIBRARIES ...)

add_library(presencia_flags INTERFACE)
# Contraction and fast maths would make the same input give other bytes on another build.
target_compile_options(presencia_flags INTERFACE -Wall -Wextra -Wpedantic -Wconversion -Wno-sign-conversion
    -Wno-maybe-uninitialized  # GCC 12 sees it in every moved std::variant
    -Wno-restrict             # GCC 12 sees it in operator+ of std::string (GCC bug 105651)
    -ffp-contract=off)
if(CMAKE_UNITY_BUILD)
    target_compile_options(presencia_flags INTERFACE -Wno-subobject-linkage)  # GCC takes a source that is joined to others for a header
endif()
if(PRESENCIA_WARNINGS_AS_ERRORS)
    target_compile_options(presencia_flags INTERFACE -Werror)
endif()
if(PRESENCIA_SANITIZE)
    list(JOIN PRESENCIA_SANITIZE "," sanitizers)
    target_compile_options(presencia_flags INTERFACE -fsanitize=${sanitizers} -fno-sanitize-recover=all -fno-omit-frame-pointer)
    target_link_options(presencia_flags INTERFACE -fsanitize=${sanitizers})
endif()

if(PRESENCIA_FUZZ)
    target_compile_options(presencia_flags INTERFACE -fsanitize=fuzzer-no-link)
endif()

set(CMAKE_EXPORT_COMPILE_COMMANDS ON)
set(CMAKE_CXX_EXTENSIONS OFF)
find_program(PRESENCIA_CCACHE ccache)
if(PRESENCIA_CCACHE AND NOT CMAKE_CXX_COMPILER_LAUNCHER)
    set(CMAKE_CXX_COMPILER_LAUNCHER ${PRESENCIA_CCACHE})
endif()

function(presencia_stage stage)
    cmake_parse_arguments(arg "" "" "SOURCES;HEADERS;DEPENDS;LIBRARIES;PRIVATE_LIBRARIES" ${ARGN})
    set(target presencia_${stage})
    add_library(${target} STATIC ${arg_SOURCES})
    add_library(presencia::${stage} ALIAS ${target})
    set_target_properties(${target} PROPERTIES EXPORT_NAME ${stage} VERIFY_INTERFACE_HEADER_SETS ON)
    target_sources(${target} PUBLIC FILE_SET HEADERS BASE_DIRS ${PROJECT_SOURCE_DIR}/engine FILES ${arg_HEADERS})
    target_compile_features(${target} PUBLIC cxx_std_20)
    foreach(above IN LISTS arg_DEPENDS)
        target_link_libraries(${target} PUBLIC presencia_${above})
    endforeach()
    target_link_libraries(${target} PUBLIC ${arg_LIBRARIES} PRIVATE ${arg_PRIVATE_LIBRARIES} $<BUILD_INTERFACE:presencia_flags>)
    set_property(GLOBAL APPEND PROPERTY PRESENCIA_STAGES ${target})
endfunction()
