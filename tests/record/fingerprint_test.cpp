#include "record/fingerprint.h"

#include <rapidcheck.h>

#include <catch2/catch.hpp>
#include <set>
#include <tuple>

#include "record/hash.h"
#include "record/texts.h"

namespace thresh::record {
namespace {

// The true Jaccard similarity of the shingles of three words.
double jaccard(const Words& a, const Words& b) {
  using Shingles = std::set<std::tuple<unsigned, unsigned, unsigned>>;
  const auto shingles = [](const Words& words) {
    Shingles out;
    for (std::size_t i = 0; i + 3 <= words.size(); ++i) out.emplace(words[i], words[i + 1], words[i + 2]);
    return out;
  };
  const Shingles one = shingles(a), two = shingles(b);
  std::size_t both = 0;
  for (const auto& shingle : one) both += two.count(shingle);
  return static_cast<double>(both) / static_cast<double>(one.size() + two.size() - both);
}

bool share_a_key(const Fingerprint& a, const Fingerprint& b) {
  for (std::size_t i = 0; i < a.keys.size(); ++i) {
    if (a.keys[i] == b.keys[i]) return true;
  }
  return false;
}

TEST_CASE("fingerprints never change: they may be kept") {
  std::string text;
  for (int i = 0; i < 40; ++i) text += "word" + std::to_string(i * i % 17) + ' ';
  const Fingerprint print = fingerprint({text, {}, "fact"});
  CHECK(print.words == 40);
  CHECK(print.long_enough);
  CHECK(print.keys == fingerprint({text, {}, "another"}).keys);
  CHECK(mixed(0) == 0xE220A8397B1DCDAF);  // the first number of SplitMix64 from 0
}

TEST_CASE("the same words have the same fingerprint, whatever the case, the punctuation and the facts") {
  Random random(3);
  const std::string text = written(drawn_words(random, 60));
  std::string other = text;
  for (char& c : other) c = c == 'w' ? 'W' : c == ' ' ? '\n' : c;
  const Fingerprint a = fingerprint({text, {}, "votes=3"}), b = fingerprint({other, {}, "votes=4"});
  CHECK(a.digest == b.digest);
  CHECK(a.signature == b.signature);
  CHECK(a.keys == b.keys);
}

TEST_CASE("of a few words the facts count too") {
  const auto digest = [](std::string words, std::string facts) {
    return fingerprint({std::move(words), {}, std::move(facts)}).digest;
  };
  CHECK(digest("A lamp", "price=12") == digest("a lamp.", "price=12"));
  CHECK(digest("A lamp", "price=12") != digest("A lamp", "price=13"));
  CHECK_FALSE(fingerprint({"A lamp", {}, ""}).long_enough);
  CHECK(fingerprint({"", {}, "price=12"}).words == 0);
}

TEST_CASE("the estimate is near the truth, without a bias") {
  Random random(5);
  double error = 0, square = 0;
  constexpr int kPairs = 600;
  for (int i = 0; i < kPairs; ++i) {
    const Words a = drawn_words(random, 150 + random() % 400);
    Words b = a;
    edit(b, random() % (a.size() / 20), random);
    const double off = similarity(print_of(a).signature, print_of(b).signature) - jaccard(a, b);
    error += off / kPairs;
    square += off * off / kPairs;
  }
  CHECK(std::abs(error) < 0.005);
  CHECK(std::sqrt(square) < 0.045);
}

TEST_CASE("unrelated texts are hardly similar, and hardly ever candidates") {
  Random random(7);
  int candidates = 0;
  for (int i = 0; i < 1'000; ++i) {
    const Fingerprint a = print_of(drawn_words(random, 40 + random() % 400));
    const Fingerprint b = print_of(drawn_words(random, 40 + random() % 400));
    CHECK(similarity(a.signature, b.signature) < 0.35);
    candidates += share_a_key(a, b) ? 1 : 0;
  }
  CHECK(candidates == 0);
}

TEST_CASE("texts that are similar share a key") {
  Random random(9);
  int pairs = 0, missed = 0;
  while (pairs < 1'000) {
    const Words a = drawn_words(random, 100 + random() % 300);
    Words b = a;
    edit(b, a.size() / 60, random);
    if (jaccard(a, b) < 0.9) continue;
    ++pairs;
    missed += share_a_key(print_of(a), print_of(b)) ? 0 : 1;
  }
  CHECK(missed <= 3);
}

TEST_CASE("a text of one shingle over and over has a fingerprint") {
  std::string text;
  for (int i = 0; i < 5'000; ++i) text += "la ";
  const Fingerprint print = fingerprint({text, {}, ""});
  CHECK(print.long_enough);
  CHECK(similarity(print.signature, print.signature) == 1.0);
}

TEST_CASE("similarity lies between 0 and 1, is symmetric, and 1 for a text and itself") {
  REQUIRE(rc::check([](const std::array<std::uint64_t, 8>& a, const std::array<std::uint64_t, 8>& b) {
    RC_ASSERT(similarity(a, b) >= 0.0);
    RC_ASSERT(similarity(a, b) <= 1.0);
    RC_ASSERT(similarity(a, b) == similarity(b, a));
    RC_ASSERT(similarity(a, a) == 1.0);
  }));
}

}  // namespace
}  // namespace thresh::record
