// See metadata.h.
#include "structured/metadata.h"

#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include "base/embedded.h"
#include "base/rows.h"
#include "structured/address.h"
#include "structured/page_items.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

using extract::From;
using extract::Found;

constexpr std::size_t kMostClaims = 64;  // of a field

constexpr std::string_view kOrigins[] = {"json-ld", "microdata", "rdfa", "microformats", "meta", "link", "time"};

struct FieldOf {
  std::string_view name;
  std::vector<Claim> Metadata::*claims;
};
constexpr FieldOf kFields[] = {
    {"title", &Metadata::title},       {"author", &Metadata::author},           {"date", &Metadata::date},
    {"modified", &Metadata::modified}, {"description", &Metadata::description}, {"site_name", &Metadata::site_name},
    {"image", &Metadata::image},       {"language", &Metadata::language},       {"section", &Metadata::section},
    {"tags", &Metadata::tags},
};

// Roles whose items speak for the page, the one that knows most of it first.
constexpr std::string_view kSpeaking[] = {"article", "thread",  "question", "qa",      "review",
                                          "product", "person",  "business", "webpage", "faq"};

Syntax syntax_of(Origin origin) {
  switch (origin) {
    case Origin::kMicrodata:
      return Syntax::kMicrodata;
    case Origin::kRdfa:
      return Syntax::kRdfa;
    case Origin::kMicroformats:
      return Syntax::kMicroformats;
    default:
      return Syntax::kJsonLd;
  }
}

class Gatherer {
 public:
  explicit Gatherer(const Markup& markup) : markup_(markup), said_(markup.said()) {
    for (const PageItem& item : page_items(markup)) {
      const auto* const at = std::ranges::find(kSpeaking, item.role.role);
      if (at != std::end(kSpeaking)) speakers_.emplace_back(static_cast<std::size_t>(at - std::begin(kSpeaking)), item);
    }
    // Sound, since positions break ties.
    std::ranges::sort(speakers_, [](const auto& a, const auto& b) {
      return a.first != b.first ? a.first < b.first : a.second.id < b.second.id;
    });
  }

  Metadata gather() {
    base::for_each_row(base::embedded("data/metadata.tsv"), [&](std::string_view row) {
      const std::string_view field = base::take_column(row), place = base::take_column(row);
      const auto* const at = std::ranges::find(kFields, field, &FieldOf::name);
      const auto* const origin = std::ranges::find(kOrigins, place);
      if (at == std::end(kFields) || origin == std::end(kOrigins)) return;
      row_ = {&(metadata_.*(at->claims)), static_cast<Origin>(origin - std::begin(kOrigins)), field, row};
      ask();
    });
    return std::move(metadata_);
  }

 private:
  struct Row {
    std::vector<Claim>* claims;
    Origin origin;
    std::string_view field, name;
  };

  void ask() {
    switch (row_.origin) {
      case Origin::kMeta:
        for (const html::MetaIndex::Said& said : markup_.page().metas->all(row_.name)) {
          if (fits(said.content)) add(said_.found(said));
        }
        return;
      case Origin::kLink:
        return ask_links();
      case Origin::kTime:
        return ask_times();
      default:
        return ask_items();
    }
  }

  bool wants_name() const { return row_.field == "author"; }

  // An author is a name and no address: Open Graph wants that of a profile.
  bool fits(std::string_view words) const { return !wants_name() || !is_web_address(words); }

  void add(std::optional<Found> found) {
    if (!found || row_.claims->size() >= kMostClaims) return;
    const std::string words = text::fold(text::collapse_spaces(text::compose(found->passage)));
    const bool known = std::ranges::any_of(*row_.claims, [&](const Claim& claim) {
      return text::fold(text::collapse_spaces(text::compose(claim.passage))) == words;
    });
    if (known || words.empty()) return;
    Claim claim;
    static_cast<Found&>(claim) = *std::move(found);
    claim.origin = row_.origin;
    claim.said_as = row_.name;
    row_.claims->push_back(std::move(claim));
  }

  // "author" is the name of one or more items, or words. "publisher.name" is a property of the value's.
  void ask_items() {
    const std::string_view first = row_.name.substr(0, row_.name.find('.'));
    const std::string_view inner = first.size() < row_.name.size() ? row_.name.substr(first.size() + 1) : "name";
    for (const auto& [rank, speaker] : speakers_) {
      const Item& item = markup_.items()[speaker.id];
      if (item.syntax != syntax_of(row_.origin)) continue;
      bool any = false;
      for (const Property& property : item.properties) {
        if (local_name(property.name) != first) continue;
        any = true;
        add_value(property.value, inner);
      }
      if (any) return;  // the item that knows most of the page has spoken
    }
  }

  void add_value(const Value& value, std::string_view inner) {
    if (value.kind != Value::Kind::kItem) {
      if (fits(said_.words(value))) add(said_.found(value));
      return;
    }
    if (value.item == kNoItem) return;
    const Item& item = markup_.items()[value.item];
    const Value* named = find(item, row_.field == "image" ? "url" : inner);
    if (named == nullptr && row_.field == "image") named = find(item, "contentUrl");
    if (named != nullptr && named->kind != Value::Kind::kItem && fits(said_.words(*named))) add(said_.found(*named));
  }

  // Links whose rel has the token: by their words.
  void ask_links() {
    const html::Document& document = *markup_.page().document;
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id) || document.name(id) != "a") continue;
      bool has = false;
      for_each_token(document.attribute(id, "rel").value_or(""),
                     [&](std::string_view token) { has = has || text::equals_ignoring_ascii_case(token, row_.name); });
      if (has) add(said_.found(id));
    }
  }

  // <time> with that attribute: by its datetime, else by its words.
  void ask_times() {
    const html::Document& document = *markup_.page().document;
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id) || document.name(id) != "time" || !document.attribute(id, row_.name)) continue;
      const html::Attribute* given = document.find_attribute(id, "datetime");
      add(given != nullptr ? said_.found(*given, From::kAttribute) : said_.found(id));
    }
  }

  const Markup& markup_;
  const Said& said_;
  std::vector<std::pair<std::size_t, PageItem>> speakers_;
  Metadata metadata_;
  Row row_ = {};
};

}  // namespace

std::string_view name(Origin origin) { return kOrigins[static_cast<std::size_t>(origin)]; }

Metadata metadata_by_markup(const Markup& markup) { return Gatherer(markup).gather(); }

Metadata metadata_by_markup(const extract::PageView& page) {
  std::vector<base::Finding> unused;  // who reads the markup for a record tells
  return metadata_by_markup(Markup(page, unused));
}

}  // namespace thresh::structured
