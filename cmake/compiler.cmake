# How every target is compiled: warnings are errors, for both compilers; sanitizers and link-time optimization where a
# preset asks for them.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(THRESH_SANITIZE)
  add_compile_options(-fsanitize=${THRESH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${THRESH_SANITIZE})
endif()
if(THRESH_SANITIZE AND CMAKE_CXX_COMPILER_ID STREQUAL "Clang")
  add_compile_options(-fsanitize-ignorelist=${CMAKE_SOURCE_DIR}/cmake/sanitizer_ignores.txt)
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees uninitialized reads in std::variant and overflows in inlined library code that are not there.
  add_compile_options(-Wno-maybe-uninitialized -Wno-restrict)
  if(THRESH_SANITIZE)
    add_compile_options(-Wno-stringop-overflow -Wno-array-bounds)
  endif()
endif()
if(CMAKE_INTERPROCEDURAL_OPTIMIZATION AND CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  add_link_options(-flto=auto)  # as many jobs as there are cores
endif()
