// Lines that tell of who wrote a post, in many layouts, and which post they belong to.
#include "automatic/dump/cards.h"

#include <catch2/catch.hpp>

#include "dumps.h"

using namespace thresh;
using namespace thresh::automatic;
using tests::text_of;
using tests::value_of;

namespace {

// What the first card of some lines says: name, specialty, place, rating, and how many lines it has.
std::string card_in(const std::string& lines) {
  const tests::DumpLines dump(lines);
  extract::TypeReader types;
  const CardReader reader(dump.dump.lines, dump.lines, types);
  const auto card = reader.find({0, static_cast<std::uint32_t>(dump.dump.lines.size())});
  if (!card) return "";
  std::string all(card->author.words);
  for (const LinePart* part : {&card->practice.specialty, &card->practice.location, &card->rating}) {
    all += '|';
    all += part->words;
  }
  return all + '|' + std::to_string(card->lines.size());
}

const std::string kQuestion =
    "White patches on my tongue for two weeks\n\nI do not smoke. White patches came after antibiotics for my throat. "
    "Do "
    "I need some test, or is mouthwash enough?\n\nAnswers (3)\n\n";
const std::vector<std::string> kAnswers = {
    "After antibiotics this is common. Keep the mouth clean, and rinse it with warm water four times a day.",
    "Have your blood sugar checked. If the patch cannot be wiped off, show it to a surgeon in person.",
    "Take plenty of curd and avoid sugar, and see me in my practice if it does not go within ten days."};

// Answers with cards above or below them.
record::Map answers(const std::vector<std::string>& cards, bool above, const std::string& votes = "") {
  std::string text = kQuestion;
  for (std::size_t i = 0; i < cards.size(); ++i) {
    text += above ? cards[i] + kAnswers[i] + "\n" : kAnswers[i] + "\n" + cards[i];
    if (!votes.empty() && i + 1 < cards.size()) text += std::to_string(i + 3) + votes + "\n";
    if (!above) text += "\n";
  }
  return tests::record_of_dump(text + "\nRelated questions\n\nTongue is yellow in the morning\n");
}

}  // namespace

TEST_CASE("a card is a name and what follows of its bearer") {
  CHECK(card_in("Dr. Sunita Rao\nDentist\nBangalore\n17 years experience\nAsk a free question\n") ==
        "Dr. Sunita Rao|Dentist|Bangalore||5");
  CHECK(card_in("Dale R. Emmerson\nReal Estate Attorney in Boulder, CO\n8 reviews\n(303) 555-0199\n") ==
        "Dale R. Emmerson|Real Estate Attorney|Boulder, CO||3");
  CHECK(card_in("Linda Cho, MD\nPlastic Surgeon, Seattle, WA\n4.9 (210 reviews)\nContact\n") ==
        "Linda Cho, MD|Plastic Surgeon|Seattle, WA|4.9 (210 reviews)|4");
  CHECK(card_in("Dr. Alan Whitcombe answered\nFamily Medicine 41 years experience\n") ==
        "Dr. Alan Whitcombe|Family Medicine|||2");
  CHECK(card_in("Ибрагимова Алсу Ринатовна\nСтоматолог-хирург, стаж 11 лет\nУфа\n") ==
        "Ибрагимова Алсу Ринатовна|Стоматолог|Уфа||3");
  CHECK(card_in("Dr. med. Katharina Lindner\nFachärztin für Neurologie, Regensburg\nExperte\n") ==
        "Dr. med. Katharina Lindner|Fachärztin für Neurologie|Regensburg||3");
}

TEST_CASE("what is no card") {
  CHECK(card_in("Dentist\nBangalore\n").empty());
  CHECK(card_in("anna17\nSenior Member\n").empty());
  CHECK(card_in("Answers (3)\nHelpful\n").empty());
}

TEST_CASE("cards above the answers name their authors, with specialty, place and rating") {
  const record::Map record = answers({"Dr. Sunita Rao\nDentist\nBangalore\n17 years experience\n",
                                      "Amit Kelkar\nOral Surgeon\nPune\n9 years experience\n",
                                      "Dr. Farah Naaz\nHomoeopath\nDelhi\n4.9 (12 reviews)\n"},
                                     true, " people found this helpful");
  CHECK(text_of(record, "/kind") == "qa");
  CHECK(text_of(record, "/answers/0/author/name") == "Sunita Rao");
  CHECK(text_of(record, "/answers/1/author/name") == "Amit Kelkar");
  CHECK(text_of(record, "/answers/2/author/name") == "Farah Naaz");
  CHECK(text_of(record, "/answers/0/author/specialty/name") == "Dentistry");
  CHECK(text_of(record, "/answers/0/author/location/name") == "Bengaluru");
  CHECK(value_of(record, "/answers/2/author/rating/value") == record::Value(4.9));
  CHECK(text_of(record, "/answers/0/body") == kAnswers[0]);
  CHECK(text_of(record, "/answers/2/body") == kAnswers[2]);
}

TEST_CASE("cards below the answers name their authors") {
  const record::Map record = answers({"Dr. Sunita Rao\nDentist\nBangalore\n", "Dr. Amit Kelkar\nOral Surgeon\nPune\n",
                                      "Dr. Farah Naaz\nHomoeopath\nDelhi\n"},
                                     false, " people found this helpful");
  CHECK(text_of(record, "/answers/0/author/name") == "Sunita Rao");
  CHECK(text_of(record, "/answers/2/author/name") == "Farah Naaz");
  CHECK(text_of(record, "/answers/1/body") == kAnswers[1]);
}

TEST_CASE("votes in words belong to the text above them, also where the last text has none") {
  const record::Map record =
      answers({"Dr. Sunita Rao\nDentist\n", "Dr. Amit Kelkar\nDentist\n", "Dr. Farah Naaz\nDentist\n"}, true,
              " people found this helpful");
  CHECK(value_of(record, "/answers/0/votes") == record::Value(3));
  CHECK(value_of(record, "/answers/1/votes") == record::Value(4));
  CHECK(value_of(record, "/answers/2/votes").is_null());
}

TEST_CASE("a name with a patronymic is a person's") {
  CHECK(card_in("Громов Сергей Павлович\nКазань\nСтаж 19 лет\n").starts_with("Громов Сергей Павлович|"));
  CHECK(card_in("Казань\nСтаж 19 лет\n").empty());
}
