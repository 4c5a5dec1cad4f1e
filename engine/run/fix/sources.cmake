# SPDX-License-Identifier: Apache-2.0
# Cleaned copies of a study's inputs.
set(RUN_FIX_SOURCES fix/clean_cells.cpp fix/clean_copy.cpp fix/copy_jobs.cpp fix/fix_study.cpp)
set(RUN_FIX_HEADERS fix/clean_cells.hpp fix/clean_copy.hpp fix/copy_jobs.hpp fix/fix_study.hpp)
