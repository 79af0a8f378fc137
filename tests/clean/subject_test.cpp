// What a paragraph speaks of.
#include "clean/subject.h"

#include <catch2/catch.hpp>

using namespace thresh;
using clean::WordKind;

namespace {

clean::Subject about_templates(std::string_view text) {
  return clean::subject_of(text, WordKind::kSyntax, WordKind::kMaybeSyntax);
}

}  // namespace

TEST_CASE("Different words of a table are counted, those with other meanings apart") {
  const clean::Subject subject = about_templates("In Vue a template, and every TEMPLATE of Vue, is code.");
  CHECK(subject.words == 11);
  CHECK(subject.certain == 1);
  CHECK(subject.possible == 2);
  CHECK(about_templates("").words == 0);
}

TEST_CASE("Words of inflected languages are known by how they begin") {
  CHECK(about_templates("В шаблонах и в шаблоне").possible == 1);
  CHECK(about_templates("W szablonie").certain == 1);
  CHECK(about_templates("Değişkenler").possible == 1);
}

TEST_CASE("Words of scripts without spaces are found anywhere, and counted by their characters") {
  const clean::Subject subject = about_templates("在模板中使用双大括号");
  CHECK(subject.words == 5);
  CHECK(subject.certain == 1);
  CHECK(subject.possible >= 1);
  CHECK(about_templates("今天天气很好").certain == 0);
}
