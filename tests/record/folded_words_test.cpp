#include "record/folded_words.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

namespace thresh::record {
namespace {

std::string folded(std::string_view text) { return fold_words(text).text; }

TEST_CASE("words are told without case, punctuation and line breaks") {
  const char* const forms[] = {"Don't stop, please.", "don’t\nSTOP — please!", "  DON'T stop\u00A0please…  ",
                               "ｄｏｎ＇ｔ ｓｔｏｐ ｐｌｅａｓｅ", "do\u00ADn't st\u200Bop please"};
  for (const char* form : forms) {
    INFO(form);
    CHECK(folded(form) == " don t stop please");
    CHECK(fold_words(form).hashes == fold_words(forms[0]).hashes);
  }
  CHECK(folded("") == "");
  CHECK(folded(" .,;\n") == "");
}

TEST_CASE("case is folded in the scripts that have it") {
  CHECK(folded("ÉCOLE Ždár ŸÇ") == folded("école žDÁR ÿç"));
  CHECK(folded("МОСКВА Ёлка Ґанок") == folded("москва ёлка ґанок"));
  CHECK(folded("ΟΔΟΣ") == folded("οδος"));
  CHECK(folded("Ἡ ΟΔΌΣ") != folded("η οδος"));  // accents stay
  CHECK(folded("ΟΔΌΣ") == folded("οδός"));
  CHECK(folded("ՀԱՅ") == folded("հայ"));
  CHECK(folded("e") != folded("é"));
}

TEST_CASE("without spaces each character is a word, whatever the line breaks") {
  CHECK(fold_words("日本語のページ").hashes.size() == 7);
  CHECK(fold_words("日本語。\nのページ").hashes == fold_words("日本語のページ").hashes);
  CHECK(folded("日本語。\nのページ") == folded("日本語のページ"));
  CHECK(fold_words("日本").hashes[1] != fold_words("本日").hashes[0]);
  CHECK(fold_words("日本").hashes[1] != fold_words("京本").hashes[1]);
  CHECK(fold_words("HTML5入門").hashes.size() == 3);
  CHECK(folded("한국어 문장") == " 한국어 문장");
}

TEST_CASE("two texts have the same hashes if and only if their folded texts are the same") {
  REQUIRE(rc::check([] {
    const auto piece = rc::gen::element<std::string>("a", "b", " ", "A", "日", "本", "é", ".", "\u200B", "\xFF", "ab");
    const auto join = [](const std::vector<std::string>& pieces) {
      std::string text;
      for (const std::string& one : pieces) text += one;
      return text;
    };
    const FoldedWords one = fold_words(join(*rc::gen::container<std::vector<std::string>>(piece)));
    const FoldedWords two = fold_words(join(*rc::gen::container<std::vector<std::string>>(piece)));
    RC_ASSERT((one.text == two.text) == (one.hashes == two.hashes));
    const FoldedWords again = fold_words(one.text);
    RC_ASSERT(again.text == one.text);
    RC_ASSERT(again.hashes == one.hashes);
  }));
}

TEST_CASE("broken UTF-8 parts words and is never read past its end") {
  REQUIRE(rc::check([](const std::string& bytes) {
    const std::string copy(bytes);  // of its exact size, for the address sanitizer
    fold_words(copy);
  }));
  CHECK(folded("ab\xC3") == " ab");
  CHECK(folded("a\xE2\x82"
               "b") == " a b");
}

}  // namespace
}  // namespace thresh::record
