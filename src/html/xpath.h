// XPath 1.0 over a Document, by pugixml (html/xpath.cpp, the only file that includes it).
//
// pugixml needs a tree of its own, so one is built on demand, once a page, and every result is mapped back to the
// nodes of the Document and to their places in the page. It counts bytes; xpath_letters.h makes characters of them.
// Elements have no namespace, and names are in lower case, those of SVG too: //lineargradient/@gradientunits.
//
// pugixml cannot be stopped. So an expression that could take more steps on this page than are left in the budget
// (html/xpath_cost.h) is not run: it finds nothing, and the budget says so.
//
// Tested by tests/html/xpath_test.cpp.
#pragma once

#include <expected>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/syntax_error.h"
#include "html/budget.h"
#include "html/document.h"
#include "html/xpath_cost.h"

namespace thresh::html {

// One result of an expression: a node (`node` is an element or a text), an attribute (`node` is its element, `text`
// its value) or a string, number or boolean (`node` is kNoNode, `text` its string value).
struct XPathItem {
  enum class Kind : std::uint8_t { kNode, kAttribute, kString };
  Kind kind = Kind::kNode;
  NodeId node = kNoNode;
  std::string text;
  std::string attribute = {};  // its name, of an attribute
  base::Span source = {};      // of a node what Document::source says, of an attribute its value's bytes
};

// The XPath tree of one page; built on first use.
class XPathView {
 public:
  explicit XPathView(const Document& document);
  ~XPathView();
  XPathView(XPathView&&) noexcept;

  struct Tree;
  struct InLetters;

 private:
  friend class XPath;
  const Tree& tree();
  // The page for an expression that counts characters; nullptr where the plain tree does, or there are too many
  // letters.
  InLetters* in_letters(std::string_view expression);
  const PageSizes& sizes();

  const Document* document_;
  std::unique_ptr<PageSizes> sizes_;
  std::unique_ptr<Tree> tree_;
  std::unique_ptr<InLetters> in_letters_;
};

class XPath {
 public:
  static std::expected<XPath, base::SyntaxError> compile(std::string_view source);

  XPath() = default;

  // The results in document order, with `scope` as the context node (0 is the document).
  std::vector<XPathItem> select(XPathView& view, NodeId scope, Budget& budget) const;

  const std::string& source() const { return source_; }

 private:
  struct Query;
  std::string source_;
  std::shared_ptr<const Query> query_;
};

}  // namespace thresh::html
