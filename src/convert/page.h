// One page on its way through the house: its bytes, what they are, and everything that is made of them once.
//
// Tested by tests/convert/page_test.cpp.
#pragma once

#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/arena.h"
#include "base/error.h"
#include "base/finding.h"
#include "base/limits.h"
#include "convert/sniff.h"
#include "extract/page_view.h"
#include "html/budget.h"
#include "html/document.h"
#include "html/meta_index.h"
#include "html/parse.h"
#include "html/visibility.h"
#include "source/source.h"
#include "text/decode.h"
#include "text/dump.h"
#include "text/passage.h"

namespace thresh::convert {

// A raw page and what is known of it beside its bytes.
struct Input {
  std::string_view name;  // the path as given; "-" for standard input
  std::string_view bytes;
  std::string_view url;                        // where it was fetched from; may be empty
  std::string_view charset;                    // what the transport said; may be empty
  std::string_view captured;                   // when it was fetched, ISO 8601; may be empty
  bool cut = false;                            // there was more than the limit allows
  std::optional<std::size_t> damaged_at = {};  // the byte where the compressed input is damaged: `bytes` end there
  bool is_html = false;                        // said to be HTML, where the bytes leave it open
};

// With views into a raw page.
Input input_of(const source::RawPage& page);

class Page {
  struct Key {
    explicit Key() = default;
  };

 public:
  // Decodes and parses. Errors: kEmptyPage, kBinaryPage.
  static base::Result<std::unique_ptr<Page>> open(const Input& input, const base::Limits& limits,
                                                  const html::ParseOptions& options = {});

  Page(Key, const Input& input, const base::Limits& limits, const html::ParseOptions& options)
      : input_(input), limits_(limits), options_(options), arena_(limits.arena_bytes), budget_{limits.match_steps} {}
  Page(const Page&) = delete;
  Page& operator=(const Page&) = delete;

  PageKind kind() const { return kind_; }
  const Input& input() const { return input_; }
  const text::Decoded& decoded() const { return decoded_; }
  // Of its bytes, in hexadecimal.
  const std::string& sha256() const { return sha256_; }
  // The URL to match rules by: where it was fetched from, else what it calls canonical.
  const std::string& url() const { return url_; }
  // What links are resolved against: its <base href>, else its URL (HTML, section 2.4.3).
  const std::string& base_url() const { return base_url_; }
  // What the page itself calls its address; empty if it does not.
  const std::string& canonical_url() const { return canonical_url_; }
  // Where it does: an attribute's value.
  const html::MetaIndex::Said& canonical() const { return canonical_; }
  // What it gives as its address, where that shows a template instead ("https://a.example/{{slug}}"); else empty.
  std::string_view template_url() const { return template_url_; }
  // The language that it declares, a BCP 47 tag in its usual case; empty if it does not.
  const std::string& language() const { return language_; }
  // Where it does: the attribute of its <html>.
  const html::MetaIndex::Said& declared_language() const { return declared_language_; }
  const html::Document* document() const { return document_ ? &*document_ : nullptr; }

  // The page's own lines, or its visible text as lines where it is HTML.
  const text::Dump& dump();
  // The whole page as one passage, code flagged.
  const text::Passage& passage();

  // What its <meta> elements say; nullptr if it is no HTML.
  const html::MetaIndex* metas() const { return metas_ ? &*metas_ : nullptr; }

  // What of an HTML page is hidden; nullptr of another.
  const html::Visibility* visibility();

  extract::PageView view();
  // From now on what composed text is made of is kept, for an account of the page's text (convert/account.h).
  void keep_parts() {
    parts_.emplace();
    taken_.emplace();
  }
  // Keeps what a value was read from, if that is kept; else nullptr.
  const extract::Taken* keep(extract::Taken taken) {
    return taken_ ? &taken_->emplace_back(std::move(taken)) : nullptr;
  }
  base::Arena& arena() { return arena_; }
  // What all selectors on the page may cost: those that choose its rules, that know a wall, that find its fields.
  html::Budget& budget() { return budget_; }
  extract::TypeReader& types() { return *types_; }

  // What is wrong with its bytes, and where it was cut when it was opened.
  std::vector<base::Finding>& findings() { return findings_; }
  // What the work on it ran out of since: `page_cut` for steps and for memory. For who is done with the page.
  std::vector<base::Finding> shortages() const;

 private:
  void decode();
  base::Result<void> read();
  void find_urls();
  void find_language();
  extract::PageFacts facts() const;

  Input input_;
  base::Limits limits_;
  html::ParseOptions options_;
  base::Arena arena_;
  PageKind kind_ = PageKind::kText;
  text::Decoded decoded_;
  std::string sha256_;
  html::Budget budget_;
  std::optional<html::Document> document_;
  std::optional<html::MetaIndex> metas_;
  std::optional<text::Dump> dump_;
  std::optional<std::deque<text::Passage>> parts_;
  std::optional<std::deque<extract::Taken>> taken_;
  std::optional<text::Passage> passage_;
  std::optional<html::Visibility> visibility_;
  std::string url_, canonical_url_, base_url_, language_;
  std::string_view template_url_;
  html::MetaIndex::Said canonical_, declared_language_;
  std::optional<extract::TypeReader> types_;  // once that is known
  std::vector<base::Finding> findings_;
};

// The lines of an HTML page as a reader sees them, and what they were composed of.
struct VisibleLines {
  text::Passage passage;
  std::vector<text::Copied> copied;
  text::Dump dump;
};
// Without the subtrees that are `dropped` (by node, may be empty).
VisibleLines visible_lines(const html::Document& document, const std::vector<bool>& dropped, base::Arena& arena);

}  // namespace thresh::convert
