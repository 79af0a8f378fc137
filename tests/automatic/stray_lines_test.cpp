// Lines inside an article that are no part of its text.
#include "automatic/stray_lines.h"

#include <catch2/catch.hpp>

#include "base/embedded.h"
#include "normalize/vocabulary.h"

using namespace thresh;
using automatic::is_stray_line;

TEST_CASE("every row of the table is of a known kind") {
  for (const normalize::Row& row : normalize::rows_of(base::embedded("data/stray_lines.tsv"))) {
    CHECK((row[0] == "whole" || row[0] == "link" || row[0] == "offer" || row[0] == "letter" || row[0] == "rights" ||
           row[0] == "owner"));
    CHECK_FALSE(row[1].empty());
  }
}

TEST_CASE("a line that says nothing else is stray, in any language and case") {
  CHECK(is_stray_line("Advertisement", 0));
  CHECK(is_stray_line("STORY CONTINUES BELOW ADVERTISEMENT", 0));
  CHECK(is_stray_line("Comments are closed.", 0));
  CHECK(is_stray_line("Publicité", 0));
  CHECK(is_stray_line("РЕКЛАМА", 0));
  CHECK(is_stray_line("広告", 0));
  CHECK_FALSE(is_stray_line("Advertisement pays for the paper", 0));
}

TEST_CASE("a label and a link are stray together, not the label before words") {
  CHECK(is_stray_line("ALSO READ: Bus fares to rise by 4% from August", 1));
  CHECK(is_stray_line("Lire aussi : Une usine évacuée", 0.7));
  CHECK(is_stray_line("Читайте также: Тарифы вырастут", 0.8));
  CHECK_FALSE(is_stray_line("Read more: the council has put its plans on the wall", 0));
  CHECK_FALSE(is_stray_line("Read more books, says the library", 1));
}

TEST_CASE("offers of newsletters and claims of rights") {
  CHECK(is_stray_line("Sign up for our free daily newsletter and never miss a story.", 0));
  CHECK_FALSE(is_stray_line("Sign up at the town hall until Friday.", 0));
  CHECK_FALSE(is_stray_line("The newsletter of the council says so.", 0));
  CHECK(is_stray_line("© 2022 City Herald. All rights reserved. This material may not be published.", 0));
  CHECK_FALSE(is_stray_line("Copyright is what the court will speak about.", 0));
}
