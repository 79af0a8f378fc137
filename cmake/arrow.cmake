# Output as Parquet, by Arrow C++, which Debian does not package.
#
# thresh_parquet(WHERE): the object thresh_parquet, which makes a program that it is linked to write Parquet. WHERE is
# ON (wherever find_package(Parquet) finds it), a prefix that Arrow was installed to, or the folder of the Python
# package pyarrow, which holds headers and libraries, too. thresh_arrow_folder is set to where the libraries are that no
# package described.
function(thresh_parquet where)
  if(NOT where MATCHES "^(ON|TRUE|YES|1)$")
    get_filename_component(where ${where} ABSOLUTE BASE_DIR ${CMAKE_SOURCE_DIR})
    list(PREPEND CMAKE_PREFIX_PATH ${where})
  endif()
  find_package(Parquet CONFIG QUIET)
  if(TARGET Parquet::parquet_shared)
    set(libraries Parquet::parquet_shared Arrow::arrow_shared)
  elseif(TARGET Parquet::parquet_static)
    set(libraries Parquet::parquet_static Arrow::arrow_static)
  else()
    # Wheels have the libraries under their versioned names alone.
    file(GLOB parquet ${where}/libparquet.so* ${where}/lib/libparquet.so* ${where}/libparquet.*dylib)
    file(GLOB arrow ${where}/libarrow.so* ${where}/lib/libarrow.so* ${where}/libarrow.*dylib)
    if(NOT EXISTS ${where}/include/parquet/arrow/writer.h OR NOT parquet OR NOT arrow)
      message(FATAL_ERROR "THRESH_ARROW=${where}: no Arrow C++ with Parquet is there (docs/outputs.md#parquet)")
    endif()
    list(GET parquet 0 parquet)
    list(GET arrow 0 arrow)
    set(libraries ${parquet} ${arrow})
    cmake_path(GET parquet PARENT_PATH folder)
    set(thresh_arrow_folder ${folder} PARENT_SCOPE)
  endif()
  add_library(thresh_parquet OBJECT ${CMAKE_SOURCE_DIR}/src/emit/parquet_file_arrow.cpp)
  target_link_libraries(thresh_parquet PUBLIC thresh_emit ${libraries})
  # What newer versions deprecate is all that older ones have.
  target_compile_options(thresh_parquet PUBLIC -Wno-deprecated-declarations)
  if(NOT TARGET Parquet::parquet_shared AND NOT TARGET Parquet::parquet_static)
    target_include_directories(thresh_parquet SYSTEM PUBLIC ${where}/include)
  endif()
endfunction()
