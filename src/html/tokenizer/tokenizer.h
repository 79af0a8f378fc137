// The tokenizer of the HTML standard (section 13.2.5): a page in UTF-8 to tags, text, comments and doctypes.
//
// The standard's 80 states read one character at a time. Here a function reads what a group of states reads, and the
// long ones (text, scripts, comments, quoted values) look for their end many bytes at a time; its comment names the
// states. Character references, line ends and U+0000 in text and values are not looked at beyond noting that there are
// some: html/character_references.h reads them when the text is asked for. Parse errors are not reported.
//
// The work is linear in the page: no state is ever left by going back further than the token it reads.
//
// Tested by tests/html/tokenizer_test.cpp, with the cases of html5lib.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

#include "html/document.h"
#include "html/simd/level.h"
#include "html/tokenizer/token.h"

namespace thresh::html {

class Tokenizer {
 public:
  // Hands the tokens of `page` to `sink`. Attributes of start tags are appended to `attributes`; those of a tag over
  // `max_attributes` are left out.
  Tokenizer(std::string_view page, NameTable& names, std::vector<Attribute>& attributes, TokenSink& sink,
            std::uint32_t max_attributes)
      : page_(page), names_(names), attributes_(attributes), sink_(sink), max_attributes_(max_attributes) {}

  // Where reading starts, for a fragment: as after a start tag of that name.
  void start_in(ContentModel model, Name last_start_tag) {
    model_ = model;
    last_start_tag_ = last_start_tag;
  }
  void start_at(std::size_t offset) { start_ = offset; }

  // Reads the whole page, or until the sink has enough. `level` is one of simd::levels().
  void run(simd::Level level);

  // Whether attributes were left out.
  bool cut() const { return cut_; }

 private:
  template <class Block>
  friend class TokenizerLoop;

  std::string_view page_;
  NameTable& names_;
  std::vector<Attribute>& attributes_;
  TokenSink& sink_;
  std::uint32_t max_attributes_;
  ContentModel model_ = ContentModel::kData;
  Name last_start_tag_ = Name::kNone;
  std::size_t start_ = 0;
  bool cut_ = false;
};

// Tokenizer::run on one kind of block, each compiled in a file of its own.
void run_plain(Tokenizer& tokenizer);
void run_sse2(Tokenizer& tokenizer);
void run_avx2(Tokenizer& tokenizer);
void run_neon(Tokenizer& tokenizer);

}  // namespace thresh::html
