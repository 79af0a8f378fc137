// What an XPath expression may cost on a page, in steps, told before it runs.
//
// The engine cannot be stopped on its way, and some expressions take the square of the page: //p[not(preceding::h2)]
// looks at all that stands before each p. So the expression is read once, and for each axis, predicate, string and
// comparison in it the page's sizes say how many nodes it can meet at most. Of a set of nodes, each counts as often as
// it can be come to: from one node, all nodes of a page can be below it; from all of them together, a node is come to
// no more often than it is deep. That keeps what is linear (//div[.//b]) from looking quadratic.
//
// It is a bound, not a measure; of what it lets through, most takes much less.
//
// Tested by tests/html/xpath_cost_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "html/document.h"

namespace thresh::html {

// The name of an element or attribute as expressions see it: in lower case, SVG's too (lineargradient, viewbox), and
// with the prefix that its tag has (xlink:href).
std::string_view xpath_name(const Document& document, Name name);

// The sizes of a page that the cost depends on. A text weighs more the longer it is.
class PageSizes {
 public:
  explicit PageSizes(const Document& document);

  double whole() const { return before_.back(); }
  double subtree(const Document& document, NodeId node) const {
    return before_[document.node(node).end] - before_[node];
  }
  double widest() const { return widest_; }    // the most children of a node
  double deepest() const { return deepest_; }  // the most ancestors
  double named(std::string_view name) const;   // the elements of a name

 private:
  std::vector<double> before_;  // by node: what the nodes before it weigh
  std::unordered_map<std::string_view, double> named_;
  double widest_ = 1, deepest_ = 1;
};

class XPathCost {
 public:
  // `source`: a valid expression.
  explicit XPathCost(std::string_view source);

  // The most steps that it takes from a node whose subtree weighs `subtree`.
  std::uint64_t steps(const PageSizes& page, double subtree) const;

 private:
  enum class Kind : std::uint8_t { kRoot, kStep, kOpen, kClose, kGroup, kGroupEnd, kUnion, kCompare, kOperator };
  enum class Axis : std::uint8_t { kSelf, kAttribute, kChild, kBelow, kParent, kAbove, kSiblings, kEverywhere };
  struct Part {
    Kind kind;
    Axis axis = Axis::kSelf;  // of a step
    std::string name = {};    // of a step: an element's; empty for any node
    bool text = false;        // of a step: text()
    bool call = false;        // of a group: the arguments of a function
    bool strings = false;     // … that reads their strings
  };
  // Nodes that a path has come to, in all of its runs together.
  struct Path {
    double nodes;            // how many
    double times;            // how often one of them at most
    double each;             // how many in a single run
    double reach;            // what stands below a node at most
    bool moved = false;      // there was a step
    bool attribute = false;  // they are attributes
    bool text = false;       // they are texts
    bool unordered = false;  // the engine may have to sort them …
    bool grouped = false;    // … and does where a predicate follows their parentheses
  };
  // An expression, a predicate, or what stands in parentheses.
  struct Frame {
    Path start;
    Path path;
    double joined = 0;    // nodes on the left of a '|'
    double compared = 0;  // nodes on the left of a comparison
    bool call = false;
    bool strings = false;
    bool first = true;  // of a call: its first argument
  };
  class Reader;
  class Sum;

  std::vector<Part> parts_;
};

}  // namespace thresh::html
