// Template artifacts: what is one, and what only looks like one. The cases stand in artifacts.tsv and unrendered.tsv.
#include "clean/artifact.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>

#include "text/table.h"

using namespace thresh;

namespace {

// The verdict on a text in the words of artifacts.tsv.
std::string verdict(std::string_view text) {
  if (const auto family = clean::whole_artifact(text)) return "whole " + std::string(clean::name(*family));
  const auto found = clean::find_artifacts(text);
  return found.empty() ? "none" : "inside " + std::string(clean::name(found.front().family));
}

}  // namespace

TEST_CASE("Braces are chaff or content by what stands between them") {
  for (const auto& row : tests::table("clean/artifacts.tsv", 2)) {
    INFO(row[1]);
    CHECK(verdict(row[1]) == row[0]);
  }
}

TEST_CASE("A slot or a line that shows its template is told from one that speaks of templates") {
  for (const auto& row : tests::table("clean/unrendered.tsv", 3)) {
    INFO(row[2]);
    CHECK(clean::unrendered(row[2]) == (row[0] == "yes"));
    CHECK(clean::template_line(row[2]) == (row[1] == "yes"));
  }
}

TEST_CASE("An artifact is weak where people write the same in a sentence") {
  for (const char* weak : {"{title}", "{0}", "%CITY%"}) CHECK(clean::is_weak(weak));
  for (const char* strong : {"{{ title }}", "{$title}", "[gallery]", "[object Object]", "label.votes", "{user_name}",
                             "[[item.name]]", "*|FNAME|*", "%FIRST_NAME%"}) {
    INFO(strong);
    CHECK(clean::whole_artifact(strong));
    CHECK_FALSE(clean::is_weak(strong));
  }
}

TEST_CASE("A text that asks for JavaScript may say what for") {
  for (const char* notice :
       {"Please enable JavaScript to view the comments.", "You need to enable JavaScript to run this app.",
        "JavaScript must be enabled for full functionality of this site",
        "Veuillez activer JavaScript pour continuer."}) {
    INFO(notice);
    CHECK(clean::is_notice(notice));
  }
  for (const char* words :
       {"Enable JavaScript in your settings, then reload the page", "JavaScript is required knowledge for this job",
        "Please enable JavaScript to see whether that helps; if it does not, write again and tell us more"}) {
    INFO(words);
    CHECK_FALSE(clean::is_notice(words));
  }
}

TEST_CASE("Notices are known in twelve languages, however they end") {
  for (const char* notice : {"Wird geladen …",
                             "Chargement en cours…",
                             "Chargement des commentaires...",
                             "Cargando...",
                             "Caricamento in corso…",
                             "Carregando…",
                             "Laden...",
                             "Ładowanie...",
                             "Загрузка...",
                             "Идёт загрузка…",
                             "Yükleniyor…",
                             "読み込み中...",
                             "読み込み中です。",
                             "加载中...",
                             "正在加载…",
                             "Loading reviews...",
                             "Please wait...",
                             "Bitte warten …",
                             "JavaScript is disabled in your browser.",
                             "Bitte aktivieren Sie JavaScript!",
                             "Por favor, habilite o JavaScript.",
                             "Włącz JavaScript, aby wyświetlić tę stronę.",
                             "Включите JavaScript в вашем браузере.",
                             "Lütfen JavaScript'i etkinleştirin.",
                             "JavaScriptを有効にしてください。",
                             "JavaScript を有効にしてください",
                             "请启用 JavaScript。",
                             "请启用JavaScript"}) {
    INFO(notice);
    CHECK(clean::is_notice(notice));
  }
  // Words that say something else without an ellipsis.
  for (const char* words : {"Laden", "Attendere.", "Lade", "读取", "読み込みが遅い。"}) {
    INFO(words);
    CHECK_FALSE(clean::is_notice(words));
  }
}

TEST_CASE("Notices are whole texts, with or without their dots") {
  CHECK(clean::is_notice("Loading..."));
  CHECK(clean::is_notice("  Loading… "));
  CHECK(clean::is_notice("Please enable JavaScript."));
  CHECK_FALSE(clean::is_notice("Loading dose"));
  CHECK_FALSE(clean::is_notice("I was loading the truck when it happened."));
}

TEST_CASE("Artifacts lie inside the text, in order, without overlap, whatever the text") {
  const auto holds = rc::check([](const std::vector<int>& picks) {
    static constexpr std::string_view kPieces[] = {
        "{{", "}}", "{%", "%}", "${", "}",   "[",  "]",  "gallery", "x", " ", "\"", "'",     "\n",   "|",
        "<%", "?>", "é",  "{",  "\\", "{{{", "if", ".y", "==",      "(", ")", "=",  "votes", "null", "a.b"};
    std::string text;
    for (const int pick : picks) text += kPieces[static_cast<unsigned>(pick) % std::size(kPieces)];
    std::size_t end = 0;
    for (const clean::Artifact& artifact : clean::find_artifacts(text)) {
      RC_ASSERT(artifact.begin >= end);
      RC_ASSERT(artifact.end > artifact.begin);
      RC_ASSERT(artifact.end <= text.size());
      end = artifact.end;
    }
    const bool unrendered = clean::unrendered(text);
    RC_ASSERT(unrendered || !clean::template_line(text));
    RC_ASSERT(unrendered || !clean::whole_artifact(text));
  });
  REQUIRE(holds);
}

TEST_CASE("A line is filled where its template left itself, and where a script printed nothing") {
  CHECK(clean::filled("{{ votes }} of {{ all }} found it", "7") == "7 of 7 found it");
  CHECK(clean::filled("%1$s people", "7") == "7 people");
  CHECK(clean::filled("undefined votes", "7") == "7 votes");
  CHECK(clean::filled("[object Object] likes", "7") == "7 likes");
  CHECK(clean::filled("undefinedness", "7").empty());
  CHECK(clean::filled("12 of 15 people, 80 %", "7").empty());
  CHECK(clean::filled("", "7").empty());
}
