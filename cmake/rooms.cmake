# thresh_room(NAME [ROOMS …] [LIBRARIES …]): the library of src/NAME. The rooms are public (their headers show in
# this room's headers), the third-party libraries private (their headers stay in the adapter that owns them). Adapters
# of Arrow (*_arrow.cpp) are no part of it: cmake/arrow.cmake has them.
function(thresh_room name)
  cmake_parse_arguments(room "" "" "ROOMS;LIBRARIES" ${ARGN})
  file(GLOB_RECURSE sources CONFIGURE_DEPENDS ${CMAKE_SOURCE_DIR}/src/${name}/*.cpp)
  list(FILTER sources EXCLUDE REGEX "_arrow\\.cpp$")
  list(TRANSFORM room_ROOMS PREPEND thresh_)
  add_library(thresh_${name} STATIC ${sources})
  target_include_directories(thresh_${name} PUBLIC $<BUILD_INTERFACE:${CMAKE_SOURCE_DIR}/src>
                             $<INSTALL_INTERFACE:include/thresh> $<INSTALL_INTERFACE:include>)
  target_link_libraries(thresh_${name} PUBLIC ${room_ROOMS} PRIVATE ${room_LIBRARIES})
  target_compile_definitions(thresh_${name} PRIVATE THRESH_VERSION="${PROJECT_VERSION}")
endfunction()
