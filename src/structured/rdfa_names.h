// Names of RDFa as IRIs: prefixes and the vocabulary as they hold at a place of the page (RDFa Core 1.1, section 7.4).
//
// Tested by tests/structured/rdfa_test.cpp.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "html/document.h"

namespace thresh::structured {

class RdfaNames {
 public:
  // Takes the prefixes that an element declares, with `prefix` and xmlns:. Those of an element end with it: `undo` with
  // what `size` was before. A page has few; what is more than a bound is not taken.
  void declare(const html::Document& document, html::NodeId element);
  std::size_t size() const { return prefixes_.size(); }
  void undo(std::size_t size) { prefixes_.resize(size); }

  // A term, a compact IRI or an IRI, of property, typeof, rel and datatype; empty where it is none. Relative IRIs are
  // no names.
  std::string name(std::string_view written, std::string_view vocabulary) const;

  // A compact IRI, in brackets or not, or an IRI, of about and resource. "_:a" is a blank node. Empty where it is none.
  std::string resource(std::string_view written, std::string_view base) const;

 private:
  struct Prefix {
    std::string name;  // lower case
    std::string_view iri;
  };
  std::string expanded(std::string_view written) const;

  std::vector<Prefix> prefixes_;
};

}  // namespace thresh::structured
