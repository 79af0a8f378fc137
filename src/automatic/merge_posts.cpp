// See merge_posts.h.
#include "automatic/merge_posts.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "automatic/blocks.h"
#include "base/ascii.h"
#include "record/hash.h"
#include "text/passage.h"

namespace thresh::automatic {
namespace {

using extract::Draft;

constexpr std::size_t kRun = 5;       // words of a sample
constexpr std::size_t kSamples = 16;  // of a post, spread over it
constexpr std::size_t kSeveral = SIZE_MAX;

// The fields of a post that one source may have and the other not. A body is completed elsewhere (complete.h).
constexpr std::string_view kFields[] = {"headline", "date", "edited", "votes", "rating", "accepted", "url"};

bool says(const Draft* field) {
  if (field == nullptr) return false;
  return !field->values.empty() ||
         std::ranges::any_of(field->children, [](const Draft& child) { return says(&child); });
}

std::string words_of(const Draft& field) {
  std::string words;
  for (const extract::Found& found : field.values) words += text::compose(found.passage) + ' ';
  for (const Draft& child : field.children) words += words_of(child);
  return words;
}

// The question and the items of the lists of posts.
template <class AnyDraft>
std::vector<AnyDraft*> posts_of(AnyDraft& draft) {
  std::vector<AnyDraft*> posts;
  for (auto& child : draft.children) {
    if (child.name == "question") posts.push_back(&child);
    if (child.name != "answers" && child.name != "posts") continue;
    for (auto& post : child.children) posts.push_back(&post);
  }
  return posts;
}

std::vector<std::uint32_t> body_words(const Draft& post) {
  const Draft* const body = post.find("body");
  if (body == nullptr || body->values.empty()) return {};
  return word_hashes(text::compose(body->values.front().passage));
}

// A text of fewer words is one sample.
std::uint64_t sample_at(const std::vector<std::uint32_t>& words, std::size_t at) {
  std::uint64_t hash = record::kHashStart;
  for (std::size_t i = at; i < std::min(at + kRun, words.size()); ++i) hash = (hash ^ words[i]) * record::kHashFactor;
  return hash;
}

std::size_t samples_in(const std::vector<std::uint32_t>& words) {
  return words.empty() ? 0 : std::max(words.size(), kRun) - kRun + 1;
}

// Which post holds a sample; kSeveral where several do.
using Places = std::unordered_map<std::uint64_t, std::size_t>;

Places places_of(const std::vector<const Draft*>& posts) {
  Places places;
  for (std::size_t i = 0; i < posts.size(); ++i) {
    const auto words = body_words(*posts[i]);
    for (std::size_t at = 0; at < samples_in(words); ++at) {
      const auto [place, first] = places.try_emplace(sample_at(words, at), i);
      if (!first && place->second != i) place->second = kSeveral;
    }
  }
  return places;
}

// The post of `places` that has most of the samples of a text.
std::optional<std::size_t> partner_of(const std::vector<std::uint32_t>& words, const Places& places) {
  const std::size_t all = samples_in(words), step = std::max<std::size_t>(1, all / kSamples);
  std::vector<std::size_t> votes;
  std::size_t taken = 0;
  for (std::size_t at = 0; at < all; at += step, ++taken) {
    const auto place = places.find(sample_at(words, at));
    if (place != places.end() && place->second != kSeveral) votes.push_back(place->second);
  }
  std::ranges::sort(votes);
  for (std::size_t begin = 0, end = 0; begin < votes.size(); begin = end) {
    while (end < votes.size() && votes[end] == votes[begin]) ++end;
    if (2 * (end - begin) > taken) return votes[begin];
  }
  return std::nullopt;
}

std::size_t digits_in(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(text, base::is_ascii_digit));
}

// Puts `new_one` in the place of a field that is there.
void replace(Draft& field, const Draft& new_one) {
  std::string name = std::move(field.name);
  Draft made = new_one;
  made.name = std::move(name);
  field = std::move(made);
}

void add(Draft& post, std::string_view name, const Draft& from) {
  Draft& field = post.child(name);
  if (!says(&field)) replace(field, from);
}

// Whether all words of `part` stand in `whole`, among others.
bool is_within(const Draft& part, const Draft& whole) {
  const auto inner = word_hashes(words_of(part)), outer = word_hashes(words_of(whole));
  return !inner.empty() && inner.size() < outer.size() &&
         std::ranges::all_of(inner, [&](std::uint32_t word) { return std::ranges::find(outer, word) != outer.end(); });
}

// The words of a body, run by run: an element's words are apart from those of its neighbour, whatever is between them.
struct BodyWords {
  std::vector<std::uint32_t> words;
  std::vector<std::size_t> run_of;  // of each word

  explicit BodyWords(const text::Passage& passage) {
    for (std::size_t i = 0; i < passage.runs.size(); ++i) {
      for (const std::uint32_t word : word_hashes(passage.runs[i].text)) {
        words.push_back(word);
        run_of.push_back(i);
      }
    }
  }
};

// Takes off a body what is the post's by-line or votes by another source, which has the body's exact text.
void trim_body(Draft& post, const Draft& other) {
  constexpr std::size_t kMostBefore = 24;  // words
  Draft* const body = post.find("body");
  const std::vector<std::uint32_t> exact = body_words(other);
  if (body == nullptr || body->values.empty() || exact.empty()) return;
  text::Passage& passage = body->values.front().passage;
  const BodyWords own(passage);
  if (own.words.size() <= exact.size()) return;
  std::vector<std::uint32_t> around;
  for (const std::string_view name : {"author", "date", "edited", "votes"}) {
    if (const Draft* const field = other.find(name); field != nullptr) {
      std::ranges::copy(word_hashes(words_of(*field)), std::back_inserter(around));
    }
  }
  const auto is_around = [&](std::uint32_t word) { return std::ranges::find(around, word) != around.end(); };
  for (std::size_t begin = 0; begin + exact.size() <= own.words.size() && begin <= kMostBefore; ++begin) {
    const std::size_t end = begin + exact.size();
    const auto at = own.words.begin() + static_cast<std::ptrdiff_t>(begin);
    if (std::equal(exact.begin(), exact.end(), at)) {
      if (!std::all_of(own.words.begin() + static_cast<std::ptrdiff_t>(end), own.words.end(), is_around)) return;
      const bool cuts_before = begin > 0 && own.run_of[begin - 1] == own.run_of[begin];
      const bool cuts_behind = end < own.words.size() && own.run_of[end - 1] == own.run_of[end];
      if (cuts_before || cuts_behind) {  // in one stretch with the text
        body->values.front() = other.find("body")->values.front();
        return;
      }
      std::vector<text::Run>& runs = passage.runs;
      if (end < own.words.size()) runs.resize(own.run_of[end - 1] + 1);
      if (begin > 0) runs.erase(runs.begin(), runs.begin() + static_cast<std::ptrdiff_t>(own.run_of[begin]));
      return;
    }
    if (!is_around(*at)) return;
  }
}

void merge_post(Draft& post, const Draft& other) {
  for (const std::string_view name : kFields) {
    if (const Draft* const said = other.find(name); says(said)) add(post, name, *said);
  }
  if (const Draft* const said = other.find("author"); says(said)) {
    Draft& author = post.child("author");
    if (!says(&author) || is_within(*said, author)) replace(author, *said);
  }
  // "2019" against "2019-03-04T09:12:00Z".
  if (const Draft* const said = other.find("date"); says(said)) {
    Draft& date = post.child("date");
    if (digits_in(words_of(*said)) > digits_in(words_of(date))) replace(date, *said);
  }
}

}  // namespace

Merged merge_posts(Draft& draft, const Draft& other, bool exact) {
  const std::vector<Draft*> posts = posts_of(draft);
  const std::vector<const Draft*> others = posts_of(other);
  Merged merged;
  std::vector<bool> known(posts.size()), used(others.size());
  const auto meet = [&](std::size_t post, std::size_t partner) {
    if (known[post] || used[partner]) return;
    known[post] = used[partner] = true;
    ++merged.met;
    merged.begin_as_one |= post == 0 && partner == 0;
    merge_post(*posts[post], *others[partner]);
    if (exact) trim_body(*posts[post], *others[partner]);
  };
  // From both sides: of a text that one of them cuts short only the shorter one's samples are all there.
  const Places among_others = places_of(others);
  for (std::size_t i = 0; i < posts.size(); ++i) {
    if (const auto partner = partner_of(body_words(*posts[i]), among_others)) meet(i, *partner);
  }
  const Places among_posts = places_of({posts.begin(), posts.end()});
  for (std::size_t i = 0; i < others.size(); ++i) {
    if (const auto partner = partner_of(body_words(*others[i]), among_posts)) meet(*partner, i);
  }
  return merged;
}

void ask_first(Draft& draft) {
  Draft* const posts = draft.find("posts");
  if (posts == nullptr || posts->children.empty()) return;
  posts->name = "answers";
  // Each answer has the number of the post before it.
  for (std::size_t i = posts->children.size() - 1; i > 0; --i) {
    replace(posts->children[i].child("position"), posts->children[i - 1].child("position"));
  }
  Draft question = std::move(posts->children.front());
  question.name = "question";
  std::erase_if(question.children, [](const Draft& child) { return child.name == "position"; });
  posts->children.erase(posts->children.begin());
  draft.children.insert(draft.children.begin() + (posts - draft.children.data()), std::move(question));
}

}  // namespace thresh::automatic
