// See loose_names.h.
#include "automatic/thread/loose_names.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_set>
#include <utility>

#include "automatic/thread/outside.h"
#include "automatic/thread/proposals.h"
#include "automatic/thread/signs.h"
#include "automatic/thread/turn_labels.h"
#include "automatic/thread/words.h"
#include "base/ascii.h"
#include "clean/artifact.h"
#include "extract/type_reader.h"
#include "html/document.h"
#include "normalize/fold.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLongestPart = 80;  // bytes of what a name may stand in
constexpr std::size_t kLongestName = 48;  // bytes
constexpr std::size_t kMostWords = 5;     // of a name
constexpr std::size_t kMostParts = 8;     // of an element that names an author
constexpr NodeId kNodesAway = 24;         // that a name may stand from its date
constexpr double kMost = 0.6;             // of the posts

constexpr std::array<std::string_view, 9> kSigns = {"·", "•", "：", "・", "»", "|", "–", "—", "\u00A0"};
constexpr std::array<std::string_view, 5> kHonorifics = {"さん", "様", "さま", "님", "氏"};

std::string_view without_signs(std::string_view text) {
  const auto is_sign = [](char c) {
    return static_cast<unsigned char>(c) < 0x80 && !base::is_ascii_alphanumeric(c) && c != '_' && c != '.' &&
           c != '[' && c != ']' && c != '*';
  };
  const auto begins = [&](char c) { return is_sign(c) && c != '('; };
  const auto ends = [&](char c) { return is_sign(c) && c != ')'; };
  return stripped_of(text, begins, ends, kSigns);
}

// Where each word of a text starts: behind a space, and in scripts without spaces everywhere.
std::vector<std::size_t> word_starts(std::string_view text) {
  std::vector<std::size_t> starts;
  bool open = false;
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    const bool space = point.value == ' ' || point.value == 0xA0;
    const bool unspaced = normalize::is_unspaced(point.value);
    if (!space && (!open || unspaced)) starts.push_back(at);
    open = !space && !unspaced;
    at += point.length;
  }
  return starts;
}

// How many bytes of a text, which starts with a word, its longest word of the lexicon takes; 0 for none.
std::size_t taken_by(const normalize::Lexicon& words, std::string_view text) {
  const std::string folded = normalize::folded(text);
  const auto prefix = words.longest_prefix(folded);
  if (!prefix) return 0;
  const std::size_t count = word_starts(std::string_view(folded).substr(0, prefix->bytes)).size();
  const std::vector<std::size_t> starts = word_starts(text);
  return count < starts.size() ? starts[count] : text.size();
}

// Whether a number stands in it as a word of its own: "Posts: 12", not "sunny99".
bool counts(std::string_view text) {
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (!base::is_ascii_digit(text[at]) || (at > 0 && !base::is_ascii_space(text[at - 1]) && text[at - 1] != '('))
      continue;
    std::size_t end = at;
    while (end < text.size() && (base::is_ascii_digit(text[end]) || text[end] == '.' || text[end] == ',')) ++end;
    if ((at > 0 || end < text.size()) && (end == text.size() || base::is_ascii_space(text[end]) || text[end] == ')'))
      return true;
  }
  return false;
}

// Of a text that comments part from others of its element ("S<!-- -->hreya") the element, else the text itself.
NodeId unparted(const Survey& survey, NodeId text) {
  const html::Document& document = survey.document();
  const NodeId parent = document.parent(text);
  std::size_t texts = 0;
  for (NodeId id = document.first_child(parent); id != html::kNoNode; id = document.next_sibling(id)) {
    if (document.is_element(id)) return text;
    texts += document.is_text(id) && !text::trim(document.text(id)).empty();
  }
  return texts > 1 ? parent : text;
}

// Whether a text stands in an element that such texts make up, and not first.
bool is_later_part(const Survey& survey, NodeId text) {
  const html::Document& document = survey.document();
  if (unparted(survey, text) == text) return false;
  NodeId first = document.first_child(document.parent(text));
  while (first != text && (!document.is_text(first) || text::trim(document.text(first)).empty()))
    first = document.next_sibling(first);
  return first != text;
}

// The words of a text, or of the element that it is a part of.
std::string words_of(const Survey& survey, NodeId node) {
  const html::Document& document = survey.document();
  return document.is_text(node) ? std::string(text::trim(document.text(node))) : survey.short_text(node, kLongestPart);
}

bool is_said_otherwise(std::string_view text) {
  return is_word(thread_words().label, text) || is_word(thread_words().act, text) ||
         starts_with_word(thread_words().joined, text) || Survey::is_date(text);
}

bool is_no_name(std::string_view text) {
  return text.empty() || !has_letter(text) || text.starts_with('@') || is_number_of_post(text) || counts(text) ||
         is_said_otherwise(text) || never_names(text);
}

// Whether the words beside a name are none of it: "posted by", "wrote:", a date.
bool stands_around_names(std::string_view text) {
  text = without_signs(text::trim(text));
  return text.empty() || taken_by(thread_words().by, text) == text.size() || taken_by(thread_words().wrote, text) > 0 ||
         Survey::is_date(text);
}

}  // namespace

bool has_letter(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const text::CodePoint point = text::code_point_at(text, at);
    if (text::is_letter(point.value)) return true;
    at += point.length;
  }
  return false;
}

bool is_field(const Survey& survey, std::string_view words) {
  const std::string_view first = text::trim(words.substr(0, words.find_first_of(",|(")));
  extract::TypeReader& types = *survey.page().types;
  return !first.empty() && types.fit(record::Type::kSpecialty, first) == normalize::Fit::kSure &&
         types.fit(record::Type::kPerson, first) != normalize::Fit::kSure;
}

bool is_number_of_post(std::string_view text) {
  return text.size() > 1 && text[0] == '#' && base::is_ascii_digit(text[1]);
}

bool never_names(std::string_view text) {
  const bool bracketed = text.starts_with('[') && text.ends_with(']');
  const std::size_t at = text.find_first_of("@<");
  const bool joined = at != std::string_view::npos && at > 0 && text[at - 1] != ' ';
  const bool address = joined && text.find('.', at) != std::string_view::npos;
  return bracketed || text.ends_with(':') || address;
}

bool counts_something(std::string_view text) { return counts(text); }

std::vector<NodeId> name_parts(const Survey& survey, NodeId author) {
  const html::Document& document = survey.document();
  std::vector<NodeId> parts;
  bool blocks = false, around = false, labelled = false;
  NodeId block = html::kNoNode;
  for (NodeId id = author; id < document.node(author).end; ++id) {
    if (!document.is_text(id) || survey.hidden(id) || text::trim(document.text(id)).empty()) continue;
    if (!parts.empty() && document.contains(parts.back(), id)) continue;
    NodeId top = id;
    while (document.parent(top) != author &&
           survey.sum(Survey::kLetters, document.parent(top)) == survey.sum(Survey::kLetters, top))
      top = document.parent(top);
    const bool label =
        top != id && parts.empty() &&
        taken_by(thread_words().by, text::trim(document.text(id))) == text::trim(document.text(id)).size();
    if (label || (top == id && stands_around_names(document.text(id)))) {
      around = true;
      labelled = labelled || label;
      continue;
    }
    // Words of the element's own, but for what a label in an element stands before.
    if ((top == id && !labelled) || parts.size() == kMostParts) return {};
    blocks |= block != html::kNoNode && survey.block(id) != block;
    block = survey.block(id);
    parts.push_back(top);
  }
  if (parts.size() < 2 && !around) return {};
  std::erase_if(parts, [&](NodeId part) { return is_no_name(survey.short_text(part, kLongestPart)); });
  if (blocks || parts.size() == 1) return parts;
  // "<strong>Wilma</strong> <span>65+</span>"
  const auto is_bold = [&](NodeId part) {
    return document.node(part).name == Name::kStrong || document.node(part).name == Name::kB;
  };
  if (parts.empty() || !is_bold(parts.front()) || std::ranges::count_if(parts, is_bold) != 1) return {};
  return {parts.front()};
}

namespace {

// Whether the last word, from `start` on, is written as a name is: "Edward Said", "Anna A.". Where all is in capitals
// that tells nothing.
bool ends_as_name(std::string_view words, std::size_t start) {
  const std::string_view last = words.substr(start);
  if (start == 0 || last.find(' ') != std::string_view::npos || last.ends_with(':')) return false;
  if (!text::is_upper(text::code_point_at(last, 0).value)) return false;
  for (std::size_t at = 0; at < start;) {
    const text::CodePoint point = text::code_point_at(words, at);
    if (text::is_letter(point.value) && !text::is_upper(point.value)) return true;
    at += point.length;
  }
  return false;
}

}  // namespace

std::optional<std::string_view> name_in(std::string_view words) {
  words = text::trim(words);
  if (words.size() <= kLongestPart && clean::unrendered(words)) return words;
  if (const auto label = turn_label(words); label && !label->name.empty()) return label->name;
  words = without_signs(words);
  if (words.empty() || words.size() > kLongestPart) return std::nullopt;
  if (const std::size_t taken = taken_by(thread_words().by, words)) words = without_signs(words.substr(taken));
  for (const std::size_t start : word_starts(words)) {
    if (taken_by(thread_words().wrote, words.substr(start)) == 0 || ends_as_name(words, start)) continue;
    words = without_signs(words.substr(0, start));
    break;
  }
  while (true) {
    const std::vector<std::size_t> starts = word_starts(words);
    if (starts.empty() || !is_word(thread_words().joint, words.substr(starts.back()))) break;
    if (ends_as_name(words, starts.back())) break;
    words = without_signs(words.substr(0, starts.back()));
  }
  if (words.empty() || words.size() > kLongestName || is_no_name(words)) return std::nullopt;
  if (words.find_first_of(":?!#/") != std::string_view::npos) return std::nullopt;
  if (std::ranges::count(words, ' ') >= static_cast<std::ptrdiff_t>(kMostWords)) return std::nullopt;
  if (is_word(thread_words().answers, words) || starts_with_word(thread_words().edited, words)) return std::nullopt;
  return words;
}

namespace {

struct Loose {
  Place place;
  std::string name;
};

class Neighbours {
 public:
  Neighbours(const Survey& survey, const Post& post) : survey_(survey), document_(survey.document()), post_(post) {}

  // Beside the date: 0: before it in its line, 1: in the line above, 2: behind it in its line.
  std::optional<Loose> at(int side) const {
    const NodeId date = post_.date.node;
    if (side == 0) {
      if (auto found = in_text_of_date(true)) return found;
      return before(date, true);
    }
    if (side == 1) return before(date, false);
    return in_text_of_date(false);
  }

 private:
  // In the same text as the date.
  std::optional<Loose> in_text_of_date(bool front) const {
    const NodeId date = post_.date.node;
    if (post_.date.attribute != nullptr || post_.date.words.empty() || !document_.is_text(date)) return std::nullopt;
    const std::string_view text = document_.text(date);
    const std::size_t at = text.find(post_.date.words);
    if (at == std::string_view::npos) return std::nullopt;
    return made(date, front ? text.substr(0, at) : text.substr(at + post_.date.words.size()));
  }

  // The nearest text before the date, in its line or in another.
  std::optional<Loose> before(NodeId date, bool in_line) const {
    const NodeId block = survey_.block(date);
    bool left = false;  // the line
    for (NodeId id = date; id-- > post_.item.stretch.begin && date - id < kNodesAway;) {
      if (document_.node(id).name == Name::kBr) left = true;
      if (!document_.is_text(id) || survey_.hidden(id) || text::trim(document_.text(id)).empty()) continue;
      left |= survey_.block(id) != block;
      if (left && in_line) return std::nullopt;
      if (!left && !in_line) {
        if (has_letter(document_.text(id))) return std::nullopt;  // the line says something itself
        continue;
      }
      if (is_in_body(id)) return std::nullopt;
      const NodeId around = unparted(survey_, id);
      const NodeId whole = document_.contains(around, date) ? id : around;
      auto found = made(whole, words_of(survey_, whole));
      if (found && !in_line && tells_of_person(found->name)) continue;  // what somebody does stands below the name
      if (found) return found;
      if (!in_line && has_letter(document_.text(id))) return std::nullopt;
    }
    return std::nullopt;
  }

  // Whether words say what somebody does, or where.
  bool tells_of_person(std::string_view words) const {
    extract::TypeReader& types = *survey_.page().types;
    if (is_field(survey_, words)) return true;
    return types.fit(record::Type::kPlace, words) == normalize::Fit::kSure &&
           types.fit(record::Type::kPerson, words) != normalize::Fit::kSure;
  }

  bool is_in_body(NodeId id) const {
    const auto holds = [&](NodeId one) { return document_.contains(one, id); };
    return std::ranges::any_of(post_.body, holds) && std::ranges::none_of(post_.frame, holds);
  }

  static std::optional<Loose> made(NodeId node, std::string_view text) {
    const auto name = name_in(text);
    if (!name) return std::nullopt;
    return Loose{{node, nullptr, std::string(*name)}, std::string(*name)};
  }

  const Survey& survey_;
  const html::Document& document_;
  const Post& post_;
};

}  // namespace

namespace {

// Of the short texts above what somebody wrote, those that may be his name.
class AboveBodies {
 public:
  AboveBodies(const Survey& survey, const Keys& keys) : survey_(survey), keys_(keys) {}

  void visit(std::size_t i, const Post& post) {
    const html::Document& document = survey_.document();
    int order = 0;
    for_each_outside(survey_, post, [&](NodeId id) {
      const bool above = post.body.empty() || id < post.body.front() || !post.frame.empty();
      if (!above || order == kMostAbove) return false;
      const bool acts = (survey_.roles(id) & kControl) != 0 && survey_.sum(Survey::kActs, id) > 0;
      if ((acts || (survey_.roles(id) & (kQuote | kSignature)) != 0) && survey_.zoned(id)) return false;
      if (document.is_text(id)) order += propose(i, id, order);
      return true;
    });
  }

  // The texts of one kind that most of the posts have, and that differ; null where there are none.
  const Proposal* best(const std::vector<Post>& posts) const {
    const auto worth = [&](const Proposal& one) {
      const bool varied = one.words.size() * 3 > one.places.size();
      return varied && one.posts() == one.places.size() && share(one, posts) >= kMost ? share(one, posts) + average(one)
                                                                                      : 0;
    };
    const auto ranked = proposals_.ranked(kMost, worth);
    return ranked.empty() ? nullptr : ranked.front();
  }

 private:
  static constexpr int kMostAbove = 8;  // texts

  bool propose(std::size_t i, NodeId part, int order) {
    if (is_later_part(survey_, part)) return false;
    const NodeId id = unparted(survey_, part);
    const std::string text = words_of(survey_, id);
    const auto name = text.size() <= kLongestPart ? name_in(text) : std::nullopt;
    if (!name || text::length(*name) < 2) return false;
    const normalize::Fit person = survey_.page().types->fit(record::Type::kPerson, *name);
    double merit = person == normalize::Fit::kSure ? 0.2 : person == normalize::Fit::kUnsure ? 0.1 : -0.3;
    if (survey_.page().types->fit(record::Type::kSpecialty, *name) == normalize::Fit::kSure) merit -= 0.5;
    merit += survey_.in_link(id) ? 0.2 : 0;
    merit -= kPerText * order;
    proposals_.add(keys_.of(id), i, {id, nullptr, std::string(*name)}, merit, std::string(*name));
    return true;
  }
  static constexpr double kPerText = 0.03;  // the first is likelier

  const Survey& survey_;
  const Keys& keys_;
  Proposals proposals_;
};

}  // namespace

void find_names_above(const Survey& survey, const Keys& keys, std::vector<Post>& posts) {
  const auto named = std::ranges::count_if(posts, [](const Post& post) { return post.author.found(); });
  if (static_cast<double>(named) >= kMost * static_cast<double>(posts.size()) || posts.size() < 2) return;
  AboveBodies above(survey, keys);
  for (std::size_t i = 0; i < posts.size(); ++i) above.visit(i, posts[i]);
  const Proposal* const best = above.best(posts);
  if (best == nullptr) return;
  for (const Proposed& one : best->places) {
    if (posts[one.post].author.found()) continue;
    posts[one.post].author = one.place;
    posts[one.post].author_name = one.words;
  }
}

void find_names_beside_dates(const Survey& survey, std::vector<Post>& posts) {
  const auto named = std::ranges::count_if(posts, [](const Post& post) { return post.author.found(); });
  if (static_cast<double>(named) >= kMost * static_cast<double>(posts.size())) return;
  for (const int side : {0, 1, 2}) {
    std::vector<std::pair<std::size_t, Loose>> found;
    std::unordered_set<std::string> different;
    for (std::size_t i = 0; i < posts.size(); ++i) {
      if (posts[i].author.found() || !posts[i].date.found()) continue;
      auto loose = Neighbours(survey, posts[i]).at(side);
      if (!loose) continue;
      different.insert(loose->name);
      found.emplace_back(i, std::move(*loose));
    }
    const auto nameless = static_cast<double>(std::ssize(posts) - named);
    if (static_cast<double>(found.size()) < kMost * nameless || different.size() * 3 <= found.size()) continue;
    for (auto& [i, loose] : found) {
      posts[i].author = std::move(loose.place);
      posts[i].author_name = std::move(loose.name);
    }
    return;
  }
}

namespace {

// Whether a name has a title or degrees: those of experts stand in cards that no other post has.
bool is_titled(std::string_view name) {
  const auto person = normalize::person(name);
  return person && (!person->honorific.empty() || !person->credentials.empty());
}

}  // namespace

void find_names_in_heads(const Survey& survey, std::vector<Post>& posts) {
  const html::Document& document = survey.document();
  for (std::size_t i = 0; i < posts.size(); ++i) {
    Post& post = posts[i];
    if (post.author.found() || post.titled) continue;
    const bool alone = is_alone(posts, i);
    // Around a post without an element of its own stand menus.
    const bool only_frame = post.item.root == html::kNoNode && !post.labelled;
    const auto in_frame = [&](NodeId id) {
      return std::ranges::any_of(post.frame, [&](NodeId part) { return document.contains(part, id); });
    };
    for_each_outside(survey, post, [&](NodeId id) {
      if (post.author.found()) return false;
      if (only_frame && document.is_text(id) && !in_frame(id)) return true;
      if (!document.is_text(id)) return (survey.roles(id) & kControl) == 0 || !survey.zoned(id);
      if (is_later_part(survey, id)) return true;
      id = unparted(survey, id);
      const std::string text = words_of(survey, id);
      if (text.empty() || text.size() > kLongestPart) return true;
      // "La question de Coralie" above the text.
      const auto label = turn_label(text);
      if (label && !label->name.empty()) {
        post.author = {.node = id, .words = std::string(label->name)};
        post.author_name = post.author.words;
        return false;
      }
      if (is_no_name(text)) return true;
      const normalize::Fit person = survey.page().types->fit(record::Type::kPerson, text);
      const bool linked = survey.in_link(id) && text.contains(' ');
      if (!alone && !is_titled(text)) return true;
      if (person != normalize::Fit::kSure && !(linked && person == normalize::Fit::kUnsure)) return true;
      post.author = {.node = id};
      post.author_name = text;
      return false;
    });
  }
}

namespace {

// "By Tess Whitby": a name with what stands before names in its element.
void cut_label(Post& post) {
  const std::size_t taken = taken_by(thread_words().by, post.author_name);
  if (taken == 0 || taken >= post.author_name.size()) return;
  const std::string_view all = post.author_name;
  const auto name = name_in(all);
  if (!name || name->size() == all.size()) return;
  post.author.words = std::string(*name);
  post.author_name = post.author.words;
}

// "Елена, Тула": a name with nothing but a place behind it.
void cut_place(const Survey& survey, Post& post) {
  const std::string_view all = post.author_name;
  const std::size_t comma = all.find(", ");
  if (comma == 0 || comma == std::string_view::npos || all.find(',', comma + 1) != std::string_view::npos) return;
  extract::TypeReader& types = *survey.page().types;
  const std::string_view name = all.substr(0, comma), place = all.substr(comma + 2);
  if (types.fit(record::Type::kPerson, all) == normalize::Fit::kSure ||
      types.fit(record::Type::kPlace, place) != normalize::Fit::kSure)
    return;
  post.author.words = post.author_name = std::string(name);
}

}  // namespace

void strip_names(const Survey& survey, std::vector<Post>& posts) {
  for (Post& post : posts) {
    if (post.author.attribute == nullptr) {
      cut_label(post);
      cut_place(survey, post);
    }
    const std::size_t handle = post.author.attribute == nullptr ? post.author_name.find(" @") : std::string::npos;
    if (handle == std::string::npos || handle == 0) continue;
    post.author.words = post.author_name = post.author_name.substr(0, handle);
  }
  for (const std::string_view honorific : kHonorifics) {
    std::unordered_set<std::string_view> names;
    std::size_t honoured = 0, all = 0;
    for (const Post& post : posts) {
      if (!post.author.found()) continue;
      ++all;
      honoured += post.author_name.ends_with(honorific) && post.author_name.size() > honorific.size();
      names.insert(post.author_name);
    }
    if (honoured < 2 || names.size() < 2 || static_cast<double>(honoured) < kMost * static_cast<double>(all)) continue;
    for (Post& post : posts) {
      if (post.author.attribute != nullptr || !post.author_name.ends_with(honorific)) continue;
      post.author_name.resize(post.author_name.size() - honorific.size());
      post.author.words = post.author_name = std::string(text::trim(post.author_name));
    }
  }
}

}  // namespace thresh::automatic
