// The vocabularies of data/: that every row means something, once, and that lexicons find what they hold.
#include "normalize/vocabulary.h"

#include <algorithm>
#include <array>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>

#include "base/embedded.h"
#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "normalize/words.h"
#include "text/unicode.h"

namespace thresh::normalize {
namespace {

// The terms of schema.org/MedicalSpecialty.
const std::set<std::string_view> kSchemaTerms = {
    "Anesthesia",         "Cardiovascular",    "CommunityHealth",   "Dentistry",
    "Dermatologic",       "Dermatology",       "DietNutrition",     "Emergency",
    "Endocrine",          "Gastroenterologic", "Genetic",           "Geriatric",
    "Gynecologic",        "Hematologic",       "Infectious",        "LaboratoryScience",
    "Midwifery",          "Musculoskeletal",   "Neurologic",        "Nursing",
    "Obstetric",          "Oncologic",         "Optometric",        "Otolaryngologic",
    "Pathology",          "Pediatric",         "PharmacySpecialty", "Physiotherapy",
    "PlasticSurgery",     "Podiatric",         "PrimaryCare",       "Psychiatric",
    "PublicHealth",       "Pulmonary",         "Radiography",       "Renal",
    "RespiratoryTherapy", "Rheumatologic",     "SpeechPathology",   "Surgical",
    "Toxicologic",        "Urologic"};

// Types of schema.org/LocalBusiness that offer what other professions do.
const std::set<std::string_view> kSchemaBusinesses = {
    "AccountingService", "AutoRepair",        "BankOrCreditUnion", "BeautySalon", "ExerciseGym",
    "FinancialService",  "GeneralContractor", "HVACBusiness",      "HairSalon",   "HousePainter",
    "InsuranceAgency",   "LegalService",      "Locksmith",         "Notary",      "Electrician",
    "Plumber",           "RealEstateAgent",   "RoofingContractor", "TravelAgency"};

constexpr std::array<std::string_view, 2> kSpecialtyTables = {"data/specialties.tsv", "data/professions.tsv"};

// Nine characters and an X at the end: the shape of every code of the Provider Taxonomy.
bool is_nucc_code(std::string_view code) {
  const auto fits = [](char c) { return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z'); };
  return code.size() == 10 && code.ends_with('X') && std::ranges::all_of(code, fits);
}

}  // namespace

TEST_CASE("Comments and blank lines are no rows, and missing cells are empty") {
  const auto rows = rows_of("# head\n\na\tb\nc\n");
  REQUIRE(rows.size() == 2);
  CHECK(rows[0][1] == "b");
  CHECK(rows[1][0] == "c");
  CHECK(rows[1][1].empty());
}

TEST_CASE("A lexicon finds its words, and of a word added twice the first meaning") {
  Lexicon words;
  words.add("b", 2);
  words.add("a", 1);
  words.add("a", 3);
  words.seal();
  CHECK(words.find("a") == 1u);
  CHECK(words.find("b") == 2u);
  CHECK_FALSE(words.contains("c"));
  CHECK_FALSE(words.contains(""));
}

TEST_CASE("The longest prefix ends where a word ends") {
  Lexicon words;
  for (const char* word : {"out", "out of", "star", "a.m.", "mar"}) words.add(word);
  words.seal();
  CHECK(words.longest_prefix("out of 5")->bytes == 6);
  CHECK(words.longest_prefix("out on")->bytes == 3);
  CHECK_FALSE(words.longest_prefix("outer"));
  CHECK_FALSE(words.longest_prefix("starry"));
  CHECK(words.longest_prefix("star)")->bytes == 4);
  CHECK(words.longest_prefix("a.m. then")->bytes == 4);
  CHECK(words.longest_prefix("mar-2020")->bytes == 3);
  CHECK_FALSE(words.longest_prefix(""));
}

TEST_CASE("Between Chinese and Japanese characters every place is the end of a word") {
  Lexicon words;
  for (const char* word : {"件", "月", "か月", "前"}) words.add(word);
  words.seal();
  CHECK(words.longest_prefix("件のレビュー")->bytes == 3);
  CHECK(words.longest_prefix("か月前")->bytes == 6);
  CHECK(words.longest_prefix("前2020")->bytes == 3);
}

TEST_CASE("Digits and signs in full width are folded to those of ASCII") {
  CHECK(folded("１２件（Ｔｏｋｙｏ）") == "12件(tokyo)");
  CHECK(folded("Plain") == "plain");
}

TEST_CASE("Every unit of the relative dates is one that the program knows, and amounts are told with one") {
  const std::set<std::string_view> units = {"second", "minute", "hour", "day", "week", "month", "year"};
  for (const Row& row : rows_of(base::embedded("data/relative_date_words.tsv"))) {
    INFO(row[0] << " " << row[1]);
    const bool amount = row[0] == "unit" || row[0] == "named";
    CHECK((amount ? units.contains(row[3]) : row[3].empty()));
  }
}

TEST_CASE("Every currency has codes of ISO 4217, and every code is read in capitals") {
  std::set<std::string_view> codes;
  for (const Row& row : rows_of(base::embedded("data/money_words.tsv"))) {
    if (row[0] == "code") codes.insert(row[1]);
  }
  CHECK(codes.size() > 150);
  for (const std::string_view code : codes) {
    INFO(code);
    const auto found = money("12 " + std::string(code));
    REQUIRE(found);
    CHECK(found->currency == code);
  }
  for (const Row& row : rows_of(base::embedded("data/money_words.tsv"))) {
    INFO(row[1]);
    if (row[0] != "currency") continue;
    CHECK_FALSE(row[2].empty());
    for (const std::string_view code : parts_of(row[2])) CHECK(codes.contains(code));
    CHECK((money("12 " + std::string(row[1])) || money(std::string(row[1]) + " 12")));
  }
}

TEST_CASE("Every language has a tag in its usual case, and every name of one is read") {
  for (const Row& row : rows_of(base::embedded("data/language_names.tsv"))) {
    INFO(row[1]);
    if (row[0] == "name") CHECK(language(row[1]) == row[2]);
    if (row[0] == "name") CHECK(language(row[2]) == row[2]);
    if (row[0] == "code") CHECK(language(row[1]) == row[2]);
  }
}

TEST_CASE("Specialties have codes and terms that exist, and each name is there once") {
  std::set<std::string_view> names;
  std::map<std::string_view, std::string_view> codes;
  for (const Row& row : rows_of(base::embedded("data/specialties.tsv"))) {
    INFO(row[0]);
    CHECK(names.insert(row[0]).second);
    CHECK((row[1].empty() || is_nucc_code(row[1])));
    CHECK((row[2].empty() || kSchemaTerms.contains(row[2])));
    if (!row[1].empty()) CHECK(codes.emplace(row[1], row[0]).second);
  }
  CHECK(names.size() > 150);
}

TEST_CASE(
    "Every term of schema.org's MedicalSpecialty stands for a specialty that there is, as a word and as an address") {
  std::set<std::string_view> terms;
  for (const Row& row : rows_of(base::embedded("data/specialty_terms.tsv"))) {
    INFO(row[0]);
    CHECK(kSchemaTerms.contains(row[0]));
    CHECK(terms.insert(row[0]).second);
    const auto word = specialty(row[0]);
    REQUIRE(word);
    CHECK(word->name == row[1]);
    CHECK(word->schema_org == row[0]);
    CHECK(word->exact == row[2].empty());
    for (const std::string_view before : {"https://schema.org/", "http://www.schema.org/", "schema:", "schema.org/"}) {
      const auto address = specialty(std::string(before) + std::string(row[0]));
      REQUIRE(address);
      CHECK(address->name == row[1]);
      CHECK(address->as_written.starts_with(before));
    }
  }
  CHECK(terms.size() == kSchemaTerms.size());
}

TEST_CASE("Other professions have no code of health care, and their terms are businesses of schema.org") {
  std::set<std::string_view> names;
  for (const Row& row : rows_of(base::embedded("data/professions.tsv"))) {
    INFO(row[0]);
    CHECK(names.insert(row[0]).second);
    CHECK(row[1].empty());
    CHECK((row[2].empty() || kSchemaBusinesses.contains(row[2])));
    CHECK_FALSE(row[6].empty());
  }
  CHECK(names.size() > 100);
}

TEST_CASE("No title stands for two specialties") {
  std::map<std::string, std::string_view> owner;
  for (const std::string_view path : kSpecialtyTables) {
    for (const Row& row : rows_of(base::embedded(path))) {
      if (path == kSpecialtyTables[0]) CHECK(owner.emplace(loose_key(row[0]), row[0]).second);
      for (std::size_t column = 3; column <= 6; ++column) {
        for (const std::string_view title : parts_of(row[column])) {
          const auto [at, fresh] = owner.emplace(loose_key(title), row[0]);
          INFO(title << ": " << at->second << ", " << row[0]);
          CHECK((fresh || at->second == row[0]));
        }
      }
    }
  }
  CHECK(owner.size() > 5'000);
}

TEST_CASE("Every title of the tables is read as its specialty, in the singular and the plural") {
  for (const std::string_view path : kSpecialtyTables) {
    for (const Row& row : rows_of(base::embedded(path))) {
      bool reachable = path == kSpecialtyTables[0] && specialty(row[0]).has_value();
      for (std::size_t column = 3; column <= 6; ++column) {
        for (const std::string_view title : parts_of(row[column])) {
          INFO(row[0] << ": " << title);
          REQUIRE(specialty(title));
          CHECK(specialty(title)->name == row[0]);
          if (column <= 5 && title.size() > 4) CHECK(specialty(std::string(title) + "s"));
          reachable = true;
        }
      }
      INFO(row[0]);
      CHECK(reachable);
    }
  }
}

TEST_CASE("Every credential is read behind a name in its usual form, in capitals and with full stops") {
  const std::set<std::string_view> kinds = {"degree",     "licence", "certification", "fellowship",
                                            "membership", "honour",  "corporate"};
  for (const Row& row : rows_of(base::embedded("data/credentials.tsv"))) {
    INFO(row[0]);
    CHECK(kinds.contains(row[1]));
    CHECK((row[2].empty() || row[2] == "word"));
    for (const std::string_view degree : parts_of(row[3])) CHECK(person("Ida Brandt, " + std::string(degree)));
    if (row[1] == "corporate") continue;
    auto forms = parts_of(row[4]);
    forms.push_back(row[0]);
    for (const std::string_view form : forms) {
      INFO(form);
      const auto found = person("Ida Brandt, " + std::string(form));
      REQUIRE(found);
      CHECK(found->credentials == std::vector<std::string>{std::string(row[0])});
      CHECK(found->fit == Fit::kSure);
    }
  }
}

TEST_CASE("Every row of the tables of kinds is of a kind that the program reads, and a kind has rows") {
  const std::map<std::string_view, std::set<std::string_view>> known = {
      {"data/count_words.tsv",
       {"counted", "number", "multiplier", "of", "ordinal", "who", "found", "what", "helpful", "about", "more", "lead",
        "often", "upon", "phrase"}},
      {"data/date_words.tsv",
       {"era", "month", "weekday", "lead", "of", "at", "clock", "half", "half_first", "tail", "zone", "local"}},
      {"data/relative_date_words.tsv", {"before", "after", "about", "number", "unit", "named", "both", "last"}},
      {"data/day_order.tsv", {"order"}},
      {"data/decimal_signs.tsv", {"sign"}},
      {"data/language_names.tsv", {"name", "region", "code", "two", "lead"}},
      {"data/money_words.tsv",
       {"currency", "usual", "language", "code", "label", "from", "to", "between", "both", "of", "multiplier", "tail"}},
      {"data/family_names.tsv",
       {"chinese", "japanese", "korean", "syllable", "vietnamese", "romanized", "hungarian", "given", "spanish",
        "spanish-given", "devoted", "devotion", "slavic", "patronymic", "matronymic"}},
      {"data/name_words.tsv",
       {"particle", "between", "connector", "suffix", "byline", "saying", "note", "outlet", "origin", "day", "agency",
        "title", "business", "end"}},
      {"data/page_words.tsv", {"page", "lead", "of", "among"}},
      {"data/place_aliases.tsv", {"country", "city", "area", "code", "province"}},
      {"data/place_words.tsv", {"inner", "label", "lead", "head", "around", "surroundings"}},
      {"data/rating_words.tsv",
       {"label", "of", "best_first", "unit", "mark", "share", "link", "counted", "scale", "to"}},
      {"data/title_words.tsv", {"qualifier", "shade", "practitioner", "profession", "business"}}};
  for (const auto& [path, kinds] : known) {
    std::set<std::string_view> found;
    for (const Row& row : rows_of(base::embedded(path))) found.insert(row[0]);
    INFO(path);
    CHECK(found == kinds);
  }
}

TEST_CASE("Every honorific says what it proves in a word that the program knows") {
  for (const Row& row : rows_of(base::embedded("data/honorifics.tsv"))) {
    INFO(row[0]);
    CHECK((row[2].empty() || row[2] == "proves" || row[2] == "after" || row[2] == "two" || row[2] == "name" ||
           row[2] == "given" || row[2] == "link"));
  }
}

TEST_CASE("The words of every table are folded by the reader, so that each is found as pages write it") {
  for (const std::string_view path :
       {"data/count_words.tsv", "data/rating_words.tsv", "data/date_words.tsv", "data/name_words.tsv",
        "data/place_words.tsv", "data/title_words.tsv", "data/relative_date_words.tsv", "data/money_words.tsv",
        "data/language_names.tsv", "data/family_names.tsv"}) {
    std::set<std::pair<std::string_view, std::string>> seen;
    for (const Row& row : rows_of(base::embedded(path))) {
      INFO(path << ": " << row[0] << " " << row[1]);
      CHECK_FALSE(row[1].empty());
      // A unit of a letter or two may be one of another language's too ("j", of "Jahr" and of "jour").
      const std::string language = row[0] == "unit" && row[1].size() <= 2 ? ' ' + std::string(row[4]) : "";
      CHECK(seen.emplace(row[0], text::fold(row[1]) + language).second);
    }
    CHECK(seen.size() > 10);
  }
}

}  // namespace thresh::normalize
