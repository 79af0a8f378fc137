// See selector_set.h. Rules are complex selectors: those of a list stand in the set each for itself and share a list of
// matches. What does not depend on the page is filed once (Rules), names are looked up once a page (Walk).
#include "html/selector_set.h"

#include <algorithm>
#include <array>
#include <bit>

#include "base/ascii.h"
#include "html/selectors/attribute_test.h"
#include "html/selectors/matcher.h"
#include "html/selectors/program.h"
#include "html/selectors/word_table.h"
#include "html/simd/block.h"

namespace thresh::html {
namespace {

constexpr std::uint64_t kBytesPerStep = 32;  // of a class attribute
constexpr std::uint64_t kAttributesPerStep = 8;
constexpr std::uint64_t kStepsPerMatch = 4;
constexpr NodeId kNodesAtOnce = 64;                       // that are paid for, a step each
constexpr std::size_t kMostNoted = std::size_t{1} << 16;  // elements with rules that they may match

struct Rule {
  const ComplexSelector* selector;
  std::uint32_t target;  // the selector that it is a part of
  bool decided;          // an element with its key needs only the right name to match
};

// Words that the page has to have for a rule to match: numbers in the tables of ids and of classes.
struct Needs {
  std::vector<std::uint32_t> ids, classes;
};

// What a rule is filed under.
struct Key {
  enum class Kind : std::uint8_t { kId, kClass, kAttribute, kElement, kAny };
  Kind kind = Kind::kAny;
  std::string_view word = {};           // of an id or a class
  NameIndex name = 0;                   // of an attribute or an element
  NameIndex names = 1;                  // how many stand in the program's table from there on
  const AttributeTest* test = nullptr;  // of an attribute: what its value has to be
};

// The keys of an element that a compound may match: one of them holds for each such element. Recursion is over the
// selector.
std::vector<Key> keys_of(const CompoundSelector& compound) {
  if (!compound.ids.empty() && !compound.ids.front().empty()) return {{Key::Kind::kId, compound.ids.front()}};
  if (!compound.classes.empty()) return {{Key::Kind::kClass, compound.classes.front()}};
  if (!compound.attributes.empty()) {
    const AttributeTest& test = compound.attributes.front();
    return {{Key::Kind::kAttribute, {}, test.name, test.names, &test}};
  }
  if (compound.element.name != kAnyName) return {{Key::Kind::kElement, {}, compound.element.name}};
  for (const PseudoTest& pseudo : compound.pseudos) {
    if (pseudo.kind != PseudoClass::kIs) continue;
    std::vector<Key> keys;
    for (const ComplexSelector& one : pseudo.list)
      std::ranges::copy(keys_of(one.compounds.back()), std::back_inserter(keys));
    if (std::ranges::find(keys, Key::Kind::kAny, &Key::kind) == keys.end()) return keys;
  }
  return {Key{}};
}

// Whether the key of the selector's last part, the only one, says all of an element but its name.
bool is_decided(const ComplexSelector& selector) {
  const CompoundSelector& compound = selector.compounds.back();
  if (selector.compounds.size() > 1 || compound.anchor || !compound.pseudos.empty()) return false;
  const std::size_t tests = compound.ids.size() + compound.classes.size() + compound.attributes.size();
  if (!compound.ids.empty() && compound.ids.front().empty()) return false;
  const bool presence = compound.attributes.empty() || compound.attributes.front().op == AttributeOperator::kPresent;
  return tests == 0 ? compound.element.name != kAnyName : tests == 1 && presence;
}

// Whether a relative selector looks for siblings of its scope, which are never inside of it.
bool reaches_siblings(const ComplexSelector& selector) {
  if (!selector.relative()) return false;
  return selector.combinators.front() == Combinator::kNextSibling ||
         selector.combinators.front() == Combinator::kLaterSibling;
}

// The bytes of the words of a text that stands in the page, as bits. 0 where there are none, and where that takes a
// closer look: it is long, stands elsewhere, or holds other white space than spaces.
std::uint64_t word_bits(std::string_view text, std::string_view page) {
  using Block = simd::CommonBlock;
  constexpr std::size_t kLongest = 48;
  const bool inside = text.data() >= page.data() && text.data() + 64 <= page.data() + page.size();
  if (text.size() > kLongest || !inside) return 0;
  std::uint64_t spaces = 0, low = 0;
  for (std::size_t at = 0; at < text.size(); at += Block::kWidth) {
    const Block block = Block::load(text.data() + at);
    spaces |= Block::bits(block.equal(' ')) << at;
    low |= Block::bits(block.at_most(' ')) << at;
  }
  const std::uint64_t bytes = (std::uint64_t{1} << text.size()) - 1;
  return ((spaces ^ low) & bytes) != 0 ? 0 : ~spaces & bytes;
}

// Rules by the number of a name. Numbers after the largest one that a rule asks for have none.
class NameTableOfRules {
 public:
  struct Filed {
    std::uint32_t rule;
    const AttributeTest* test;  // under an attribute
    bool operator==(const Filed&) const = default;
  };

  void add(Name name, Filed filed) {
    if (name == kAbsent) return;
    std::vector<Filed>& list = lists_[want(name)];
    if (list.empty() || list.back() != filed) list.push_back(filed);
  }
  // Says that the name is asked for, be it by no rule.
  std::uint32_t want(Name name) {
    const auto index = static_cast<std::size_t>(name);
    if (index >= slots_.size()) slots_.resize(index + 1, 0);
    if (slots_[index] == 0) {
      slots_[index] = static_cast<std::uint32_t>(lists_.size());
      lists_.emplace_back();
    }
    return slots_[index];
  }
  // The slot of each name; 0 where it is not asked for.
  std::span<const std::uint32_t> slots() const { return slots_; }
  const std::vector<Filed>& rules(std::uint32_t slot) const { return lists_[slot]; }

 private:
  std::vector<std::uint32_t> slots_;  // into lists_; 0: none
  std::vector<std::vector<Filed>> lists_{1};
};

std::uint32_t slot_of(std::span<const std::uint32_t> slots, Name name) {
  const auto index = static_cast<std::size_t>(name);
  return index < slots.size() ? slots[index] : 0;
}

}  // namespace

struct SelectorSet::Rules {
  std::vector<std::shared_ptr<const Program>> programs;  // by selector; null for one that was not compiled
  std::vector<Rule> rules;
  std::vector<Needs> needs;                            // by rule
  std::vector<std::pair<Key, std::uint32_t>> by_name;  // filed under a name of the page, and the rule
  WordTable ids, classes;
  std::vector<std::uint32_t> any;

  void add(const ComplexSelector& selector, std::uint32_t target) {
    const auto rule = static_cast<std::uint32_t>(rules.size());
    rules.push_back({&selector, target, is_decided(selector)});
    Needs& words = needs.emplace_back();
    for (const CompoundSelector& compound : selector.compounds) {
      for (const std::string& id : compound.ids) {
        if (!id.empty()) words.ids.push_back(ids.number(id));
      }
      for (const std::string& one : compound.classes) words.classes.push_back(classes.number(one));
    }
    for (const Key& key : keys_of(selector.compounds.back())) {
      if (key.kind == Key::Kind::kId) {
        ids.add(key.word, rule);
      } else if (key.kind == Key::Kind::kClass) {
        classes.add(key.word, rule);
      } else if (key.kind == Key::Kind::kAny) {
        any.push_back(rule);
      } else {
        by_name.emplace_back(key, rule);
      }
    }
  }
};

namespace {

// One walk over a page.
class Walk {
 public:
  Walk(const std::vector<std::shared_ptr<const Program>>& programs, const std::vector<Rule>& rules,
       const Document& document, NodeId scope, Budget& budget)
      : document_(document), budget_(budget), rules_(rules), matcher_(document, scope, budget) {
    for (const auto& program : programs) {
      names_.push_back(program == nullptr ? PageNames() : names_on(document, *program));
    }
    found_.resize(programs.size());
    tried_.assign(rules.size(), kNoNode);
    for (std::size_t i = 0; i < rules.size(); ++i) {
      if (!is_possible(*rules[i].selector, names_[rules[i].target])) tried_[i] = kNever;
    }
  }

  void file(const Key& key, std::uint32_t rule) {
    if (tried_[rule] == kNever) return;
    for (NameIndex i = 0; i < key.names; ++i) {
      const PageName& name = names_[rules_[rule].target][key.name + i];
      NameTableOfRules& table = key.kind == Key::Kind::kAttribute ? attributes_ : elements_;
      for (const Name one : {name.lower, name.adjusted, name.exact}) table.add(one, {rule, key.test});
    }
  }

  // Goes over the elements in `scope`. What most of them need is kept in registers: nodes, attributes and slots stand
  // still while rules are tried, which the compiler cannot know.
  void run(NodeId scope, const WordTable& ids, const WordTable& classes, const std::vector<std::uint32_t>& any) {
    seen_ids_.assign(ids.size(), false);
    seen_classes_.assign(classes.size(), false);
    if (!ids.empty()) attributes_.want(Name::kId);
    if (!classes.empty()) attributes_.want(Name::kClass);
    const std::span<const Node> nodes = document_.nodes();
    const std::span<const std::uint32_t> elements = elements_.slots(), attributes = attributes_.slots();
    const NodeId end = nodes[scope].end;
    for (NodeId id = scope + 1, paid = id; id < end; ++id) {
      if (id == paid && !budget_.spend(std::min(kNodesAtOnce, end - id))) return;
      if (id == paid) paid += kNodesAtOnce;
      const Node& node = nodes[id];
      if (node.type != NodeType::kElement) continue;
      if (const std::uint32_t slot = slot_of(elements, node.name); slot != 0) {
        for (const auto& filed : elements_.rules(slot)) note(filed.rule, id);
      }
      for (const std::uint32_t rule : any) note(rule, id);
      if (node.attributes >= kAttributesPerStep && !budget_.spend(node.attributes / kAttributesPerStep)) return;
      for (const Attribute& attribute : document_.attributes(node)) {
        const std::uint32_t slot = slot_of(attributes, attribute.name());
        if (slot != 0) visit_attribute(attribute, slot, ids, classes, id);
      }
    }
  }

  // Leaves out the rules that ask for a word which no element has: the walk went over the whole page.
  void forget(const std::vector<Needs>& needs) {
    for (std::size_t i = 0; i < needs.size(); ++i) {
      const auto all_of = [](const std::vector<std::uint32_t>& words, const std::vector<bool>& seen) {
        return std::ranges::all_of(words, [&](std::uint32_t word) { return seen[word]; });
      };
      if (!all_of(needs[i].ids, seen_ids_) || !all_of(needs[i].classes, seen_classes_)) tried_[i] = kNever;
    }
  }

  // Tries the rules that were noted.
  void try_noted() {
    for (const Noted& one : noted_) try_rule(one.rule, one.element);
    noted_.clear();
  }

  std::vector<std::vector<NodeId>> take_found() { return std::move(found_); }

 private:
  static constexpr NodeId kNever = kNoNode - 1;  // of a rule that no element of this page can match
  struct Noted {
    std::uint32_t rule;
    NodeId element;
  };

  void see(const WordTable::Word& word, std::vector<bool>& seen, NodeId id) {
    seen[word.number] = true;
    for (const std::uint32_t rule : word.rules) note(rule, id);
  }

  // Whether the value of an attribute is what the rule that is filed under its name asks for.
  bool may_satisfy(const Attribute& attribute, const AttributeTest& test, NodeId id) {
    if (test.op == AttributeOperator::kPresent) return true;
    const bool html = document_.node(id).space == Namespace::kHtml;
    const bool ignore_case =
        test.value_case == ValueCase::kIgnored || (html && test.value_case == ValueCase::kIgnoredInHtml);
    const std::string_view value = document_.value(attribute);
    return budget_.spend(value.size() / kBytesPerStep) && satisfies(value, test, ignore_case);
  }

  // Rules are tried when the page was walked over: many then turn out to need a word that it does not have. Of a page
  // with very many, what was noted is tried before.
  void note(std::uint32_t rule, NodeId id) {
    if (tried_[rule] == kNever) return;
    if (noted_.size() == kMostNoted) try_noted();
    noted_.push_back({rule, id});
  }

  void visit_attribute(const Attribute& attribute, std::uint32_t slot, const WordTable& ids, const WordTable& classes,
                       NodeId id) {
    const Name name = attribute.name();
    for (const auto& filed : attributes_.rules(slot)) {
      if (may_satisfy(attribute, *filed.test, id)) note(filed.rule, id);
    }
    if (name == Name::kClass && !classes.empty()) {
      visit_words(document_.value(attribute), classes, id);
    } else if (name == Name::kId && !ids.empty()) {
      const std::string_view value = document_.value(attribute);
      const auto* word = value.empty() ? nullptr : ids.find(value);
      if (word != nullptr) see(*word, seen_ids_, id);
    }
  }

  void visit_words(std::string_view text, const WordTable& table, NodeId id) {
    budget_.spend(text.size() / kBytesPerStep);
    std::uint64_t words = word_bits(text, document_.page());
    if (words == 0) return visit_long_words(text, table, id);
    while (words != 0) {
      const int start = std::countr_zero(words);
      const int size = std::countr_one(words >> start);
      words &= ~(((std::uint64_t{1} << size) - 1) << start);
      const auto* word = table.find(text.substr(static_cast<std::size_t>(start), static_cast<std::size_t>(size)));
      if (word != nullptr) see(*word, seen_classes_, id);
    }
  }

  void visit_long_words(std::string_view text, const WordTable& table, NodeId id) {
    for (std::size_t at = 0; at < text.size();) {
      while (at < text.size() && base::is_ascii_space(text[at])) ++at;
      const std::size_t start = at;
      while (at < text.size() && !base::is_ascii_space(text[at])) ++at;
      const auto* word = at > start ? table.find(text.substr(start, at - start)) : nullptr;
      if (word != nullptr) see(*word, seen_classes_, id);
    }
  }

  // A rule may be filed under several things that one element has, and a word stand in its class twice.
  void try_rule(std::uint32_t index, NodeId id) {
    if (tried_[index] >= kNever ? tried_[index] == kNever : tried_[index] == id) return;
    tried_[index] = id;
    const Rule& rule = rules_[index];
    std::vector<NodeId>& found = found_[rule.target];
    if (!found.empty() && found.back() == id) return;
    matcher_.use(names_[rule.target]);
    const bool matches = rule.decided ? matcher_.test(rule.selector->compounds.back().element, document_.node(id))
                                      : matcher_.matches(*rule.selector, id);
    if (matches && budget_.spend(kStepsPerMatch)) found.push_back(id);
  }

  const Document& document_;
  Budget& budget_;
  const std::vector<Rule>& rules_;
  SelectorMatcher matcher_;
  std::vector<PageNames> names_;  // by selector
  NameTableOfRules elements_, attributes_;
  std::vector<Noted> noted_;
  std::vector<bool> seen_ids_, seen_classes_;  // by number: words that the page has
  std::vector<NodeId> tried_;                  // by rule: the element that it was tried on last
  std::vector<std::vector<NodeId>> found_;
};

}  // namespace

SelectorSet::SelectorSet(std::span<const Selector* const> selectors) {
  auto rules = std::make_unique<Rules>();
  for (const Selector* selector : selectors) {
    const auto target = static_cast<std::uint32_t>(rules->programs.size());
    rules->programs.push_back(selector->program_);
    if (selector->program_ == nullptr) continue;
    for (const ComplexSelector& one : selector->program_->list) {
      if (!reaches_siblings(one)) rules->add(one, target);
    }
  }
  rules_ = std::move(rules);
}

SelectorSet::~SelectorSet() = default;
SelectorSet::SelectorSet(SelectorSet&&) noexcept = default;

std::vector<std::vector<NodeId>> SelectorSet::run(const Document& document, Budget& budget, NodeId scope) const {
  Walk walk(rules_->programs, rules_->rules, document, scope, budget);
  for (const auto& [key, rule] : rules_->by_name) walk.file(key, rule);
  walk.run(scope, rules_->ids, rules_->classes, rules_->any);
  if (scope == 0) walk.forget(rules_->needs);  // else what stands around the scope may have the words
  walk.try_noted();
  return walk.take_found();
}

}  // namespace thresh::html
