# What `cmake --install` puts where, for two packages: the program, and the library for C++ programs
# (find_package(thresh), examples/library). `cpack -G DEB` makes a Debian package of each (./dev package).
include(GNUInstallDirs)
include(CMakePackageConfigHelpers)

install(TARGETS thresh RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR} COMPONENT program)
install(FILES README.md CHANGELOG.md DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program)
install(DIRECTORY docs/ DESTINATION ${CMAKE_INSTALL_DOCDIR} COMPONENT program FILES_MATCHING PATTERN "*.md")
install(DIRECTORY selectors schemas DESTINATION ${CMAKE_INSTALL_DATADIR}/thresh COMPONENT program
        FILES_MATCHING PATTERN "*.yaml" PATTERN "*.json")

# The library: all rooms but those of the program and of datasets.
set(library_rooms base text html record columns rules clean normalize extract structured automatic source convert database emit api)
list(TRANSFORM library_rooms PREPEND thresh_)
install(TARGETS ${library_rooms} thresh_embedded EXPORT thresh-targets
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}/thresh COMPONENT library)
set(config_folder ${CMAKE_INSTALL_LIBDIR}/cmake/thresh)
install(EXPORT thresh-targets NAMESPACE thresh:: DESTINATION ${config_folder} COMPONENT library)
foreach(room IN LISTS library_rooms)
  string(REPLACE thresh_ "" room ${room})
  install(DIRECTORY src/${room} DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/thresh COMPONENT library
          FILES_MATCHING PATTERN "*.h")
endforeach()
install(FILES src/api/thresh.h DESTINATION ${CMAKE_INSTALL_INCLUDEDIR}/thresh COMPONENT library)
configure_package_config_file(cmake/thresh-config.cmake.in ${CMAKE_BINARY_DIR}/thresh-config.cmake
                              INSTALL_DESTINATION ${config_folder})
write_basic_package_version_file(${CMAKE_BINARY_DIR}/thresh-config-version.cmake COMPATIBILITY SameMinorVersion)
install(FILES ${CMAKE_BINARY_DIR}/thresh-config.cmake ${CMAKE_BINARY_DIR}/thresh-config-version.cmake
              cmake/library_dependencies.cmake
        DESTINATION ${config_folder} COMPONENT library)

set(CPACK_PACKAGE_NAME thresh)
set(CPACK_PACKAGE_VENDOR "thresh")
set(CPACK_PACKAGE_CONTACT "thresh maintainers <maintainers@users.noreply.r-seed-c1cce784.example>")
set(CPACK_PACKAGE_DESCRIPTION_SUMMARY "Clean, structured records from scraped pages")
set(CPACK_GENERATOR DEB)
set(CPACK_DEB_COMPONENT_INSTALL ON)
set(CPACK_COMPONENTS_ALL program library)
set(CPACK_DEBIAN_FILE_NAME DEB-DEFAULT)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_NAME thresh)
set(CPACK_DEBIAN_PROGRAM_PACKAGE_SECTION utils)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_NAME libthresh-dev)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_SECTION libdevel)
set(CPACK_DEBIAN_LIBRARY_PACKAGE_DEPENDS
    "libgumbo-dev, libpugixml-dev, libyaml-cpp-dev, libsimdjson-dev, libicu-dev, libre2-dev, libssl-dev, zlib1g-dev, libdeflate-dev, libzstd-dev, libbrotli-dev, libsqlite3-dev, libarchive-dev")
find_program(SHLIBDEPS dpkg-shlibdeps)
if(SHLIBDEPS)
  set(CPACK_DEBIAN_PROGRAM_PACKAGE_SHLIBDEPS ON)
endif()
include(CPack)
