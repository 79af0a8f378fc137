// See convert.h: the recipe, top to bottom.
#include "convert/convert.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "base/ascii.h"
#include "clean/passage_cleaner.h"
#include "convert/account.h"
#include "convert/bookkeeping.h"
#include "convert/fill.h"
#include "convert/page_reading.h"
#include "convert/provenance.h"
#include "convert/wall.h"
#include "extract/next_page.h"
#include "normalize/normalize.h"
#include "normalize/page_number.h"
#include "record/identity.h"
#include "text/idna.h"

namespace thresh::convert {
namespace {

using extract::Draft;
using record::Map;
using record::Value;

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value(text); }

Map source_of(const Page& page, const rules::Rules* rules) {
  const Input& input = page.input();
  Map source;
  source.add("name", input.name);
  source.add("url", text_or_null(input.url));
  source.add("sha256", page.sha256());
  source.add("charset", page.decoded().charset);
  source.add("captured", text_or_null(input.captured));
  source.add("rules", rules == nullptr ? Value() : Value(rules->id));
  return source;
}

// A page that gives a template as its address ("https://a.example/{{slug}}") has the one that it was fetched from.
void replace_template_url(const Page& page, Bookkeeping& books, Map& record) {
  if (!record.find("url")->is_null()) return;
  books.found_after_all("/url");
  const std::string fetched = normalize::url(page.input().url, "").value_or("");
  if (fetched.empty()) return books.absent.push_back({"/url", record::Absence::kUnrendered, {}});
  record.set("url", fetched);
  books.warnings.push_back({base::FindingCode::kUnparsable, "/url",
                            "what the page calls its address is a template, so it is where it was fetched from: \"" +
                                clean::example_of(page.template_url()) + '"'});
}

// The fields that every record has: from the rules where they name them, else from the page.
void fill_head(Filler& filler, Draft& draft, const Page& page, const rules::Rules* rules, Bookkeeping& books,
               Provenance* provenance, Map& record) {
  Map named;
  filler.fill(record::head_shape(), draft, "", named);
  record.add("source", source_of(page, rules));
  const auto named_or = [&](std::string_view key, Value otherwise, const auto& note) {
    const Value* value = named.find(key);
    if (value != nullptr && !value->is_null()) return *value;
    if (otherwise.is_null()) return otherwise;
    books.found_after_all('/' + std::string(key));
    if (provenance != nullptr) note();
    return otherwise;
  };
  record.add("url", named_or("url", text_or_null(page.canonical_url()), [&] {
               const html::MetaIndex::Said& said = page.canonical();
               provenance->enter_attribute(said.source, said.content, record::Type::kUrl, "/url");
             }));
  if (!page.template_url().empty()) replace_template_url(page, books, record);
  record.add("language", named_or("language", text_or_null(page.language()), [&] {
               const html::MetaIndex::Said& said = page.declared_language();
               provenance->enter_attribute(said.source, said.content, record::Type::kLanguage, "/language");
             }));
  const Value* tags = named.find("tags");
  record.add("tags", tags != nullptr && tags->as_list() != nullptr ? *tags : Value(record::List{}));
}

// The fields that a selector file of the kind `custom` names: all but those that every record has. A text part may
// write `fields.price` for `price`.
Draft own_fields(Draft draft) {
  std::erase_if(draft.children, [](const Draft& child) { return record::head_shape().find(child.name) != nullptr; });
  if (Draft* wrapper = draft.find("fields"); wrapper != nullptr && wrapper->kind == Draft::Kind::kGroup) {
    std::vector<Draft> inner = std::move(wrapper->children);
    std::erase_if(draft.children, [](const Draft& child) { return child.name == "fields"; });
    std::move(inner.begin(), inner.end(), std::back_inserter(draft.children));
  }
  return draft;
}

// An address with a host beyond ASCII in the one form that the domain name system has: "MÜNCHEN.de" and
// "xn--mnchen-3ya.de" are one.
std::string with_ascii_host(std::string_view url) {
  const std::size_t scheme = url.find("://");
  if (scheme == std::string_view::npos) return std::string(url);
  const std::size_t start = scheme + 3;
  const std::string_view authority = url.substr(start, url.find_first_of("/?#", start) - start);
  const std::size_t user = authority.rfind('@') + 1;  // npos is -1
  const std::string_view host = authority.substr(user, authority.find(':', user) - user);
  const bool plain = std::ranges::none_of(host, [](char c) { return (c & 0x80) != 0; });
  const auto ascii = plain ? std::nullopt : text::host_to_ascii(host);
  if (!ascii) return std::string(url);
  return std::string(url.substr(0, start + user)) + *ascii + std::string(url.substr(start + user + host.size()));
}

// What the record is known by: its URL, else its source, else what it is called, else its bytes.
std::string id_of(const record::Kind& kind, const Map& record, const Page& page) {
  const auto text_at = [&](std::string_view key) {
    const Value* value = record.find(key);
    const std::string* text = value == nullptr ? nullptr : value->as_text();
    return text == nullptr ? std::string_view() : std::string_view(*text);
  };
  const std::string url = with_ascii_host(text_at("url").empty() ? page.input().url : text_at("url"));
  std::string_view called;
  for (const std::string_view key : {"title", "name", "headline"}) {
    if (called.empty()) called = text_at(key);
  }
  if (!called.empty()) return record::record_id(kind.name, url, page.input().name, called);
  const Map& source = *record.find("source")->as_map();
  return record::record_id(kind.name, url, page.input().name, *source.find("sha256")->as_text());
}

// Whether a page shows no text, or nothing but placeholders ("Loading…") and templates that nobody filled in. What is
// only hidden in it (a dialog, a template of the site) is not its content.
bool shows_nothing(Page& page, const clean::PageSyntax& syntax) {
  text::Passage passage = page.passage();
  std::erase_if(passage.runs, [](const text::Run& run) { return run.hidden; });
  clean::Tally unused;
  clean::clean_passage(passage, clean::Slot::kProse, syntax, unused, page.arena());
  return text::compose(passage).empty();
}

bool holds_digit(std::span<const text::Run> runs) {
  return std::ranges::any_of(
      runs, [](const text::Run& run) { return !run.hidden && std::ranges::any_of(run.text, base::is_ascii_digit); });
}

// Notes that the page says it is one of several: "page 1 of 4", on a line of its own.
void note_pages(const text::Passage& page, Bookkeeping& books) {
  constexpr std::size_t kLongest = 60;  // bytes
  for (std::size_t begin = 0, end = 0; begin < page.runs.size(); begin = end) {
    std::size_t size = 0;
    for (end = begin; end == begin || (end < page.runs.size() && page.runs[end].before == text::Break::kNone); ++end) {
      size += page.runs[end].hidden ? 0 : page.runs[end].text.size();
    }
    if (size > kLongest || !holds_digit(std::span(page.runs).subspan(begin, end - begin))) continue;
    std::string line;
    for (std::size_t i = begin; i < end; ++i) line += page.runs[i].hidden ? std::string_view() : page.runs[i].text;
    const auto found = normalize::page_number(text::trim(line));
    if (!found) continue;
    books.completeness.push_back({"pages", found->pages, 1});
    if (found->pages == 1) return;
    books.warnings.push_back({base::FindingCode::kIncomplete, "",
                              "this is page " + std::to_string(found->page) + " of " + std::to_string(found->pages)});
    return;
  }
}

void add_origins(Origins origins, bool apart, Converted& converted) {
  converted.record.add("provenance", apart ? Value() : Value(list_of(origins)));
  if (apart) converted.origins = std::make_shared<const Origins>(std::move(origins));
}

}  // namespace

base::Result<Converted> convert(const Input& input, const Options& options, Ledger* ledger) {
  auto opened = Page::open(input, options.limits, options.parse);
  if (!opened) return std::unexpected(std::move(opened.error()));
  Page& page = **opened;
  if (ledger != nullptr || options.provenance) page.keep_parts();
  Bookkeeping books;
  if (ledger != nullptr) books.removed.keep_account();
  books.warnings = page.findings();
  PageReading read = read_page(page, options, books);
  const rules::Rules* const rules = read.rules;
  const record::Kind& kind = *read.kind;
  Draft& draft = read.draft;
  // A page that holds what the rules look for is no wall, whatever it says.
  if (const auto wall = find_wall(page); wall && (rules == nullptr || !finds_content(draft, kind))) {
    if (ledger != nullptr) *ledger = Account(page, {}).settle();  // all of it unclaimed
    return base::failure(base::ErrorCode::kBlockedPage, "the page is a wall, not the page itself: " + *wall,
                         "fetch it again in another way; its content is not in this file");
  }

  const clean::PageSyntax syntax = clean::PageSyntax::survey(page.passage());
  std::optional<Account> account;
  if (ledger != nullptr) account.emplace(page, rules == nullptr ? "" : rules->id);
  std::optional<Provenance> origins;
  if (options.provenance) origins.emplace(page, syntax, rules == nullptr ? "" : rules->id);
  Provenance* const provenance = origins ? &*origins : nullptr;
  Filler filler(syntax, page.types(), page.arena(), books, account ? &*account : nullptr, provenance);
  Map record;
  record.add("id", "");
  record.add("kind", kind.name);
  fill_head(filler, draft, page, rules, books, provenance, record);
  if (kind.open) {
    Draft own = own_fields(std::move(draft));
    Map fields;
    filler.fill_open(own, "/fields", fields);
    record.add("fields", std::move(fields));
  } else {
    filler.fill(*kind.shape, draft, "", record);
  }
  if (!filler.found_anything() && shows_nothing(page, syntax)) {
    if (ledger != nullptr) *ledger = Account(page, {}).settle();
    if (page.document() != nullptr && !page.document()->stopped_at().empty()) {
      return base::failure(base::ErrorCode::kEmptyPage,
                           "what could be read of the page shows no text: it was given up, as " +
                               std::string(page.document()->stopped_at()));
    }
    return base::failure(base::ErrorCode::kEmptyPage, "the page shows no text",
                         "its content may come from scripts that did not run when it was saved");
  }
  std::string next = rules == nullptr ? std::string() : extract::next_page(*rules, page.view());
  if (account) {
    account->enter_gone(books.removed);
    *ledger = account->settle();
  }
  note_pages(page.passage(), books);
  std::ranges::move(page.shortages(), std::back_inserter(books.warnings));
  books.tell_repairs();
  record.set("id", id_of(kind, record, page));
  const bool has_findings = !books.warnings.empty();
  books.write_to(record);
  Converted converted{std::move(record), has_findings, std::move(next), page.canonical_url()};
  if (origins) add_origins(std::move(*origins).take(converted.record), options.origins_apart, converted);
  return converted;
}

}  // namespace thresh::convert
