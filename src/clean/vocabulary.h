// The words of data/ that tell what an artifact looks like, read once: artifacts.tsv, notices.tsv, shortcodes.txt,
// syntax_words.txt, entity_words.txt. Private to the room.
//
// Tested by tests/clean/vocabulary_test.cpp.
#pragma once

#include <bitset>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace thresh::clean {

// What may stand between a family's delimiters (see inside.h).
enum class Inside : std::uint8_t {
  kMustache,
  kExpression,
  kField,
  kTag,
  kComment,
  kScript,
  kVariable,
  kSmarty,
  kWord,
  kCode,
  kToken,
  kMerge,
  kMergeCapitals,
  kMergeWords,
  kFreemarker,
  kFreemarkerTag,
  kFreemarkerCall,
  kMarkup,
  kMarkupEnd,
  kToolkit,
};

struct DelimitedFamily {
  std::string_view name;
  std::string_view open;
  std::string_view close;
  Inside inside = Inside::kMustache;
  bool weak = false;
  std::uint8_t id = 0;  // of its name, which several rows may have
};

// What follows the name of a statement.
enum class Follows : std::uint8_t { kNone, kSome, kCondition, kExpression, kCode, kAssignment, kLoop };

enum class WordKind : std::uint8_t {
  kKeyword,
  kPrefix,
  kFilter,
  kHelper,
  kScript,
  kSmarty,
  kSmartyAlone,
  kField,
  kLabel,
  kLabelOfTemplate,  // beside a template, not beside "null"
  kKeyHead,
  kKeyStart,
  kKeyWord,
  kKeyProperty,
  kKeyRoot,
  kKeyEnd,
  kBuiltin,  // of FreeMarker, behind a question mark
  kFreemarker,
  kFreemarkerAlone,
  kToolkit,
  kBlade,
  kBladeAlone,
  kVelocity,
  kShortcode,         // a name that nobody writes alone in brackets
  kMaybeShortcode,    // an ordinary word, which needs attributes or its closing tag
  kSyntax,            // speaks of template languages
  kMaybeSyntax,       // does, and has other meanings
  kTemplateLanguage,  // one of kSyntax that names a template language and nothing else
  kEntity,            // speaks of character references
  kMaybeEntity,
};

struct Tables {
  std::string_view artifacts = {}, notices = {}, shortcodes = {}, syntax_words = {}, entity_words = {};
};

// Every text that asks for JavaScript has it by its name; so texts without it need not be compared with each of them.
constexpr std::string_view kScriptLanguage = "javascript";

// How folded texts begin, so that most other texts need not be folded to be told from them.
class Beginnings {
 public:
  void add(std::string_view folded);
  // Whether a text may be one of them when it is folded.
  bool may_be(std::string_view text) const;

 private:
  static constexpr std::size_t kPlaces = 1 << 16;
  static std::size_t place_of(std::string_view text);  // of its first characters

  std::bitset<kPlaces> held_;
  bool beyond_ = false;  // one begins with a character of U+4000 to U+DFFF
};

// A word of an inflected language by how it begins, or one of a script without spaces.
struct Beginning {
  std::string_view text;
  WordKind kind = WordKind::kSyntax;
};

// Where two bytes stand in Vocabulary::openers.
constexpr std::size_t opener_bit(char first, char second) {
  return static_cast<std::size_t>(static_cast<std::uint8_t>(first)) << 8 | static_cast<std::uint8_t>(second);
}

struct Vocabulary {
  std::vector<DelimitedFamily> delimited;      // in the order of the file: at one place the first that fits wins
  std::vector<std::string_view> family_names;  // by id
  std::unordered_map<std::string_view, Follows> tags;
  std::unordered_map<std::string_view, std::uint32_t> words;  // the kinds of a word, a bit each
  std::unordered_set<std::string_view> artifacts, slot_words, notices, dotted_notices;  // folded whole texts
  std::vector<Beginning> beginnings, packed_words;
  Beginnings artifacts_begin, notices_begin;
  std::bitset<1 << 16> openers;   // first bytes and second ones (U+0000 at a text's end) that `delimited` open with
  std::bitset<128> slot_letters;  // ASCII that one of slot_words begins with
  std::vector<std::string_view> script_notices, purposes;  // of the notices those that a purpose may follow, and these
  // Rows that say nothing the program knows. They are left out; that there are none is for a test to see.
  std::vector<std::string> faults;

  bool holds(WordKind kind, std::string_view word) const {
    const auto found = words.find(word);
    return found != words.end() && ((found->second >> static_cast<unsigned>(kind)) & 1) != 0;
  }
  const Follows* tag(std::string_view name) const {
    const auto found = tags.find(name);
    return found == tags.end() ? nullptr : &found->second;
  }
};

// Views into the tables.
Vocabulary read_vocabulary(const Tables& tables);

const Vocabulary& vocabulary();  // of the tables compiled in

inline bool is_one_of(WordKind kind, std::string_view word) { return vocabulary().holds(kind, word); }

}  // namespace thresh::clean
