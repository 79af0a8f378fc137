# Warnings are errors, for both compilers; sanitizers where a preset asks for them.
add_compile_options(-Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wno-sign-conversion -Werror)
if(THRESH_SANITIZE)
  add_compile_options(-fsanitize=${THRESH_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  add_link_options(-fsanitize=${THRESH_SANITIZE})
endif()
if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
  # GCC 12 sees uninitialized reads in std::variant and overflows in inlined library code that are not there.
  add_compile_options(-Wno-maybe-uninitialized)
  if(THRESH_SANITIZE)
    add_compile_options(-Wno-stringop-overflow -Wno-array-bounds -Wno-restrict)
  endif()
endif()
