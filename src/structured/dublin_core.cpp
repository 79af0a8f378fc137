// See dublin_core.h.
#include "structured/dublin_core.h"

#include <algorithm>
#include <optional>
#include <string>

#include "text/unicode.h"

namespace thresh::structured {
namespace {

using record::List;
using record::Map;

constexpr std::string_view kElementsUri = "http://purl.org/dc/elements/1.1/";
constexpr std::string_view kTermsUri = "http://purl.org/dc/terms/";
constexpr std::size_t kMostPrefixes = 64;
constexpr std::string_view kSchema = "schema.";

// The fifteen elements of version 1.1.
constexpr std::string_view kElements[] = {"contributor", "coverage",   "creator",  "date",      "description",
                                          "format",      "identifier", "language", "publisher", "relation",
                                          "rights",      "source",     "subject",  "title",     "type"};

struct Prefix {
  std::string name, uri;  // lower case
};

class Printer {
 public:
  explicit Printer(const html::Document& document) : document_(document) {}

  Map print() {
    declare();
    for (html::NodeId id = 0; id < document_.size(); ++id) {
      if (!document_.is_element(id)) continue;
      if (document_.name(id) == "meta") add(id, "name");
      if (document_.name(id) == "link") add(id, "rel");
    }
    Map out;
    if (elements_.empty() && terms_.empty()) return out;
    out.add("namespaces", std::move(namespaces_));
    out.add("elements", std::move(elements_));
    out.add("terms", std::move(terms_));
    return out;
  }

 private:
  void declare() {
    prefixes_ = {{"dc", std::string(kElementsUri)}, {"dcterms", std::string(kTermsUri)}};
    for (html::NodeId id = 0; id < document_.size(); ++id) {
      if (!document_.is_element(id) || document_.name(id) != "link") continue;
      const std::string_view rel = text::trim_ascii(document_.attribute(id, "rel").value_or(""));
      if (!text::ascii_lower(rel).starts_with(kSchema)) continue;
      const std::string_view name = rel.substr(kSchema.size());
      const std::string_view uri = text::trim_ascii(document_.attribute(id, "href").value_or(""));
      if (prefixes_.size() >= kMostPrefixes) return;
      if (!name.empty() && !uri.empty()) namespaces_.set(name, uri);
      // Others than Dublin Core have schemas, too (schema.AGLS).
      if (uri.contains("purl.org/dc/")) prefixes_.push_back({text::ascii_lower(name), std::string(uri)});
    }
  }

  // "DC.Date.modified" is the term modified; "DC.title" the element title.
  void add(html::NodeId id, std::string_view attribute) {
    const std::string_view name = text::trim_ascii(document_.attribute(id, attribute).value_or(""));
    const std::size_t dot = name.find('.');
    if (dot == std::string_view::npos) return;
    const std::string prefix = text::ascii_lower(name.substr(0, dot));
    const std::string whole = text::ascii_lower(name.substr(dot + 1));
    if (prefix == "schema" || std::ranges::find(prefixes_, prefix, &Prefix::name) == prefixes_.end()) return;
    const std::string local = whole.substr(whole.rfind('.') == std::string::npos ? 0 : whole.rfind('.') + 1);
    const bool element = prefix != "dcterms" && std::ranges::find(kElements, local) != std::end(kElements);
    Map map;
    for (const html::Attribute& one : document_.attributes(id)) map.set(document_.name(one), document_.value(one));
    map.set("URI", std::string(element ? kElementsUri : kTermsUri) + local);
    (element ? elements_ : terms_).emplace_back(std::move(map));
  }

  const html::Document& document_;
  std::vector<Prefix> prefixes_;
  Map namespaces_;
  List elements_, terms_;
};

}  // namespace

Map print_dublin_core(const html::Document& document) { return Printer(document).print(); }

}  // namespace thresh::structured
