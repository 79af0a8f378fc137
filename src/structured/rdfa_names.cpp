// See rdfa_names.h.
#include "structured/rdfa_names.h"

#include <algorithm>

#include "base/embedded.h"
#include "base/rows.h"
#include "structured/address.h"
#include "structured/tokens.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

constexpr std::size_t kMostPrefixes = 256;

// Terms that are known without a vocabulary (RDFa 1.1's initial context).
struct Term {
  std::string_view name, iri;
};
constexpr Term kTerms[] = {{"describedby", "http://www.w3.org/2007/05/powder-s#describedby"},
                           {"license", "http://www.w3.org/1999/xhtml/vocab#license"},
                           {"role", "http://www.w3.org/1999/xhtml/vocab#role"}};

std::string_view known_prefix(std::string_view name) {
  std::string_view iri;
  base::for_each_row(base::embedded("data/rdfa_prefixes.tsv"), [&](std::string_view row) {
    if (base::take_column(row) == name) iri = base::take_column(row);
  });
  return iri;
}

}  // namespace

void RdfaNames::declare(const html::Document& document, html::NodeId element) {
  constexpr std::string_view kXmlns = "xmlns:";
  const auto add = [&](std::string_view name, std::string_view iri) {
    if (prefixes_.size() < kMostPrefixes && !iri.empty()) prefixes_.push_back({text::ascii_lower(name), iri});
  };
  for (const html::Attribute& attribute : document.attributes(element)) {
    const std::string_view name = document.name(attribute);
    if (name.starts_with(kXmlns)) add(name.substr(kXmlns.size()), text::trim_ascii(document.value(attribute)));
  }
  // Pairs of "name:" and an IRI, which may touch the colon.
  std::string_view waiting;
  for_each_token(document.attribute(element, "prefix").value_or(""), [&](std::string_view token) {
    if (token.ends_with(':')) {
      waiting = token.substr(0, token.size() - 1);
    } else if (!waiting.empty()) {
      add(waiting, token);
      waiting = {};
    }
  });
}

// "foaf:name" as an IRI; empty where the prefix is not known.
std::string RdfaNames::expanded(std::string_view written) const {
  const std::size_t colon = written.find(':');
  if (colon == std::string_view::npos || written.substr(colon + 1).starts_with("//")) return {};
  const std::string prefix = text::ascii_lower(written.substr(0, colon));
  for (auto one = prefixes_.rbegin(); one != prefixes_.rend(); ++one) {
    if (one->name == prefix) return std::string(one->iri).append(written.substr(colon + 1));
  }
  const std::string_view known = known_prefix(prefix);
  return known.empty() ? std::string() : std::string(known).append(written.substr(colon + 1));
}

std::string RdfaNames::name(std::string_view written, std::string_view vocabulary) const {
  if (written.contains(':')) {
    std::string whole = expanded(written);
    return whole.empty() ? std::string(written) : whole;
  }
  if (!vocabulary.empty()) return std::string(vocabulary).append(written);
  const std::string lower = text::ascii_lower(written);
  const auto* const term = std::ranges::find(kTerms, lower, &Term::name);
  return term == std::end(kTerms) ? std::string() : std::string(term->iri);
}

std::string RdfaNames::resource(std::string_view written, std::string_view base) const {
  written = text::trim_ascii(written);
  if (written.starts_with("_:")) return std::string(written);
  if (written.starts_with('[')) {
    if (!written.ends_with(']')) return {};
    return expanded(written.substr(1, written.size() - 2));
  }
  std::string whole = expanded(written);
  return whole.empty() ? resolve(written, base) : whole;
}

}  // namespace thresh::structured
