# Warnings are errors, for both compilers; sanitizers where a preset asks for them.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(THRESH_SANITIZE)
  add_compile_options(-fsanitize=${THRESH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${THRESH_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU" AND THRESH_SANITIZE)
  # GCC 12 reports false positives from inlined library code under a sanitizer.
  add_compile_options(-Wno-maybe-uninitialized -Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
endif()
