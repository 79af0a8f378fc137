// Selectors on the command line and what they find on a page: CSS, `xpath:`, a trailing ` @attribute`, as selector
// files write them.
//
// Tested by tests/cli/select.test.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "base/error.h"
#include "base/span.h"
#include "html/budget.h"
#include "html/document.h"
#include "html/selector.h"
#include "html/xpath.h"

namespace thresh::cli {

struct Query {
  std::string written;
  std::string attribute;  // whose value is asked for; empty: none
  std::variant<html::Selector, html::XPath> selector;
};

// Errors: kUsage, with the place.
base::Result<Query> read_query(const std::string& written);

// What :is() and :where() of a query left out, a sentence each.
std::vector<std::string> left_out(const Query& query);

// One thing that was found: a node, or a value (of an attribute, of an expression).
struct Match {
  std::uint32_t query = 0;
  html::NodeId node = html::kNoNode;  // of an attribute its element; kNoNode: of no place
  std::optional<std::string> value = {};
  base::Span source = {};      // in the decoded page; empty where it has no place
  std::string attribute = {};  // whose value it is, as XPath names it; empty: of none
};

// The matches of all queries, one query after the other, each in page order. CSS selectors take one walk for all.
std::vector<Match> find_matches(const std::vector<Query>& queries, const html::Document& document,
                                html::Budget& budget);

// Where nodes stand, as XPath expressions that find them: "/html/body/div[2]".
class NodePaths {
 public:
  explicit NodePaths(const html::Document& document);
  // `attribute`: the one of it that is meant, as XPath names it; empty: none.
  std::string path(html::NodeId node, std::string_view attribute = {}) const;

 private:
  const html::Document& document_;
  // By node: among the elements beside it, from 1; among the nodes beside it of its name or kind.
  std::vector<std::uint32_t> position_, of_name_;
};

}  // namespace thresh::cli
