// Lines inside an article that are no part of its text.
#include "automatic/stray_lines.h"

#include <catch2/catch.hpp>
#include <set>

#include "base/embedded.h"
#include "normalize/vocabulary.h"

using namespace thresh;

namespace {

bool is_stray_line(std::string_view line, double linked, bool at_end = false) {
  return automatic::stray_line(line, linked, at_end) != automatic::Stray::kNo;
}

}  // namespace

TEST_CASE("every row of the table is of a known kind") {
  for (const normalize::Row& row : normalize::rows_of(base::embedded("data/stray_lines.tsv"))) {
    static const std::set<std::string_view> kKinds = {
        "whole", "button", "link",    "head",   "offer",   "letter", "follow", "network", "app",
        "store", "tip",    "contact", "ask",    "money",   "rights", "owner",  "start",   "sign",
        "list",  "source", "credit",  "remark", "counted", "agency", "with"};
    CHECK(kKinds.contains(row[0]));
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

TEST_CASE("whole phrases, and those that something of the sort follows") {
  CHECK(is_stray_line("Scroll to continue with content", 0));
  CHECK(is_stray_line("Comments are closed for this article.", 0));
  CHECK(is_stray_line("Print this page | Email to a friend", 1));
  CHECK(is_stray_line("Diesen Artikel teilen", 0));
  CHECK(is_stray_line("この記事をシェアする", 0));
  CHECK(is_stray_line("Listen to this article · 4:12 min", 0));
  CHECK(is_stray_line("To play this video you need to enable JavaScript in your browser.", 0));
  CHECK(is_stray_line("© RIPRODUZIONE RISERVATA", 0));
  CHECK(is_stray_line("Follow us on WhatsApp, Facebook and X for the latest news.", 0));
  CHECK(is_stray_line("Síguenos en Facebook y X", 0));
  CHECK(is_stray_line("Siga o canal no WhatsApp e receba as notícias.", 0));
  CHECK(is_stray_line("Suivez toute l'actualité sur notre application.", 0));
  CHECK(is_stray_line("Download our app for iOS and Android and never miss a story.", 0));
  CHECK(is_stray_line("Got a story? Email us at news@echo.example or call 01632 960 001.", 0));
  CHECK(is_stray_line("Haben Sie einen Fehler gefunden? Schreiben Sie uns.", 0));
  CHECK(is_stray_line("Нашли опечатку? Выделите её и нажмите Ctrl+Enter", 0));
  CHECK(is_stray_line("You have 2 free articles left this month.", 0));
  CHECK(is_stray_line("4,821 views · 37 shares", 0));
  CHECK(is_stray_line("责任编辑：王芳", 0));
  CHECK(is_stray_line("编辑：王芳 审核：李强", 0));
  CHECK(is_stray_line("原标题：一座县城如何留住早晨", 0));
  CHECK(is_stray_line("扫描二维码关注我们", 0));
}

TEST_CASE("what is stray at the end of a text only") {
  for (const char* line : {"Tags: Ferries, Kingsmouth, Transport", "Topics: Ferries · Kingsmouth",
                           "Archivado en: Aragón", "Теги: паром, порт", "标签：轮渡、港口", "Quelle: dpa",
                           "Źródło: PAP", "Kaynak: AA", "(avec AFP)", "dpa/fh", "声明：该文观点仅代表作者本人。"}) {
    INFO(line);
    CHECK(is_stray_line(line, 0, true));
    CHECK_FALSE(is_stray_line(line, 0, false));
  }
}

TEST_CASE("sentences that start as such lines do are none") {
  for (const char* line :
       {"Follow us on Tuesday to the river, said the guide.", "Download our app was the answer that he got.",
        "Got a story to tell, he went home.", "You have two choices left this month.", "The views were 37 miles wide.",
        "Topics: we have had enough of them, said the teacher, and closed the book.",
        "Sources: nobody would name any of them in public.", "Support us in the second half, the captain asked.",
        "By signing up 200 volunteers the club broke its record.", "Print is dead, they said.", "Share", "Print",
        "See also", "Listen to the river, she said.", "AFP reporters were there.",
        "With AP, the teacher meant advanced placement.", "37 people came.", "编辑部位于北京。",
        "关注民生问题的人越来越多。"}) {
    INFO(line);
    CHECK_FALSE(is_stray_line(line, 0, true));
  }
}
