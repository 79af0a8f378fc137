#include "emit/text_buffer.h"

#include <rapidcheck/catch.h>
#include <catch2/catch.hpp>

#include <string>
#include <vector>

namespace thresh::emit {
namespace {

TEST_CASE("an empty buffer has an empty text") {
  TextBuffer buffer;
  buffer.add("");
  CHECK(buffer.text().empty());
}

TEST_CASE("what is cleared is gone, and the buffer goes on") {
  TextBuffer buffer;
  buffer.add("abc");
  buffer.clear();
  buffer.add('d');
  CHECK(buffer.text() == "d");
}

TEST_CASE("the last byte can be dropped") {
  TextBuffer buffer;
  buffer.add("ab,");
  buffer.drop_last();
  buffer.add(']');
  CHECK(buffer.text() == "ab]");
}

TEST_CASE("less may be written than there is room for") {
  TextBuffer buffer;
  buffer.add("a");
  char* const out = buffer.room(5000);
  out[0] = 'b';
  buffer.grow_to(out + 1);
  buffer.add("c");
  CHECK(buffer.text() == "abc");
}

TEST_CASE("pieces of any size stand one behind the other") {
  rc::prop("as in a string", [](const std::vector<std::string>& pieces, unsigned char repeat) {
    TextBuffer buffer;
    std::string text;
    for (const std::string& piece : pieces) {
      for (int i = 0; i < repeat; ++i) {
        buffer.add(piece);
        text += piece;
      }
    }
    RC_ASSERT(buffer.text() == text);
  });
}

}  // namespace
}  // namespace thresh::emit
