// See names.h.
#include "automatic/thread/names.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <unordered_map>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "normalize/vocabulary.h"

namespace thresh::automatic {
namespace {

constexpr std::size_t kLongestValue = 400;  // bytes; a longer one is data, not a name
constexpr std::size_t kMostPieces = 12;     // of one name

struct KindName {
  std::string_view name;
  Role role;
};
constexpr std::array<KindName, 19> kKinds = {{{"post", kPost},
                                              {"question", kQuestion},
                                              {"answer", kAnswer},
                                              {"body", kBody},
                                              {"author", kAuthor},
                                              {"profile", kProfile},
                                              {"date", kDate},
                                              {"vote", kVote},
                                              {"accepted", kAccepted},
                                              {"signature", kSignature},
                                              {"quote", kQuote},
                                              {"control", kControl},
                                              {"act", kAct},
                                              {"edited", kEdited},
                                              {"aside", kAside},
                                              {"forum", kForum},
                                              {"comment", kComment},
                                              {"rating", kRating},
                                              {"headline", kHeadline}}};

// The roles of each word, all kinds of a word in one number.
const normalize::Lexicon& lexicon() {
  static const normalize::Lexicon kLexicon = [] {
    std::unordered_map<std::string, std::uint32_t> roles;
    base::for_each_row(base::embedded("data/thread_names.tsv"), [&](std::string_view row) {
      const std::string_view kind = base::take_column(row);
      const auto* const found = std::ranges::find(kKinds, kind, &KindName::name);
      if (found != kKinds.end()) roles[std::string(base::take_column(row))] |= found->role;
    });
    normalize::Lexicon lexicon;
    for (auto& [word, set] : roles) lexicon.add(word, set);
    lexicon.seal();
    return lexicon;
  }();
  return kLexicon;
}

// The pieces of one name in lower case, one behind the other, and where each begins.
struct Pieces {
  std::string letters;
  std::array<std::size_t, kMostPieces + 1> begins{};
  std::size_t count = 0;

  explicit Pieces(std::string_view name) {
    bool open = false;
    char before = 0;
    for (const char c : name) {
      const bool capital = base::is_ascii_upper(c);
      if (!base::is_ascii_letter(c)) {
        open = false;
      } else {
        if (!open || (capital && !base::is_ascii_upper(before))) {
          if (count == kMostPieces) break;
          begins[count++] = letters.size();
        }
        open = true;
        letters += base::ascii_lower(c);
      }
      before = c;
    }
    begins[count] = letters.size();
  }

  std::string_view joined(std::size_t from, std::size_t to) const {
    return std::string_view(letters).substr(begins[from], begins[to] - begins[from]);
  }
};

std::uint32_t roles_of_name(std::string_view name) {
  const Pieces pieces(name);
  if (pieces.count == 1) {
    const auto alone = lexicon().find('=' + pieces.letters);
    if (alone) return *alone;
  }
  std::uint32_t roles = 0;
  for (std::size_t i = 0; i < pieces.count;) {
    std::size_t size = std::min<std::size_t>(3, pieces.count - i);
    std::optional<std::uint32_t> found;
    for (; size > 0 && !found; --size) found = lexicon().find(pieces.joined(i, i + size));
    roles |= found.value_or(0);
    i += found ? size + 1 : 1;
  }
  return roles;
}

}  // namespace

std::uint32_t NameReader::roles_of_word(std::string_view word) {
  const std::uint32_t number = words_.number(word);
  if (number == known_words_.size()) known_words_.push_back(roles_of_name(word));
  return known_words_[number];
}

std::uint32_t NameReader::roles(std::string_view value) {
  if (value.empty() || value.size() > kLongestValue) return 0;
  const std::uint32_t number = values_.number(value);
  if (number < known_.size()) return known_[number];
  std::uint32_t roles = 0;
  for (std::size_t at = 0; at < value.size();) {
    while (at < value.size() && base::is_ascii_space(value[at])) ++at;
    const std::size_t begin = at;
    while (at < value.size() && !base::is_ascii_space(value[at])) ++at;
    if (at > begin) roles |= roles_of_word(value.substr(begin, at - begin));
  }
  known_.push_back(roles);
  return roles;
}

}  // namespace thresh::automatic
