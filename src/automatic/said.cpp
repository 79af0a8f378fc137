// See said.h.
#include "automatic/said.h"

#include <algorithm>
#include <string>

#include "automatic/blocks.h"
#include "base/ascii.h"
#include "record/hash.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::NodeId;

constexpr std::size_t kLongString = 60;                    // bytes of a JSON string that may be content
constexpr std::size_t kMostMarkup = std::size_t{1} << 20;  // bytes of JSON that are looked at

std::uint64_t joined(std::uint64_t a, std::uint32_t b) { return (a ^ b) * record::kHashFactor; }

void add_runs(std::span<const std::uint32_t> words, std::size_t size, HashSet& out) {
  for (std::size_t i = 0; i + size <= words.size(); ++i) {
    std::uint64_t hash = record::kHashStart;
    for (std::size_t k = 0; k < size; ++k) hash = joined(hash, words[i + k]);
    out.insert(hash);
  }
}

float share_of_runs(std::span<const std::uint32_t> words, std::size_t size, const HashSet& known) {
  if (words.size() < size || known.empty()) return 0;
  std::size_t held = 0;
  const std::size_t count = words.size() - size + 1;
  for (std::size_t i = 0; i < count; ++i) {
    std::uint64_t hash = record::kHashStart;
    for (std::size_t k = 0; k < size; ++k) hash = joined(hash, words[i + k]);
    held += known.contains(hash) ? 1 : 0;
  }
  return static_cast<float>(held) / static_cast<float>(count);
}

unsigned hex_digit(char c) {
  return base::is_ascii_digit(c) ? static_cast<unsigned>(c - '0')
                                 : static_cast<unsigned>((base::ascii_lower(c) - 'a' + 10) & 15);
}

// A JSON string's words: escapes undone, tags of HTML in it left out.
std::string words_in(std::string_view string) {
  std::string out;
  bool tag = false;
  for (std::size_t i = 0; i < string.size(); ++i) {
    char c = string[i];
    if (c == '\\' && i + 1 < string.size()) {
      c = string[++i];
      if (c == 'u' && i + 4 < string.size()) {
        char32_t code = 0;
        for (int k = 0; k < 4; ++k) code = code * 16 + hex_digit(string[++i]);
        if (!tag && (code < 0xD800 || code > 0xDFFF)) text::append_utf8(out, code);
        continue;
      }
      if (c == 'n' || c == 'r' || c == 't') c = ' ';
    }
    if (c == '<') tag = true;
    if (!tag) out += c;
    if (c == '>') {
      tag = false;
      out += ' ';
    }
  }
  return out;
}

void add_strings(std::string_view json, HashSet& out) {
  for (std::size_t at = json.find('"'); at != std::string_view::npos; at = json.find('"', at)) {
    std::size_t end = at + 1;
    while (end < json.size() && json[end] != '"') end += json[end] == '\\' ? 2 : 1;
    end = std::min(end, json.size());
    const std::string_view string = json.substr(at + 1, end - at - 1);
    if (string.size() >= kLongString && string.contains(' ')) add_runs(word_hashes(words_in(string)), 3, out);
    at = std::min(end + 1, json.size());
  }
}

}  // namespace

Said::Said(const Document& document, const html::MetaIndex& metas) {
  const auto add_title = [&](std::string_view title) {
    const std::vector<std::uint32_t> words = word_hashes(title);
    title_size_ = std::max(title_size_, words.size());
    for (const std::uint32_t word : words) title_.insert(word);
  };
  const NodeId head = document.find("head");
  const NodeId title = head == html::kNoNode ? html::kNoNode : document.find("title", head);
  const NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
  if (words != html::kNoNode) add_title(document.text(words));
  add_title(metas.first("og:title").content);
  for (const std::string_view name : {"description", "og:description", "twitter:description"}) {
    add_runs(word_hashes(metas.first(name).content), 2, description_);
  }
  std::size_t left = kMostMarkup;
  for (NodeId id = 1; id < document.size(); ++id) {
    if (!document.is_element(id) || document.node(id).name != html::Name::kScript) continue;
    const auto type = document.attribute(id, html::Name::kType);
    const NodeId script = document.first_child(id);
    if (!type || !type->contains("ld+json") || script == html::kNoNode) continue;
    const std::string_view json = document.text(script).substr(0, left);
    left -= json.size();
    add_strings(json, markup_);
  }
}

Said::Overlap Said::with_title(std::span<const std::uint32_t> words) const {
  if (words.empty() || title_.empty()) return {};
  std::size_t held = 0;
  for (const std::uint32_t word : words) held += title_.contains(word) ? 1 : 0;
  return {static_cast<float>(held) / static_cast<float>(words.size()),
          std::min(1.0F, static_cast<float>(held) / static_cast<float>(title_size_))};
}

float Said::with_description(std::span<const std::uint32_t> words) const {
  return share_of_runs(words, 2, description_);
}
float Said::with_markup(std::span<const std::uint32_t> words) const { return share_of_runs(words, 3, markup_); }

}  // namespace thresh::automatic
