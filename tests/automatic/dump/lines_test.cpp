// What single lines are, in many languages, and which of them are alike.
#include "automatic/dump/lines.h"

#include <catch2/catch.hpp>

#include "automatic/dump/words.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "dumps.h"

using namespace thresh;
using namespace thresh::automatic;

namespace {

std::uint32_t marks(std::string_view line) {
  Tokens tokens;
  return mark_line(line, tokens).marks;
}
std::uint64_t key(std::string_view line) {
  Tokens tokens;
  return mark_line(line, tokens).hash;
}

}  // namespace

TEST_CASE("dates are told in many languages and forms") {
  for (const char* line :
       {"March 12, 2020", "12 mars 2020", "12. März 2020 um 10:15", "12 de marzo de 2020", "2020-03-12", "12.03.2020",
        "3/12/2020", "3 days ago", "vor 3 Tagen", "il y a 2 mois", "hace 5 años", "yesterday", "3 дня назад",
        "2020年3月12日", "3日前", "an hour ago", "12 Mart 2020"}) {
    INFO(line);
    CHECK((marks(line) & kDateLine) != 0);
    CHECK((marks(line) & kOnlyDate) != 0);
  }
  for (const char* line : {"Susan Berg", "3 answers", "Version 2.10 is out", "Room 12", "4.5"}) {
    INFO(line);
    CHECK((marks(line) & kDateLine) == 0);
  }
}

TEST_CASE("by-lines and who said something are told in many languages") {
  for (const char* line :
       {"Answered by Susan Berg", "by anna17", "Von Petra", "Antwort von Jens Holm", "Par Lucie Morel",
        "Respondido por Ana Ruiz", "Scritto da Marco Rossi", "Gevraagd door Kees", "Автор Иван"}) {
    INFO(line);
    CHECK((marks(line) & kByLine) != 0);
  }
  for (const char* line : {"anna wrote:", "Petra schrieb:", "lucie a écrit :", "Ana escribió:", "Kees schreef:"}) {
    INFO(line);
    CHECK((marks(line) & kSaidLine) != 0);
  }
  CHECK((marks("Answered by Susan Berg") & kAskedLine) != 0);
  CHECK((marks("by Susan Berg") & kAskedLine) == 0);
}

TEST_CASE("heads that count are told in many languages") {
  for (const char* line : {"3 Answers", "Answers (3)", "Doctor Answers 14", "5 respuestas", "2 Antworten", "4 réponses",
                           "7 risposte", "3 antwoorden", "3件の回答", "5 ответов", "3个回答"}) {
    INFO(line);
    CHECK((marks(line) & kAnswersHead) != 0);
  }
  for (const char* line : {"12 Comments", "5 Kommentare", "3 commentaires", "8 comentarios", "4 комментария"}) {
    INFO(line);
    CHECK((marks(line) & kCommentsHead) != 0);
  }
  CHECK((marks("We had 3 answers to that question in the end.") & kAnswersHead) == 0);
}

TEST_CASE("buttons, menus, forms and footers are told, sentences with the same words are none") {
  for (const char* line :
       {"Reply", "Reply Quote Like", "Antworten", "Répondre", "Compartir", "返信", "回复", "Ответить"}) {
    INFO(line);
    CHECK((marks(line) & kActLine) != 0);
  }
  CHECK((marks("Skip to content") & kMenuLine) != 0);
  CHECK((marks("Log in to reply") & kAccountLine) != 0);
  CHECK((marks("Related questions") & kRelatedHead) != 0);
  CHECK((marks("Ähnliche Fragen") & kRelatedHead) != 0);
  CHECK((marks("Your Answer") & kWriteHead) != 0);
  CHECK((marks("Privacy Policy") & kLegalLine) != 0);
  for (const char* line : {"I would like to share my reply with you.", "Home is where the heart is, they say."}) {
    INFO(line);
    CHECK((marks(line) & kFrameLine) == 0);
    CHECK((marks(line) & kProseLine) != 0);
  }
}

TEST_CASE("votes, ratings, numbers, templates, accepted answers and words about users are told") {
  CHECK((marks("12 people found this helpful") & kVoteLine) != 0);
  CHECK((marks("3 Likes") & kVoteLine) != 0);
  CHECK((marks("4.9 out of 5 stars 103 reviews") & kRatingLine) != 0);
  CHECK((marks("17") & kNumberLine) != 0);
  CHECK((marks("#17") & kOrdinalLine) != 0);
  CHECK((marks("{{ vote.count }}") & kTemplateLine) != 0);
  CHECK((marks("Best Answer") & kAcceptedLine) != 0);
  CHECK((marks("Last edited by anna") & kEditedLine) != 0);
  CHECK((marks("Senior Member") & kProfileLine) != 0);
  CHECK((marks("Joined May 2019") & kProfileLine) != 0);
  CHECK((marks("-----") & kRuleLine) != 0);
  CHECK((marks("> as you said") & kQuoteLine) != 0);
}

TEST_CASE("what differs from post to post does not count in a key") {
  CHECK(key("Posted March 12, 2020") == key("Posted April 1, 2021"));
  CHECK(key("anna wrote on March 12, 2020") == key("Jean-Luc wrote on April 1, 2021"));
  CHECK(key("12 people found this helpful") == key("3 people found this helpful"));
  CHECK(key("by anna") == key("by Petra Holm"));
  CHECK(key("Reply Quote") == key("REPLY  QUOTE"));
  CHECK(key("Posted March 12, 2020") != key("Edited March 12, 2020"));
  CHECK(key("asked March 12, 2020") != key("answered March 12, 2020"));
  CHECK(key("Susan Berg") != key("Petra Holm"));
}

TEST_CASE("a long line is running text, whatever it says, and has no key") {
  const std::string line = "Reply " + std::string(200, 'x');
  CHECK(marks(line) == kProseLine);
  CHECK(key(line) == 0);
}

TEST_CASE("two phrases of a disclaimer make one") {
  CHECK(is_disclaimer("This is for educational purposes only and is no substitute for a visit to your doctor."));
  CHECK(is_disclaimer("Diese Angaben ersetzen keine ärztliche Beratung."));
  CHECK_FALSE(is_disclaimer("My doctor gave me medical advice about it."));
}

TEST_CASE("lines are counted by their keys") {
  const tests::DumpLines dump("Reply\n\nby anna\nReply\nby Petra\nSomething else\n");
  REQUIRE(dump.lines.facts.size() == 5);
  CHECK(dump.lines.repeats[dump.lines.facts[0].key] == 2);
  CHECK(dump.lines.facts[1].key == dump.lines.facts[3].key);
  CHECK(dump.lines.repeats[dump.lines.facts[4].key] == 1);
}

TEST_CASE("every phrase of the table is known, and is no longer than phrases may be") {
  std::size_t rows = 0;
  base::for_each_row(base::embedded("data/dump_words.tsv"), [&](std::string_view row) {
    const std::string_view kind = base::take_column(row), phrase = base::take_column(row);
    if (kind == "disclaimer") return;
    INFO(kind << " " << phrase);
    Tokens tokens;
    REQUIRE(tokens.read(phrase));
    REQUIRE(tokens.size() > 0);
    CHECK(tokens.size() <= kMostPhraseWords);
    std::uint64_t hash = tokens[0].hash;
    for (std::size_t i = 1; i < tokens.size(); ++i) hash = phrase_hash(hash, tokens[i].hash);
    const KnownWord* const known = known_word(hash);
    CHECK((known != nullptr && known->kinds != 0));
    ++rows;
  });
  CHECK(rows > 900);
}
