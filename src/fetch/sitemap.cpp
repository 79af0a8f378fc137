// The adapter to pugixml for lists of addresses. See sitemap.h.
//
// pugixml reads and frees a tree without recursion; it is walked from sibling to sibling here, three levels deep, so
// that depth costs nothing either.
#include "fetch/sitemap.h"

#include <algorithm>
#include <pugixml.hpp>
#include <unordered_set>
#include <utility>
#include <vector>

#include "fetch/dates.h"
#include "text/unicode.h"

namespace thresh::fetch {
namespace {

// The name without its prefix.
std::string_view local_name(pugi::xml_node node) {
  const std::string_view name = node.name();
  return name.substr(name.find(':') + 1);  // npos is -1
}

pugi::xml_node child(pugi::xml_node parent, std::string_view name) {
  for (pugi::xml_node node = parent.first_child(); node; node = node.next_sibling()) {
    if (local_name(node) == name) return node;
  }
  return {};
}

std::string text_of(pugi::xml_node node) {
  std::string text;
  for (pugi::xml_node piece = node.first_child(); piece; piece = piece.next_sibling()) {
    if (piece.type() == pugi::node_pcdata || piece.type() == pugi::node_cdata) text += piece.value();
  }
  return std::string(text::trim_ascii(text));
}

// Takes entries up to the limit, each address once.
class Collector {
 public:
  Collector(const Url& from, const SitemapLimits& limits, Sitemap& sitemap)
      : from_(from), limits_(limits), sitemap_(sitemap) {}

  bool is_full() const { return full_; }

  const Url& from() const { return from_; }
  // Entities that the list declares are not expanded, and an address that needs one is none.
  void note_entity(std::string_view name) { entities_.push_back('&' + std::string(name) + ';'); }

  void add(std::string_view address, std::optional<std::int64_t> modified) { add(address, modified, from_); }
  void add(std::string_view address, std::optional<std::int64_t> modified, const Url& base) {
    if (full_ || address.empty()) return;
    const bool needs_entity = std::ranges::any_of(
        entities_, [&](const std::string& entity) { return address.find(entity) != std::string_view::npos; });
    auto url = needs_entity ? std::nullopt : resolve_url(base, address);
    if (!url) {
      ++sitemap_.passed_over;
      return;
    }
    if (!seen_.insert(url->text).second) return;
    if (sitemap_.entries.size() >= limits_.entries) {
      full_ = true;
      sitemap_.findings.push_back({base::FindingCode::kPageCut, "",
                                   "the list has more than " + std::to_string(limits_.entries) + " addresses"});
      return;
    }
    sitemap_.entries.push_back({std::move(url->text), modified});
  }

 private:
  const Url& from_;
  const SitemapLimits& limits_;
  Sitemap& sitemap_;
  std::unordered_set<std::string> seen_;
  std::vector<std::string> entities_;
  bool full_ = false;
};

void read_locations(pugi::xml_node root, Collector& out) {
  for (pugi::xml_node node = root.first_child(); node && !out.is_full(); node = node.next_sibling()) {
    if (local_name(node) != "url" && local_name(node) != "sitemap") continue;
    out.add(text_of(child(node, "loc")), read_w3c_date(text_of(child(node, "lastmod"))));
  }
}

// The permalink of an RSS item: its link, else its guid where that says that it is one.
void read_rss_items(pugi::xml_node parent, Collector& out) {
  for (pugi::xml_node node = parent.first_child(); node && !out.is_full(); node = node.next_sibling()) {
    if (local_name(node) != "item") continue;
    std::string link = text_of(child(node, "link"));
    const pugi::xml_node guid = child(node, "guid");
    if (link.empty() && std::string_view(guid.attribute("isPermaLink").value()) != "false") link = text_of(guid);
    auto date = read_mail_date(text_of(child(node, "pubDate")));
    if (!date) date = read_w3c_date(text_of(child(node, "date")));  // Dublin Core, in RSS 1.0
    out.add(link, date);
  }
}

// What relative addresses in an element are resolved against (XML Base, section 4).
Url base_of(pugi::xml_node node, const Url& outer) {
  const std::string_view base = text::trim_ascii(node.attribute("xml:base").value());
  return base.empty() ? outer : resolve_url(outer, base).value_or(outer);
}

// RFC 4287, section 4.2.7.2: a link without `rel` is an alternate.
pugi::xml_node alternate_link(pugi::xml_node entry) {
  for (pugi::xml_node node = entry.first_child(); node; node = node.next_sibling()) {
    if (local_name(node) != "link") continue;
    const std::string_view relation = node.attribute("rel").as_string("alternate");
    if (relation == "alternate") return node;
  }
  return {};
}

void read_atom_entries(pugi::xml_node root, Collector& out) {
  const Url feed_base = base_of(root, out.from());
  for (pugi::xml_node node = root.first_child(); node && !out.is_full(); node = node.next_sibling()) {
    if (local_name(node) != "entry") continue;
    auto date = read_w3c_date(text_of(child(node, "updated")));
    if (!date) date = read_w3c_date(text_of(child(node, "published")));
    const pugi::xml_node link = alternate_link(node);
    out.add(text::trim_ascii(link.attribute("href").value()), date, base_of(link, base_of(node, feed_base)));
  }
}

pugi::xml_node root_of(const pugi::xml_document& document) {
  for (pugi::xml_node node = document.first_child(); node; node = node.next_sibling()) {
    if (node.type() == pugi::node_element) return node;
  }
  return {};
}

// Whether the bytes end within the text of an element that holds an address: it may be the beginning of one.
bool ends_in_address(std::string_view bytes) {
  constexpr std::string_view kData = "<![CDATA[";
  std::size_t open = bytes.rfind('<');
  const bool is_data = open != std::string_view::npos && bytes.substr(open).starts_with(kData);
  if (is_data) open = open == 0 ? std::string_view::npos : bytes.rfind('<', open - 1);
  if (open == std::string_view::npos) return false;
  const std::string_view tag = bytes.substr(open + 1);
  const std::size_t close = tag.find('>');
  if (close == std::string_view::npos || text::trim_ascii(tag.substr(close + 1)).empty()) return false;
  std::string_view name = tag.substr(0, std::min(tag.find_first_of(" \t\r\n/>"), tag.size()));
  name.remove_prefix(name.find(':') == std::string_view::npos ? 0 : name.find(':') + 1);
  return name == "loc" || name == "link" || name == "guid";
}

void note_entities(std::string_view bytes, Collector& out) {
  constexpr std::string_view kDeclaration = "<!ENTITY";
  constexpr std::size_t kMostEntities = 100;
  std::size_t at = bytes.find(kDeclaration);
  for (std::size_t count = 0; at != std::string_view::npos && count < kMostEntities; ++count) {
    const std::string_view rest = text::trim_ascii(bytes.substr(at + kDeclaration.size()));
    out.note_entity(rest.substr(0, std::min(rest.find_first_of(" \t\r\n>"), rest.size())));
    at = bytes.find(kDeclaration, at + kDeclaration.size());
  }
}

void read_xml(std::string_view bytes, Sitemap& sitemap, Collector& out) {
  note_entities(bytes, out);
  pugi::xml_document document;
  const pugi::xml_parse_result result = document.load_buffer(bytes.data(), bytes.size());
  const pugi::xml_node root = root_of(document);
  const std::string_view name = local_name(root);
  if (name == "urlset" || name == "sitemapindex") {
    sitemap.kind = name == "urlset" ? Sitemap::Kind::kPages : Sitemap::Kind::kIndex;
    read_locations(root, out);
  } else if (name == "rss" || name == "RDF") {
    sitemap.kind = Sitemap::Kind::kPages;
    for (pugi::xml_node node = root.first_child(); node; node = node.next_sibling()) {
      if (local_name(node) == "channel") read_rss_items(node, out);
    }
    read_rss_items(root, out);  // RSS 1.0 has them beside the channel
  } else if (name == "feed") {
    sitemap.kind = Sitemap::Kind::kPages;
    read_atom_entries(root, out);
  }
  if (!result && sitemap.kind != Sitemap::Kind::kNone) {
    if (ends_in_address(bytes) && !sitemap.entries.empty()) sitemap.entries.pop_back();
    sitemap.findings.push_back({base::FindingCode::kPageDamaged, "",
                                "the list is damaged at byte " + std::to_string(result.offset) + " (" +
                                    result.description() + "); what comes before is used"});
  }
}

// A line an address. A file in which no line is one is no list.
void read_lines(std::string_view bytes, Sitemap& sitemap, Collector& out) {
  for (std::size_t at = 0; at < bytes.size() && !out.is_full();) {
    const std::size_t end = std::min(bytes.find_first_of("\r\n", at), bytes.size());
    const std::string_view line = text::trim_ascii(bytes.substr(at, end - at));
    at = end + 1;
    const bool absolute = line.starts_with("http://") || line.starts_with("https://");
    if (absolute) {
      out.add(line, std::nullopt);
    } else if (!line.empty()) {
      ++sitemap.passed_over;
    }
  }
  if (!sitemap.entries.empty()) sitemap.kind = Sitemap::Kind::kPages;
}

}  // namespace

Sitemap read_sitemap(std::string_view bytes, const Url& from, const SitemapLimits& limits) {
  Sitemap sitemap;
  Collector out(from, limits, sitemap);
  if (bytes.size() > limits.bytes) {
    bytes = bytes.substr(0, limits.bytes);
    sitemap.findings.push_back(
        {base::FindingCode::kPageCut, "", "the list is longer than " + std::to_string(limits.bytes) + " bytes"});
  }
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  constexpr std::size_t kLongestMargin = 1024;
  const std::string_view start = text::trim_ascii(bytes.substr(0, kLongestMargin));
  const bool utf16 = bytes.starts_with("\xFF\xFE") || bytes.starts_with("\xFE\xFF");
  if (utf16 || start.starts_with('<')) {
    read_xml(bytes, sitemap, out);
  } else {
    read_lines(bytes, sitemap, out);
  }
  return sitemap;
}

}  // namespace thresh::fetch
