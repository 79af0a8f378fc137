// What the tests of this room share: a page in memory with all that a PageView points to, and selector files in one
// string.
#pragma once

#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/finding.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "html/parse.h"
#include "rules/load.h"

namespace thresh::tests {

class ExtractPage {
 public:
  static ExtractPage html(std::string source, std::string url = {}) {
    return {std::move(source), std::move(url), true};
  }
  static ExtractPage dump(std::string source) { return {std::move(source), {}, false}; }
  ExtractPage(const ExtractPage&) = delete;
  ExtractPage& operator=(const ExtractPage&) = delete;

  const extract::PageView& view() const { return view_; }
  const html::Document& document() const { return *document_; }

 private:
  ExtractPage(std::string source, std::string url, bool is_html) : source_(std::move(source)), types_(url) {
    if (is_html) {
      view_.document = &document_.emplace(html::parse(source_, limits_, arena_));
      view_.metas = &metas_.emplace(*document_);
    } else {
      view_.dump = &dump_.emplace(text::split_lines(source_));
    }
    view_.text = source_;
    view_.url = std::move(url);
    view_.types = &types_;
    view_.arena = &arena_;
    view_.budget = &budget_;
    view_.limits = &limits_;
  }

  std::string source_;
  base::Limits limits_;
  base::Arena arena_;
  html::Budget budget_{base::Limits{}.match_steps};
  extract::TypeReader types_;
  std::optional<html::Document> document_;
  std::optional<html::MetaIndex> metas_;
  std::optional<text::Dump> dump_;
  extract::PageView view_;
};

// The rules of a selector file that has to be right; `body` is what stands under the record's kind.
inline rules::Rules extract_rules(std::string_view kind, const std::string& body) {
  auto loaded = rules::load("rules: test/extract@1\nrecord: " + std::string(kind) + "\n" + body, "test.yaml", {});
  if (!loaded) throw std::runtime_error(base::describe(loaded.error().front()));
  return std::move(loaded->front());
}

// The draft at a path of names and indices ("answers/0/author/name"); nullptr if it was not looked for.
inline const extract::Draft* draft_at(const extract::Draft& root, std::string_view path) {
  const extract::Draft* here = &root;
  while (!path.empty() && here != nullptr) {
    const std::string_view step = path.substr(0, path.find('/'));
    path.remove_prefix(std::min(step.size() + 1, path.size()));
    if (here->kind != extract::Draft::Kind::kList) {
      here = here->find(step);
      continue;
    }
    const std::size_t index = std::stoul(std::string(step));
    here = index < here->children.size() ? &here->children[index] : nullptr;
  }
  return here;
}

// The words of what was found, several values parted by '|'.
inline std::string found_words(const std::vector<extract::Found>& values) {
  std::string out;
  for (const extract::Found& found : values) out += (out.empty() ? "" : "|") + text::compose(found.passage);
  return out;
}

// The words of the draft at a path; "(not looked for)" where there is none.
inline std::string words_at(const extract::Draft& root, std::string_view path) {
  const extract::Draft* draft = draft_at(root, path);
  return draft == nullptr ? "(not looked for)" : found_words(draft->values);
}

// The codes of the findings, in order, parted by a space.
inline std::string codes(const std::vector<base::Finding>& findings) {
  std::string out;
  for (const base::Finding& finding : findings) out += (out.empty() ? "" : " ") + std::string(base::name(finding.code));
  return out;
}

}  // namespace thresh::tests
