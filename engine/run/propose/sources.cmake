# SPDX-License-Identifier: Apache-2.0
# A study from files alone: what each file is, what its rows say, and a text that was tried.
set(RUN_PROPOSE_SOURCES
    propose/file_look.cpp propose/file_words.cpp propose/people_column.cpp propose/known_places.cpp propose/older_division.cpp propose/file_kind.cpp propose/held_dates.cpp propose/boundaries.cpp propose/incident_look.cpp propose/file_names.cpp propose/questions.cpp propose/piece_look.cpp propose/settle_material.cpp propose/material.cpp propose/draft.cpp
    propose/said.cpp propose/answers.cpp propose/rejects.cpp propose/layer_tables.cpp propose/study_draft.cpp propose/propose_study.cpp)
set(RUN_PROPOSE_HEADERS
    propose/file_look.hpp propose/file_words.hpp propose/people_column.hpp propose/known_places.hpp propose/older_division.hpp propose/file_kind.hpp propose/held_dates.hpp propose/boundaries.hpp propose/incident_look.hpp propose/file_names.hpp propose/questions.hpp propose/material.hpp propose/piece_look.hpp propose/settle_material.hpp propose/draft.hpp
    propose/said.hpp propose/answers.hpp propose/rejects.hpp propose/layer_tables.hpp propose/study_draft.hpp propose/propose_study.hpp)
