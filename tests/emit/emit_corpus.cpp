// Writes hostile records in every format to a folder, for the Python tests to read back with other people's readers.
//
//   emit_corpus FOLDER [RECORDS]
//
// corpus.FORMAT: `custom` records, made of hostile_strings.tsv and of random pieces. kinds.FORMAT: records of every
// kind with all of their fields (shaped.h), whose texts are such strings and pieces. escaped.json: texts, and the same
// as Markdown. All from fixed seeds.
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <limits>
#include <random>

#include "emit/hostile.h"
#include "emit/json_writer.h"
#include "emit/markdown_text.h"
#include "emit/memory_output.h"
#include "emit/shaped.h"

namespace thresh::emit {
namespace {

using record::List;
using record::Map;
using record::Value;

class Generator {
 public:
  explicit Generator(std::size_t records) : left_(records) {}

  List records() {
    List out;
    for (const std::string& text : hostile_strings(THRESH_SOURCE_DIR)) out.emplace_back(one_string(text));
    while (left_-- > 0) out.emplace_back(wrapped(map(3)));
    return out;
  }

 private:
  std::size_t below(std::size_t bound) { return random_() % bound; }

  static Map wrapped(Map fields) {
    Map record;
    record.add("id", "custom-0000000000000");
    record.add("kind", "custom");
    record.add("fields", std::move(fields));
    return record;
  }

  // The string as a value, as an item, and beside a dash; and as a key, where that stays readable.
  static Map one_string(const std::string& text) {
    Map nested;
    nested.add(text, text);
    Map fields;
    fields.add("text", text);
    fields.add("list", List{text, Value(nested), text});
    if (text.size() < 10000) fields.add(text + "2", nested);
    fields.add("last", text);
    return wrapped(std::move(fields));
  }

  std::string text() {
    std::string out;
    for (std::size_t n = below(9); n > 0; --n) out += pieces_[below(pieces_.size())];
    return out;
  }

  Value leaf() {
    constexpr double kReals[] = {4.9, 0.1, -0.5, 1e22, 1e-7, 5e-324, 1.7976931348623157e308, 123456789012345680.0, 5.0};
    switch (below(8)) {
      case 0:
        return nullptr;
      case 1:
        return below(2) == 0;
      case 2:
        return static_cast<std::int64_t>(random_());
      case 3:
        return kReals[below(std::size(kReals))];
      default:
        return text();
    }
  }

  Map map(int depth) {
    Map out;
    for (std::size_t n = below(4); n > 0; --n) out.set(text(), value(depth - 1));
    return out;
  }

  Value value(int depth) {
    const std::size_t choice = depth > 0 ? below(3) : 0;
    if (choice == 0) return leaf();
    if (choice == 1) return map(depth);
    List list;
    for (std::size_t n = below(4); n > 0; --n) list.push_back(value(depth - 1));
    return list;
  }

  std::mt19937_64 random_{20240229};
  std::size_t left_;
  std::vector<std::string> pieces_ = hostile_pieces();
};

// Texts that are short enough for a test to look at each of many fields.
List records_of_kinds(std::size_t rounds) {
  constexpr std::size_t kLongest = 3000;
  std::vector<std::string> strings = hostile_strings(THRESH_SOURCE_DIR);
  std::erase_if(strings, [](const std::string& text) { return text.size() > kLongest; });
  const std::vector<std::string> pieces = hostile_pieces();
  ShapedRecords shaped([&](std::mt19937_64& random) {
    if (random() % 3 == 0) return strings[random() % strings.size()];
    std::string out;
    for (std::size_t n = random() % 9; n > 0; --n) out += pieces[random() % pieces.size()];
    return out;
  });
  List records;
  for (std::size_t i = 0; i < rounds; ++i) {
    for (const record::Kind& kind : record::kinds()) records.emplace_back(shaped.record(kind));
  }
  return records;
}

bool write_all(const std::string& name, const List& records) {
  for (const Format& format : formats()) {
    if (format.one_kind) continue;  // tables, which tests/columns/arrow_test.py reads
    std::ofstream out(name + '.' + std::string(format.name), std::ios::binary);
    out << emitted(format.name, records);
    if (!out.flush()) return false;
  }
  std::cerr << records.size() << " records\n";
  return true;
}

// Each hostile text beside what it is as Markdown.
bool write_escaped(const std::string& name) {
  List pairs;
  std::mt19937_64 random(7);
  std::vector<std::string> strings = hostile_strings(THRESH_SOURCE_DIR);
  const std::vector<std::string> pieces = hostile_pieces();
  for (int i = 0; i < 2000; ++i) {
    std::string text;
    for (std::size_t n = random() % 9; n > 0; --n) text += pieces[random() % pieces.size()];
    strings.push_back(std::move(text));
  }
  for (const std::string& text : strings) {
    std::string markdown;
    append_markdown(markdown, text);
    pairs.emplace_back(List{text, std::move(markdown)});
  }
  JsonWriter json(JsonWriter::Layout::kCompact);
  json.write(Value(std::move(pairs)));
  std::ofstream out(name, std::ios::binary);
  out << json.text();
  return out.flush().good();
}

int run(const std::string& folder, std::size_t count) {
  const bool written = write_all(folder + "/corpus", Generator(count).records()) &&
                       write_all(folder + "/kinds", records_of_kinds(count / 10)) &&
                       write_escaped(folder + "/escaped.json");
  return written ? EXIT_SUCCESS : EXIT_FAILURE;
}

}  // namespace
}  // namespace thresh::emit

int main(int argc, char** argv) {
  if (argc < 2) return EXIT_FAILURE;
  return thresh::emit::run(argv[1], argc > 2 ? std::strtoul(argv[2], nullptr, 10) : 300);
}
