// See selector.h. Which nodes are asked, and in which order; html/selectors/matcher.h says whether they match.
#include "html/selector.h"

#include <utility>

#include "html/selector_set.h"
#include "html/selectors/matcher.h"
#include "html/selectors/parser.h"

namespace thresh::html {
namespace {

// A list of more selectors is sorted into a SelectorSet, so that an element is not asked for each of them.
constexpr std::size_t kFewSelectors = 8;

// Where the matches of a selector stand: inside its scope, in the sibling after it or in any later one (the siblings
// themselves included).
enum class Reach : std::uint8_t { kInside, kNextSibling, kLaterSiblings };

Reach reach_of(const ComplexSelector& selector) {
  if (!selector.relative()) return Reach::kInside;
  const Combinator first = selector.combinators.front();
  if (selector.stays_in_next_sibling()) return Reach::kNextSibling;
  const bool beside = first == Combinator::kNextSibling || first == Combinator::kLaterSibling;
  return beside ? Reach::kLaterSiblings : Reach::kInside;
}

// Where the sibling element after the scope ends; the scope's own end where there is none.
NodeId next_element_end(const Document& document, NodeId scope, Budget& budget) {
  for (NodeId id = document.next_sibling(scope); id != kNoNode && budget.spend(1); id = document.next_sibling(id)) {
    if (document.is_element(id)) return document.node(id).end;
  }
  return document.node(scope).end;
}

// One walk of a list of selectors from a scope.
class Search {
 public:
  Search(const Program& program, const Document& document, NodeId scope, Budget& budget)
      : document_(document),
        budget_(budget),
        names_(names_on(document, program)),
        matcher_(document, scope, budget),
        scope_end_(document.node(scope).end),
        next_end_(scope_end_),
        end_(scope_end_) {
    matcher_.use(names_);
    bool inside = false, next = false, later = false;
    for (const ComplexSelector& one : program.list) {
      if (!is_possible(one, names_)) continue;
      selectors_.emplace_back(&one, reach_of(one));
      inside |= selectors_.back().second == Reach::kInside;
      next |= selectors_.back().second == Reach::kNextSibling;
      later |= selectors_.back().second == Reach::kLaterSiblings;
    }
    if (scope != 0 && next) end_ = next_end_ = next_element_end(document, scope, budget);
    if (scope != 0 && later) end_ = document.node(document.parent(scope)).end;
    at_ = inside ? scope + 1 : scope_end_;
  }

  // The next element that matches; kNoNode if there is none.
  NodeId next() {
    for (; at_ < end_ && !budget_.exhausted(); ++at_) {
      if (document_.is_element(at_) ? matches(at_) : (budget_.spend(1), false)) return at_++;
    }
    return kNoNode;
  }

 private:
  bool matches(NodeId id) {
    for (const auto& [selector, reach] : selectors_) {
      const bool inside = id < scope_end_;
      const bool in_reach =
          reach == Reach::kInside ? inside : !inside && (reach != Reach::kNextSibling || id < next_end_);
      if (in_reach && matcher_.matches(*selector, id)) return true;
    }
    return false;
  }

  const Document& document_;
  Budget& budget_;
  const PageNames names_;
  SelectorMatcher matcher_;
  std::vector<std::pair<const ComplexSelector*, Reach>> selectors_;
  NodeId scope_end_;
  NodeId next_end_;  // where the next sibling ends
  NodeId end_;       // and all that is looked at
  NodeId at_ = 0;
};

}  // namespace

std::expected<Selector, base::SyntaxError> Selector::compile(std::string_view source) {
  auto program = SelectorParser(source).parse();
  if (!program) return std::unexpected(std::move(program.error()));
  Selector selector;
  selector.source_ = source;
  selector.program_ = std::make_shared<const Program>(std::move(*program));
  return selector;
}

std::vector<NodeId> Selector::select(const Document& document, NodeId scope, Budget& budget) const {
  std::vector<NodeId> found;
  if (program_ == nullptr) return found;
  if (program_->list.size() > kFewSelectors && !program_->asks_scope) {
    const Selector* self = this;
    return std::move(SelectorSet(std::span(&self, 1)).run(document, budget, scope).front());
  }
  Search search(*program_, document, scope, budget);
  for (NodeId id = search.next(); id != kNoNode; id = search.next()) found.push_back(id);
  return found;
}

NodeId Selector::select_first(const Document& document, NodeId scope, Budget& budget) const {
  return program_ == nullptr ? kNoNode : Search(*program_, document, scope, budget).next();
}

bool Selector::matches(const Document& document, NodeId element, NodeId scope, Budget& budget) const {
  if (program_ == nullptr || !document.is_element(element)) return false;
  const PageNames names = names_on(document, *program_);
  SelectorMatcher matcher(document, scope, budget);
  matcher.use(names);
  return matcher.matches(program_->list, element);
}

bool Selector::asks_scope() const { return program_ != nullptr && program_->asks_scope; }

std::span<const base::SyntaxError> Selector::ignored() const {
  return program_ == nullptr ? std::span<const base::SyntaxError>() : program_->ignored;
}

}  // namespace thresh::html
