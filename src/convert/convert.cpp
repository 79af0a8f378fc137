// See convert.h: the recipe, top to bottom.
#include "convert/convert.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <span>

#include "automatic/dump/reading.h"
#include "automatic/reading.h"
#include "base/ascii.h"
#include "clean/passage_cleaner.h"
#include "convert/account.h"
#include "convert/bookkeeping.h"
#include "convert/choose_rules.h"
#include "convert/fill.h"
#include "convert/generic_page.h"
#include "convert/merge_drafts.h"
#include "convert/provenance.h"
#include "convert/wall.h"
#include "extract/html_rules.h"
#include "extract/next_page.h"
#include "extract/text_rules.h"
#include "html/render.h"
#include "html/visibility.h"
#include "normalize/page_number.h"
#include "record/identity.h"

namespace thresh::convert {
namespace {

using extract::Draft;
using record::Map;
using record::Value;

Value text_or_null(std::string_view text) { return text.empty() ? Value() : Value(text); }

bool has_lists(const Draft& draft) {
  return std::ranges::any_of(draft.children, [](const Draft& child) { return child.kind == Draft::Kind::kList; });
}

// Whether an item says anything in running text; items of a shape that has none, or of no shape, always do.
bool speaks(const Draft& item, const record::Shape* shape) {
  const auto is_prose = [](const record::Field& field) { return field.prose; };
  if (shape == nullptr || std::ranges::none_of(shape->fields, is_prose)) return true;
  return std::ranges::any_of(shape->fields, [&](const record::Field& field) {
    const Draft* text = field.prose ? item.find(field.name) : nullptr;
    return text != nullptr && !text->values.empty();
  });
}

// Whether a list that the rules look for has an item that says something.
bool has_items(const Draft& draft, const record::Kind& kind) {
  return std::ranges::any_of(draft.children, [&](const Draft& list) {
    const record::Field* field = kind.shape->find(list.name);
    const record::Shape* shape = field == nullptr ? nullptr : field->shape;
    return list.kind == Draft::Kind::kList &&
           std::ranges::any_of(list.children, [&](const Draft& item) { return speaks(item, shape); });
  });
}

// The draft by the rules' text part; an HTML page is read as the lines that a reader sees of it, without what is
// `dropped`.
Draft draft_by_lines(const rules::Rules& rules, Page& page, const std::vector<bool>& dropped, Bookkeeping& books) {
  extract::PageView view = page.view();
  VisibleLines visible;
  if (view.document != nullptr) {
    visible = visible_lines(*view.document, dropped, page.arena());
    view.dump = &visible.dump;
    view.lines_from = &visible.passage;
    view.lines_copied = visible.copied;
  }
  return extract::run_text_rules(rules, view, books.removed, books.warnings);
}

// The draft by the rules: a dump's by its lines, an HTML page's by its markup. A site may change its markup while what
// a reader sees stays the same; so where the rules have a text part too, an HTML page is read both ways. What the
// selectors find goes first, gaps are filled from the lines; and where they find none of the lists that they look for,
// or only empty shells, the reading by lines is taken as a whole, with a warning.
Draft draft_by_rules(const rules::Rules& rules, Page& page, Bookkeeping& books) {
  if (page.document() == nullptr) return draft_by_lines(rules, page, {}, books);
  const std::vector<bool> dropped = extract::drop_chaff(rules, page.view(), books.removed);
  if (!rules.html) return draft_by_lines(rules, page, dropped, books);
  Bookkeeping of_text = books;
  Draft draft = extract::run_html_rules(rules, page.view(), dropped, books.removed, books.warnings);
  if (!rules.text) return draft;
  Draft by_lines = draft_by_lines(rules, page, dropped, of_text);
  if (has_lists(draft) && !has_items(draft, *rules.kind) && has_items(by_lines, *rules.kind)) {
    of_text.warnings.push_back({base::FindingCode::kNothingMatched, "",
                                "the selectors for HTML found nothing; the page was read by its visible lines"});
    books = std::move(of_text);
    return by_lines;
  }
  fill_gaps(draft, std::move(by_lines));
  return draft;
}

// Whether a subtree surely shows something: a graphic character of ASCII that no style hides.
bool surely_speaks(const html::Document& document, html::NodeId node, const html::Visibility& visibility) {
  for (html::NodeId id = node; id < document.node(node).end;) {
    const bool inside = id != node && document.is_element(id);
    if (inside && (html::never_shown(document, id) || visibility.hides(id))) {
      id = document.node(id).end;
      continue;
    }
    const auto is_graphic = [](char c) { return c > ' ' && c < 0x7F; };
    if (document.is_text(id) && std::ranges::any_of(document.text(id), is_graphic)) return true;
    ++id;
  }
  return false;
}

// What the automatic extractor makes of a page; what is surely chaff goes on the tally. Words are composed for the one
// example that it keeps of each reason.
automatic::Reading read_without_rules(Page& page, const Options& options, Bookkeeping& books) {
  const automatic::Models& models = options.models != nullptr ? *options.models : automatic::shipped_models();
  automatic::Reading reading = automatic::read_page(page.view(), models, books.warnings);
  html::RenderOptions plain;
  plain.keep_hidden = false;
  plain.visibility = page.visibility();
  std::array<bool, record::kRemovalCount> has_example{};
  for (const automatic::Chaff& chaff : reading.chaff) {
    bool& known = has_example[static_cast<std::size_t>(chaff.reason)];
    if (known && surely_speaks(*page.document(), chaff.node, *page.visibility())) {
      books.removed.add(chaff.reason, {});
    } else {
      const std::string words = text::compose(html::render(*page.document(), chaff.node, plain, page.arena()));
      if (!words.empty()) books.removed.add(chaff.reason, words);
      known = known || !words.empty();
    }
    books.removed.note({books.removed.cause(chaff.reason, chaff.by, chaff.confidence), chaff.node, {}});
  }
  return reading;
}

// What is read without rules: of an HTML page by its markup and shape, of a dump by the kinds of its lines.
struct WithoutRules {
  const record::Kind* kind = nullptr;
  Draft draft;
  std::string how;  // "read as thread by its own markup and shape (confidence 0.93)"
};

std::string how_read(std::string_view as, std::string_view by, double confidence, std::string_view how_sure = "") {
  const auto hundredths = static_cast<int>(confidence * 100);
  return "it was read as " + std::string(as) + " by " + std::string(by) + " (" + std::string(how_sure) +
         "confidence 0." + (hundredths < 10 ? "0" : "") + std::to_string(std::min(hundredths, 99)) + ")";
}

// A dump without rules; nothing where its lines tell no more than that it is text.
std::optional<automatic::DumpReading> read_lines(Page& page, Bookkeeping& books) {
  auto reading = automatic::read_dump(page.view());
  if (!reading) return std::nullopt;
  for (const automatic::DumpChaff& chaff : reading->chaff) {
    books.removed.add(chaff.reason, chaff.run.text);
    books.removed.note({books.removed.cause(chaff.reason, "dump", chaff.confidence), text::Run::kNoNode, chaff.run});
  }
  return reading;
}

WithoutRules without_rules(Page& page, const Options& options, Bookkeeping& books) {
  if (page.document() != nullptr) {
    automatic::Reading reading = read_without_rules(page, options, books);
    return {reading.kind, std::move(reading.draft),
            how_read(reading.read_as, "its own markup and shape", reading.confidence)};
  }
  if (auto reading = read_lines(page, books)) {
    constexpr double kLow = 0.6;  // below that it may well be something else
    return {reading->kind, std::move(reading->draft),
            how_read(reading->kind->name, "the kinds of its lines", reading->confidence,
                     reading->confidence < kLow ? "low " : "")};
  }
  return {record::find_kind("page"), draft_generic(page), "its visible text is given"};
}

// The rules that apply: they match, and they have a part for such a page.
const rules::Rules* choose(const Options& options, Page& page) {
  const auto usable = [&](const rules::Rules& rules) {
    return page.document() != nullptr ? rules.html || rules.text : rules.text.has_value();
  };
  for (const Chosen& chosen : matching_rules(options.rules, page)) {
    if (!usable(*chosen.rules)) continue;
    return options.shipped != nullptr ? &options.shipped->whole(*chosen.rules) : chosen.rules;
  }
  if (!options.use_first) return nullptr;
  const auto first = std::find_if(options.rules.begin(), options.rules.end(), usable);
  return first == options.rules.end() ? nullptr : &*first;
}

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

// What the record is known by: its URL, else its source, else what it is called, else its bytes.
std::string id_of(const record::Kind& kind, const Map& record, const Page& page) {
  const auto text_at = [&](std::string_view key) {
    const Value* value = record.find(key);
    const std::string* text = value == nullptr ? nullptr : value->as_text();
    return text == nullptr ? std::string_view() : std::string_view(*text);
  };
  const std::string_view url = text_at("url").empty() ? page.input().url : text_at("url");
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
  const rules::Rules* rules = choose(options, page);
  Bookkeeping books;
  if (ledger != nullptr) books.removed.keep_account();
  books.warnings = page.findings();
  WithoutRules read;
  if (rules == nullptr) {
    read = without_rules(page, options, books);
    books.warnings.push_back({base::FindingCode::kNoRules, "", "no selector file matches this page; " + read.how});
  }
  const record::Kind& kind = rules != nullptr ? *rules->kind : *read.kind;
  Draft draft = rules != nullptr ? draft_by_rules(*rules, page, books) : std::move(read.draft);
  // A page that holds what the rules look for is no wall, whatever it says.
  if (const auto wall = find_wall(page); wall && (rules == nullptr || !has_items(draft, kind))) {
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
