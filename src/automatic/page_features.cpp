// See page_features.h.
#include "automatic/page_features.h"

#include <algorithm>
#include <array>
#include <string>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Document;
using html::Name;
using html::NodeId;

constexpr std::uint8_t kClose = 2;  // steps from a block to what it is a part of
constexpr std::uint8_t kInside = 6;

// Groups of types of schema.org and of og:type, by words in their names; the first that a name holds.
struct TypeGroup {
  std::string_view name;
  std::string_view words[6];
};
constexpr TypeGroup kTypeGroups[] = {
    {"type_talk", {"discussion", "qapage", "question", "comment", "", ""}},
    {"type_manual", {"techarticle", "apireference", "howto", "", "", ""}},
    {"type_story", {"article", "posting", "news", "report", "", ""}},
    {"type_ware", {"product", "offer", "vehicle", "book", "", ""}},
    {"type_list", {"collection", "itemlist", "searchresult", "catalog", "", ""}},
    {"type_review", {"review", "rating", "", "", "", ""}},
    {"type_person", {"person", "physician", "profile", "", "", ""}},
    {"type_business", {"business", "service", "organization", "dentist", "attorney", "hospital"}},
    {"type_event", {"event", "jobposting", "course", "recipe", "", ""}},
    {"type_faq", {"faqpage", "", "", "", "", ""}},
    {"type_site", {"website", "webpage", "", "", "", ""}},
    {"type_crumbs", {"breadcrumb", "", "", "", "", ""}},
};
constexpr std::size_t kGroups = std::size(kTypeGroups);

using TypeCounts = std::array<float, kGroups>;

void count_type(std::string_view name, TypeCounts& counts) {
  const std::string lower = text::ascii_lower(name);
  for (std::size_t i = 0; i < kGroups; ++i) {
    const bool held = std::ranges::any_of(kTypeGroups[i].words,
                                          [&](std::string_view word) { return !word.empty() && lower.contains(word); });
    if (!held) continue;
    counts[i] = std::min(counts[i] + 1, 20.0F);
    return;
  }
}

// The names after "@type" in a script, whether or not it is sound JSON.
void count_types_of_script(std::string_view script, TypeCounts& counts) {
  constexpr std::string_view kKey = "\"@type\"";
  for (std::size_t at = script.find(kKey); at != std::string_view::npos; at = script.find(kKey, at)) {
    at += kKey.size();
    const std::size_t begin = script.find('"', at);
    if (begin == std::string_view::npos || begin - at > 8) continue;
    const std::size_t end = script.find('"', begin + 1);
    if (end == std::string_view::npos || end - begin > 80) continue;
    count_type(script.substr(begin + 1, end - begin - 1), counts);
  }
}

TypeCounts types_of(const Document& document) {
  TypeCounts counts{};
  for (NodeId id = 1; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    if (document.node(id).name == Name::kScript) {
      const auto type = document.attribute(id, Name::kType);
      const NodeId words = document.first_child(id);
      if (type && type->contains("ld+json") && words != html::kNoNode) {
        count_types_of_script(document.text(words), counts);
      }
    } else if (const auto type = document.attribute(id, Name::kItemtype)) {
      count_type(type->substr(type->rfind('/') + 1), counts);
    }
  }
  return counts;
}

struct UrlWords {
  std::vector<std::string_view> sorts;
  std::vector<std::pair<std::string_view, std::size_t>> words;
};

const UrlWords& url_words() {
  static const UrlWords kWords = [] {
    UrlWords words;
    base::for_each_row(base::embedded("data/url_words.tsv"), [&](std::string_view row) {
      words.sorts.push_back(base::take_column(row));
      while (!row.empty()) {
        const std::size_t end = std::min(row.find(' '), row.size());
        words.words.emplace_back(row.substr(0, end), words.sorts.size() - 1);
        row.remove_prefix(std::min(end + 1, row.size()));
      }
    });
    return words;
  }();
  return kWords;
}

// How many words of each sort `text` holds.
void count_words(std::string_view text, std::vector<float>& counts) {
  std::string word;
  for (std::size_t at = 0; at <= text.size(); ++at) {
    if (at < text.size() && base::is_ascii_letter(text[at])) {
      word += base::ascii_lower(text[at]);
      continue;
    }
    for (const auto& [known, sort] : url_words().words) {
      if (known == word) ++counts[sort];
    }
    word.clear();
  }
}

void add_url(std::string_view url, std::vector<float>& row) {
  const std::size_t scheme = url.find("://");
  std::string_view host = scheme == std::string_view::npos ? url : url.substr(scheme + 3);
  const std::size_t slash = std::min(host.find('/'), host.size());
  std::string_view path = host.substr(slash);
  host = host.substr(0, slash);
  path = path.substr(0, path.find_first_of("?#"));
  const std::string_view query = url.contains('?') ? url.substr(url.find('?')) : std::string_view();
  while (path.ends_with('/')) path.remove_suffix(1);
  std::vector<float> of_path(url_words().sorts.size(), 0), of_host = of_path;
  count_words(path, of_path);
  count_words(host, of_host);
  row.insert(row.end(), of_path.begin(), of_path.end());
  row.insert(row.end(), of_host.begin(), of_host.end());
  const std::string_view last = path.substr(path.empty() ? 0 : path.rfind('/') + 1);
  const auto count = [](std::string_view text, auto test) {
    return static_cast<float>(std::ranges::count_if(text, test));
  };
  row.push_back(count(path, [](char c) { return c == '/'; }));
  row.push_back(count(last, [](char c) { return c == '-' || c == '_'; }));
  row.push_back(count(path, base::is_ascii_digit));
  row.push_back(count(last, base::is_ascii_digit));
  row.push_back(static_cast<float>(last.size()));
  row.push_back(static_cast<float>(query.size()));
}

constexpr std::string_view kUrlNames[] = {"path_steps",  "last_hyphens", "path_digits",
                                          "last_digits", "last_size",    "query_size"};
constexpr std::string_view kSumNames[] = {"currencies", "questions",   "years",     "codes",
                                          "hidden",     "short_share", "sentences", "shared_places"};
// Columns of a block's row that are of the whole page.
constexpr std::string_view kPageColumns = "page_";

constexpr std::string_view kThreadNames[] = {"thread_confidence", "thread_posts",      "thread_share",
                                             "thread_is_qa",      "thread_in_listing", "thread_before"};

void add_thread(const BlockFeatures& features, const Thread* thread, float words, std::vector<float>& row) {
  if (thread == nullptr) {
    for (std::size_t i = 0; i < std::size(kThreadNames); ++i) row.push_back(0);
    return;
  }
  float held = 0;
  for (const NodeId post : thread->posts) held += features.part(post).words;
  const bool in_listing = thread->listing != html::kNoNode;
  row.push_back(static_cast<float>(thread->confidence));
  row.push_back(static_cast<float>(thread->posts.size()));
  row.push_back(held / words);
  row.push_back(thread->kind->name == "qa" ? 1.0F : 0.0F);
  row.push_back(in_listing ? features.part(thread->listing).words / words : 0.0F);
  row.push_back(thread->posts.empty() ? 0.0F : features.words_before(thread->posts.front()) / words);
}

}  // namespace

std::vector<std::string_view> page_feature_names() {
  static const std::vector<std::string> kOwned = [] {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < kParts; ++i) {
      names.push_back("close_" + std::to_string(i));
      names.push_back("inside_" + std::to_string(i));
    }
    for (const std::string_view name : BlockFeatures::names()) {
      if (name.starts_with(kPageColumns)) names.emplace_back(name);
    }
    for (const std::string_view name : kSumNames) names.emplace_back(name);
    for (const TypeGroup& group : kTypeGroups) names.emplace_back(group.name);
    for (const TypeGroup& group : kTypeGroups) names.emplace_back("og_" + std::string(group.name));
    for (const std::string_view where : {"path_", "host_"}) {
      for (const std::string_view sort : url_words().sorts) names.push_back(std::string(where) + std::string(sort));
    }
    for (const std::string_view name : kUrlNames) names.emplace_back(name);
    for (const std::string_view name : kThreadNames) names.emplace_back(name);
    return names;
  }();
  return {kOwned.begin(), kOwned.end()};
}

std::vector<float> page_features(const Document& document, const BlockFeatures& features, const ElementFacts& facts,
                                 const html::MetaIndex& metas, std::string_view url, const Thread* thread) {
  const std::vector<Block>& blocks = features.blocks();
  std::array<float, kParts> close{}, inside{};
  float words = 0.001F, currencies = 0, questions = 0, years = 0, codes = 0, hidden = 0, few = 0, sentences = 0,
        most = 0;
  std::vector<float> places(features.place_count(), 0);
  for (std::size_t i = 0; i < blocks.size(); ++i) {
    const Block& block = blocks[i];
    const auto size = static_cast<float>(block.words);
    words += size;
    const Distances& steps = facts.distances(block.element);
    for (std::size_t part = 0; part < kParts; ++part) {
      if (steps[part] <= kClose) ++close[part];
      if (steps[part] <= kInside) inside[part] += size;
    }
    currencies += block.has_currency ? 1.0F : 0;
    questions += block.asks ? 1.0F : 0;
    years += block.has_year ? 1.0F : 0;
    codes += block.code ? size : 0;
    hidden += block.hidden ? size : 0;
    few += block.words < 4 ? 1.0F : 0;
    sentences += static_cast<float>(block.sentences);
    most = std::max(most, places[features.place(i)] += size);
  }
  std::vector<float> row;
  const auto count = std::max(static_cast<float>(blocks.size()), 1.0F);
  for (std::size_t part = 0; part < kParts; ++part) {
    row.push_back(close[part] / count);
    row.push_back(inside[part] / words);
  }
  for (std::size_t i = 0; i < BlockFeatures::names().size(); ++i) {
    if (BlockFeatures::names()[i].starts_with(kPageColumns)) row.push_back(blocks.empty() ? 0 : features.row(0)[i]);
  }
  for (const float sum :
       {currencies, questions, years, codes / words, hidden / words, few / count, sentences / words, most / words}) {
    row.push_back(sum);
  }
  for (const float held : types_of(document)) row.push_back(held);
  TypeCounts og{};
  count_type(metas.first("og:type").content, og);
  row.insert(row.end(), og.begin(), og.end());
  add_url(url, row);
  add_thread(features, thread, words, row);
  return row;
}

}  // namespace thresh::automatic
