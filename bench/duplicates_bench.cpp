// How fast duplicates are found, and how well: a million records of 1 KB, generated.
//
// usage: bench_duplicates [RECORDS]            (./dev bench duplicates)
// Prints, for one thread and for two, the time of fingerprints and index (not of making the texts), by the wall and of
// all cores together, the memory of the index for each original, comparisons a record, and recall and precision. The
// words are drawn as words of a language are (the r-th most frequent one with a share of 1/r, Zipf); each text has
// sentences and paragraphs. Of the records
//   15 % copy an earlier one with edits: up to 2 % of the words replaced, left out or put in, in other letter case and
//        with other spaces;
//   5 %  repeat an earlier one but for letter case and punctuation;
//   10 % are pages of one of 50 templates: half of their words are the template's, none is a duplicate.
// A copy is found if it is marked as a duplicate of what it was made from. A mark is right if the two are copies of one
// text. Fingerprints are made by all threads, a batch at a time, while one of them puts the batch before into the
// index; so the result is the same for any number of threads, which is checked. The run fails where it takes longer
// than 60 s a million on two threads.
#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <random>
#include <string>
#include <thread>
#include <vector>

#include "measure.h"
#include "record/duplicate_index.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

constexpr std::size_t kVocabulary = 50'000;
constexpr std::size_t kTemplates = 50;
constexpr std::size_t kBatch = 8192;
constexpr std::size_t kWords = 140;   // of about 7 bytes: 1 KB
constexpr double kFloorSeconds = 60;  // of CPU, for a million records

using Random = std::mt19937_64;

std::size_t below(Random& random, std::size_t limit) { return static_cast<std::size_t>(random() % limit); }

std::string spelled(std::size_t number) {
  constexpr std::string_view kSyllables[] = {"ra", "to", "mi", "sel", "ka", "ne", "vor", "ul", "de", "shi", "pan", "o"};
  std::string word;
  for (std::size_t rest = number + 7; rest > 0; rest /= std::size(kSyllables))
    word += kSyllables[rest % std::size(kSyllables)];
  return word;
}

// Word numbers by Zipf's law: the inverse of the integral of 1/r.
std::uint32_t drawn_word(Random& random) {
  const double share = static_cast<double>(random() >> 11) * 0x1.0p-53;
  return static_cast<std::uint32_t>(std::exp(share * std::log(static_cast<double>(kVocabulary))) - 1);
}

using Words = std::vector<std::uint32_t>;

Words drawn_words(Random& random, std::size_t count) {
  Words words(count);
  for (std::uint32_t& word : words) word = drawn_word(random);
  return words;
}

struct Record {
  std::string text;
  std::size_t original;  // the record that it is a copy of, itself if it is none
};

// Makes the records one after another. A record can be made again from its number alone: copies need their originals.
class Corpus {
 public:
  Corpus() {
    for (std::size_t i = 0; i < kVocabulary; ++i) vocabulary_.push_back(spelled(i));
    Random random(1);
    for (std::size_t i = 0; i < kTemplates; ++i) templates_.push_back(drawn_words(random, kWords / 2));
  }

  Record make(std::size_t number) const {
    Random random = random_of(number);
    const std::size_t draw = below(random, 100);
    if (number == 0 || draw >= 20) return {written(own_words(number), random, false), number};
    std::size_t original = below(random, number);
    while (is_copy(original)) original = below(random, original);  // ends at 0, which is none
    Words words = own_words(original);
    const bool same = draw < 5;
    if (!same) edit(words, random);
    return {written(words, random, true), original};
  }

 private:
  static Random random_of(std::size_t number) { return Random(number * 0x9E3779B97F4A7C15 + 5); }

  static bool is_copy(std::size_t number) {
    Random random = random_of(number);
    return number != 0 && below(random, 100) < 20;
  }

  Words own_words(std::size_t number) const {
    Random random(number * 0xD1B54A32D192ED03 + 11);
    const std::size_t count = kWords * 3 / 4 + below(random, kWords / 2);
    if (below(random, 100) >= 12) return drawn_words(random, count);
    Words words = templates_[below(random, kTemplates)];
    const Words own = drawn_words(random, count / 2);
    words.insert(words.begin() + static_cast<std::ptrdiff_t>(words.size() / 2), own.begin(), own.end());
    return words;
  }

  static void edit(Words& words, Random& random) {
    const std::size_t edits = 1 + below(random, words.size() / 50);
    for (std::size_t i = 0; i < edits; ++i) {
      const auto at = words.begin() + static_cast<std::ptrdiff_t>(below(random, words.size()));
      const std::size_t what = below(random, 3);
      if (what == 0) *at = drawn_word(random);
      if (what == 1) words.erase(at);
      if (what == 2) words.insert(at, drawn_word(random));
    }
  }

  // Sentences of some ten words; a copy may be spaced, cased and punctuated otherwise.
  std::string written(const Words& words, Random& random, bool copy) const {
    const bool capitals = copy && below(random, 2) == 0;
    std::string text;
    bool starts = true;
    for (const std::uint32_t word : words) {
      const std::size_t at = text.size();
      text += vocabulary_[word];
      if (starts || (capitals && below(random, 20) == 0)) text[at] = static_cast<char>(text[at] - 'a' + 'A');
      const std::size_t sign = below(random, 40);
      starts = sign < 4;
      text += sign == 0 ? (copy ? ".\n" : ".\n\n") : sign < 4 ? ". " : sign < 7 ? ", " : " ";
    }
    return text;
  }

  std::vector<std::string> vocabulary_;
  std::vector<Words> templates_;
};

std::string id_of(std::size_t number) {
  std::string digits = std::to_string(number);
  return "qa-" + std::string(13 - digits.size(), '0') + digits;
}

struct Tally {
  double seconds = 0, cpu = 0;
  std::size_t bytes = 0, copies = 0, found = 0, marked = 0, right = 0;
  std::uint64_t hash = 0;  // of every answer
};

struct Batch {
  std::size_t first = 0;
  std::vector<Record> records;
  std::vector<record::Fingerprint> prints;
};

void make(Batch& batch, const Corpus& corpus, std::size_t first, std::size_t count) {
  batch.first = first;
  batch.records.resize(count);
  batch.prints.resize(count);
  std::thread other([&] {
    for (std::size_t i = 1; i < count; i += 2) batch.records[i] = corpus.make(first + i);
  });
  for (std::size_t i = 0; i < count; i += 2) batch.records[i] = corpus.make(first + i);
  other.join();
}

// The pieces of the batch that no thread has taken yet.
void fingerprint_rest(Batch& batch, std::atomic<std::size_t>& next) {
  constexpr std::size_t kPiece = 64;
  for (std::size_t begin = next.fetch_add(kPiece); begin < batch.records.size(); begin = next.fetch_add(kPiece)) {
    const std::size_t end = std::min(begin + kPiece, batch.records.size());
    for (std::size_t i = begin; i < end; ++i) {
      batch.prints[i] = record::fingerprint({.words = std::move(batch.records[i].text), .title = {}, .facts = {}});
    }
  }
}

void add_all(const Batch& batch, record::DuplicateIndex& index, Tally& tally) {
  for (std::size_t i = 0; i < batch.records.size(); ++i) {
    const std::size_t original = batch.records[i].original;
    const bool copy = original != batch.first + i;
    const auto match = index.add(id_of(batch.first + i), batch.prints[i]);
    const bool right = match && copy && match->id == id_of(original);
    tally.copies += copy ? 1 : 0;
    tally.found += right ? 1 : 0;
    tally.marked += match ? 1 : 0;
    tally.right += right ? 1 : 0;
    tally.hash = (tally.hash ^ (match ? std::hash<std::string_view>()(match->id) : 1)) * 0x100000001B3;
  }
}

Tally run(const Corpus& corpus, std::size_t count, std::size_t threads, record::DuplicateIndex& index) {
  Tally tally;
  Batch now, before;
  for (std::size_t first = 0;; first += kBatch) {
    make(now, corpus, first, std::min(kBatch, count - std::min(first, count)));
    for (const Record& record : now.records) tally.bytes += record.text.size();
    const auto start = std::chrono::steady_clock::now();
    const double cpu_start = cpu_seconds();
    std::atomic<std::size_t> next = 0;
    std::vector<std::thread> others;
    for (std::size_t i = 1; i < threads; ++i) others.emplace_back([&] { fingerprint_rest(now, next); });
    add_all(before, index, tally);
    fingerprint_rest(now, next);
    for (std::thread& other : others) other.join();
    tally.seconds += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    tally.cpu += cpu_seconds() - cpu_start;
    if (now.records.empty()) return tally;
    std::swap(now, before);
  }
}

}  // namespace

int main(int argc, char** argv) {
  const std::size_t count = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 1'000'000;
  const Corpus corpus;
  std::printf("%7s %9s %7s %9s %7s %11s %10s %12s %7s %9s\n", "threads", "records", "KB each", "seconds", "CPU s",
              "records/s", "B/original", "comparisons", "recall", "precision");
  std::uint64_t hash = 0;
  bool fine = count > 0;
  for (const std::size_t threads : {std::size_t{1}, std::size_t{2}}) {
    record::DuplicateIndex index;
    const Tally tally = run(corpus, count, threads, index);
    const auto each = static_cast<double>(count);
    std::printf("%7zu %9zu %7.2f %9.2f %7.2f %11.0f %10.0f %12.2f %7.4f %9.4f\n", threads, count,
                static_cast<double>(tally.bytes) / 1024 / each, tally.seconds, tally.cpu, each / tally.seconds,
                static_cast<double>(index.bytes()) / static_cast<double>(index.originals()),
                static_cast<double>(index.comparisons()) / each,
                static_cast<double>(tally.found) / static_cast<double>(std::max<std::size_t>(tally.copies, 1)),
                static_cast<double>(tally.right) / static_cast<double>(std::max<std::size_t>(tally.marked, 1)));
    if (threads > 1 && tally.hash != hash) std::printf("the threads change the result\n"), fine = false;
    if (tally.cpu * 1e6 / each > kFloorSeconds) std::printf("too slow\n"), fine = false;
    hash = tally.hash;
  }
  return fine ? 0 : 1;
}
