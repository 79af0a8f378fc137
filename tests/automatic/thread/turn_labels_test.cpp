// Labels above questions and answers, in many languages, and lines that look like some.
#include "automatic/thread/turn_labels.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <string>

#include "html/soup.h"

using namespace thresh;
using automatic::turn_label;

namespace {

struct Case {
  const char* line;
  bool asks;
  const char* name;
};

}  // namespace

TEST_CASE("a label is a noun, a noun with whose it is, or a name with a verb") {
  for (const Case& one : {
           Case{"Question", true, ""},
           {"Question:", true, ""},
           {"Question from Mila", true, "Mila"},
           {"Question by Mila K.:", true, "Mila K."},
           {"Mila asks", true, "Mila"},
           {"Patient's question", true, ""},
           {"La question de Coralie", true, "Coralie"},
           {"Frage von Jana (12.03.2014)", true, "Jana"},
           {"Fråga från Birgit", true, "Birgit"},
           {"Вопрос от Анны", true, "Анны"},
           {"ご質問", true, ""},
           {"田中さんの質問", true, "田中"},
           {"Answer from Dr. Nov", false, "Dr. Nov"},
           {"Dr. Nov answers", false, "Dr. Nov"},
           {"Dentist’s reply", false, ""},
           {"Our expert's answer", false, ""},
           {"Antwort unserer Expertin", false, ""},
           {"Antwort von Dr. Ivo Kern", false, "Dr. Ivo Kern"},
           {"La réponse du Dr Etienne Vasseur", false, "Dr Etienne Vasseur"},
           {"La réponse de l’expert", false, ""},
           {"Svar av Birgitta Ekdahl, tandläkare (2013-04-15)", false, "Birgitta Ekdahl, tandläkare"},
           {"王医生回答", false, "王医生"},
           {"先生からの回答", false, ""},
       }) {
    INFO(one.line);
    const auto label = turn_label(one.line);
    REQUIRE(label);
    CHECK(label->asks == one.asks);
    CHECK(label->name == one.name);
  }
}

TEST_CASE("a sentence, a question itself and other headings are no labels") {
  for (const char* line :
       {"", "Do you have a question from last week?", "Questions and answers", "Question time in June",
        "Answering machines", "Related questions", "The answer is to wait for two days, of course.",
        "wait for the doctor's answers", "Frequently asked", "My question: why?"}) {
    INFO(line);
    CHECK_FALSE(turn_label(line));
  }
}

TEST_CASE("what is named stands in the line") {
  rc::check("of any line", [] {
    const std::string line = *html::tag_soup();
    const auto label = turn_label(line);
    if (!label || label->name.empty()) return;
    RC_ASSERT(line.contains(label->name));
  });
}
