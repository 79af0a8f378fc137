// See complete.h. Bodies are found by their first words.
#include "automatic/complete.h"

#include <algorithm>
#include <unordered_map>

#include "automatic/blocks.h"
#include "record/hash.h"
#include "structured/said.h"
#include "text/passage.h"

namespace thresh::automatic {
namespace {

using extract::Draft;
using extract::Found;

using Words = std::vector<std::uint32_t>;

constexpr std::size_t kHead = 5;      // words that a text is known by
constexpr std::size_t kCutWords = 4;  // the last ones may be half a word and "Read more"

struct Body {
  const Found* found;
  Words words;
};

// Calls `visit` for each field `body` that has a value.
template <class AnyDraft, class Visit>
void for_each_body(AnyDraft& draft, Visit visit) {
  std::vector<AnyDraft*> open = {&draft};
  while (!open.empty()) {
    AnyDraft& next = *open.back();
    open.pop_back();
    if (next.name == "body" && !next.values.empty()) visit(next);
    for (auto& child : next.children) open.push_back(&child);
  }
}

std::uint64_t head_of(const Words& words) {
  std::uint64_t hash = record::kHashStart;
  for (std::size_t i = 0; i < kHead; ++i) hash = (hash ^ words[i]) * record::kHashFactor;
  return hash;
}

bool starts_with(const Words& whole, const Words& cut) {
  const std::size_t sure = std::max(kHead, cut.size() - std::min(cut.size(), kCutWords));
  return whole.size() >= cut.size() &&
         std::equal(cut.begin(), cut.begin() + static_cast<std::ptrdiff_t>(sure), whole.begin());
}

// The one whole text that starts so; null where there is none or several differ.
const Body* whole_of(const Words& cut, const std::vector<Body>& bodies) {
  const Body* found = nullptr;
  for (const Body& body : bodies) {
    if (!starts_with(body.words, cut)) continue;
    if (found != nullptr && found->words != body.words) return nullptr;
    found = &body;
  }
  return found;
}

}  // namespace

bool has_cut_body(const Draft& draft) {
  bool cut = false;
  for_each_body(draft, [&](const Draft& body) {
    cut = cut || structured::is_truncated(text::compose(body.values.front().passage));
  });
  return cut;
}

void complete_bodies(Draft& draft, const Draft& other) {
  if (!has_cut_body(draft)) return;
  std::unordered_map<std::uint64_t, std::vector<Body>> bodies;
  for_each_body(other, [&](const Draft& body) {
    const Found& found = body.values.front();
    const std::string words = text::compose(found.passage);
    Body one{&found, word_hashes(words)};
    if (one.words.size() < kHead || structured::is_truncated(words)) return;
    std::vector<Body>& same = bodies[head_of(one.words)];
    constexpr std::size_t kMostAlike = 16;  // texts that start with the same words
    if (same.size() < kMostAlike) same.push_back(std::move(one));
  });
  for_each_body(draft, [&](Draft& body) {
    const std::string text = text::compose(body.values.front().passage);
    const Words words = word_hashes(text);
    if (words.size() < kHead || !structured::is_truncated(text)) return;
    const auto same = bodies.find(head_of(words));
    const Body* const whole = same == bodies.end() ? nullptr : whole_of(words, same->second);
    if (whole != nullptr) body.values.front() = *whole->found;
  });
}

}  // namespace thresh::automatic
