# SPDX-License-Identifier: Apache-2.0
function(step)
    execute_process(COMMAND ${ARGN} RESULT_VARIABLE result OUTPUT_VARIABLE output ERROR_VARIABLE output)
    if(NOT result EQUAL 0)
        message(FATAL_ERROR "failed: ${ARGN}\n${output}")
    endif()
    set(output "${output}" PARENT_SCOPE)
endfunction()

file(REMOVE_RECURSE ${WORK})
step(${CMAKE_COMMAND} --install ${BUILD} --prefix ${WORK}/prefix)
# The installed program must find its own data, not the source tree's.
step(${CMAKE_COMMAND} -E env --unset=PRESENCIA_DATA ${WORK}/prefix/bin/presencia demo -o ${WORK}/result)
step(${CMAKE_COMMAND} -G ${GENERATOR} -S ${EXAMPLE} -B ${WORK}/example -DCMAKE_PREFIX_PATH=${WORK}/prefix)
step(${CMAKE_COMMAND} --build ${WORK}/example)
step(${WORK}/example/who_is_reached ${WORK}/result)
if(NOT output MATCHES "^[0-9]+ of [0-9]+ people")
    message(FATAL_ERROR "unexpected answer: ${output}")
endif()
