# Every library comes from a Debian package; ./dev installs them (its list is the one place that names packages).
include(cmake/library_dependencies.cmake)
find_package(CLI11 REQUIRED)
find_package(RapidJSON REQUIRED)
find_package(mimalloc REQUIRED)
pkg_check_modules(CURL REQUIRED IMPORTED_TARGET libcurl)
pkg_check_modules(PSL REQUIRED IMPORTED_TARGET libpsl)

if(NOT TARGET RapidJSON)
  add_library(RapidJSON INTERFACE)
  target_include_directories(RapidJSON SYSTEM INTERFACE ${RAPIDJSON_INCLUDE_DIRS})
endif()
