// See xpath_cost.h. First the reader, which knows of XPath 1.0 what tells its tokens apart (section 3.7), then the sum.
#include "html/xpath_cost.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "base/ascii.h"

namespace thresh::html {
namespace {

constexpr double kBytesPerStep = 64;
constexpr double kAttributesPerStep = 8;

bool is_name_start(char c) { return base::is_ascii_letter(c) || c == '_' || static_cast<unsigned char>(c) >= 0x80; }
bool is_name(char c) { return is_name_start(c) || base::is_ascii_digit(c) || c == '-' || c == '.'; }

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

bool is_node_type(std::string_view name) {
  return is_one_of(name, {"node", "text", "comment", "processing-instruction"});
}

// Functions that do not look at the strings of their arguments.
bool reads_no_strings(std::string_view name) {
  return is_one_of(name, {"position", "last", "count", "name", "local-name", "namespace-uri", "not", "boolean", "true",
                          "false", "id", "lang"});
}

}  // namespace

PageSizes::PageSizes(const Document& document) {
  std::vector<std::uint32_t> depth(document.size(), 0), children(document.size(), 0);
  before_.reserve(document.size() + 1);
  before_.push_back(0);
  for (NodeId id = 0; id < document.size(); ++id) {
    const Node& node = document.node(id);
    before_.push_back(before_.back() + 1 + std::floor(static_cast<double>(node.source.size()) / kBytesPerStep) +
                      std::floor(node.attributes / kAttributesPerStep));
    if (document.is_element(id)) ++named_[xpath_name(document, node.name)];
    if (node.parent == kNoNode) continue;
    depth[id] = depth[node.parent] + 1;
    deepest_ = std::max<double>(deepest_, depth[id]);
    widest_ = std::max<double>(widest_, ++children[node.parent]);
  }
}

// The adjusted forms are the known names behind their lower-case ones (names.h).
std::string_view xpath_name(const Document& document, Name name) {
  const auto number = static_cast<std::uint32_t>(name);
  const Name lower = number == 0 ? name : Name{number - 1};
  return document.names().text(is_adjusted(name, lower) ? lower : name);
}

double PageSizes::named(std::string_view name) const {
  const auto found = named_.find(name);
  return found == named_.end() ? 0 : found->second;
}

class XPathCost::Reader {
 public:
  Reader(std::string_view source, std::vector<Part>& parts) : source_(source), parts_(parts) {}

  void run() {
    while (at_ < source_.size()) read_piece();
  }

 private:
  char peek(std::size_t ahead = 0) const { return at_ + ahead < source_.size() ? source_[at_ + ahead] : '\0'; }

  void read_piece() {
    const char c = peek();
    if (base::is_ascii_space(c)) {
      ++at_;
    } else if (c == '"' || c == '\'') {
      at_ = std::min(source_.find(c, at_ + 1), source_.size() - 1) + 1;
      after_operand_ = true;
    } else if (c == '/') {
      read_slash();
    } else if (c == '@') {
      axis_ = Axis::kAttribute;
      ++at_;
    } else if (is_name_start(c)) {
      read_name();
    } else if (base::is_ascii_digit(c) || (c == '.' && base::is_ascii_digit(peek(1)))) {
      while (base::is_ascii_digit(peek()) || peek() == '.') ++at_;
      after_operand_ = true;
    } else if (c == '.') {
      const bool parent = peek(1) == '.';
      axis_ = parent ? Axis::kParent : Axis::kSelf;
      at_ += parent ? 2 : 1;
      add_step({});
    } else {
      read_sign(c);
    }
  }

  void read_sign(char c) {
    ++at_;
    if (c == '*' && !after_operand_) return add_step({});
    const bool ends = c == ']' || c == ')';
    if (c == '[') {
      parts_.push_back({Kind::kOpen});
    } else if (ends) {
      parts_.push_back({c == ']' ? Kind::kClose : Kind::kGroupEnd});
    } else if (c == '(') {
      parts_.push_back({Kind::kGroup});
    } else if (c == '|') {
      parts_.push_back({Kind::kUnion});
    } else if (c == '=' || c == '<' || c == '>') {
      parts_.push_back({Kind::kCompare});
    } else if (c != '!') {
      parts_.push_back({Kind::kOperator});
    }
    after_operand_ = ends;
  }

  void read_slash() {
    if (!after_operand_) parts_.push_back({Kind::kRoot});
    below_ = peek(1) == '/';
    at_ += below_ ? 2 : 1;
    after_operand_ = false;
  }

  void read_name() {
    const std::size_t start = at_;
    while (is_name(peek()) || (peek() == ':' && peek(1) != ':')) ++at_;
    const std::string_view name = source_.substr(start, at_ - start);
    if (std::exchange(after_operand_, false)) return parts_.push_back({Kind::kOperator});  // and, or, div, mod
    while (base::is_ascii_space(peek())) ++at_;
    if (peek() == ':') {
      axis_ = axis_of(name);
      at_ += 2;
    } else if (peek() != '(') {
      add_step(std::string(name));
    } else if (is_node_type(name)) {
      at_ = std::min(source_.find(')', at_), source_.size() - 1) + 1;
      add_step({}, name == "text");
    } else {
      ++at_;
      parts_.push_back({.kind = Kind::kGroup, .call = true, .strings = !reads_no_strings(name)});
    }
  }

  // What a step starts with is used up by it: "//", an axis.
  void add_step(std::string name, bool text = false) {
    const bool child = axis_ == Axis::kChild;
    if (below_ && !child) parts_.push_back({.kind = Kind::kStep, .axis = Axis::kBelow});
    parts_.push_back(
        {.kind = Kind::kStep, .axis = below_ && child ? Axis::kBelow : axis_, .name = std::move(name), .text = text});
    axis_ = Axis::kChild;
    below_ = false;
    after_operand_ = true;
  }

  static Axis axis_of(std::string_view name) {
    if (name == "self") return Axis::kSelf;
    if (name == "attribute" || name == "namespace") return Axis::kAttribute;
    if (name == "child") return Axis::kChild;
    if (name.starts_with("descendant")) return Axis::kBelow;
    if (name == "parent") return Axis::kParent;
    if (name.starts_with("ancestor")) return Axis::kAbove;
    return name.ends_with("-sibling") ? Axis::kSiblings : Axis::kEverywhere;
  }

  std::string_view source_;
  std::vector<Part>& parts_;
  std::size_t at_ = 0;
  Axis axis_ = Axis::kChild;
  bool below_ = false;          // "//" stands before the step to come
  bool after_operand_ = false;  // then '*' and a name are operators
};

// Runs over the parts as the engine would over the expression, with numbers in the place of nodes.
class XPathCost::Sum {
 public:
  Sum(const PageSizes& page, double subtree) : page_(page) {
    const Path start{.nodes = 1, .times = 1, .each = 1, .reach = subtree};
    frames_.push_back({.start = start, .path = start});
  }

  void add(const Part& part) {
    Frame& frame = frames_.back();
    switch (part.kind) {
      case Kind::kRoot:
        frame.path = {.nodes = frame.start.nodes, .times = frame.start.nodes, .each = 1, .reach = page_.whole()};
        return;
      case Kind::kStep:
        return step(frame, part);
      case Kind::kOpen:
        return open_predicate(frame);
      case Kind::kClose:
        settle(frame);
        return frames_.pop_back();
      case Kind::kGroup:
        return frames_.push_back(
            {.start = frame.start, .path = frame.start, .call = part.call, .strings = part.strings});
      case Kind::kGroupEnd:
        return end_group();
      case Kind::kUnion:
        frame.joined += frame.path.nodes;
        frame.path = frame.start;
        return;
      case Kind::kCompare:
        settle(frame);
        total_ += strings(frame.path);
        frame.compared = frame.path.nodes;
        frame.path = frame.start;
        return;
      case Kind::kOperator:
        settle(frame);
        if (frame.strings) total_ += strings(frame.path) + sorting(frame.path);
        frame.path = frame.start;
        frame.first = false;
        return;
    }
  }

  double total() {
    settle(frames_.back());
    return total_;
  }

 private:
  // How many nodes an axis leads to from one node, and how many nodes lead to one.
  struct Width {
    double out, in;
  };
  Width width_of(Axis axis, double reach) const {
    switch (axis) {
      case Axis::kSelf:
      case Axis::kAttribute:
        return {1, 1};
      case Axis::kChild:
        return {page_.widest(), 1};
      case Axis::kBelow:
        return {reach, page_.deepest()};
      case Axis::kParent:
        return {1, page_.widest()};
      case Axis::kAbove:
        return {page_.deepest(), page_.whole()};
      case Axis::kSiblings:
        return {page_.widest(), page_.widest()};
      case Axis::kEverywhere:
        break;
    }
    return {page_.whole(), page_.whole()};
  }

  void step(Frame& frame, const Part& part) {
    Path& path = frame.path;
    const bool down = part.axis == Axis::kSelf || part.axis == Axis::kAttribute || part.axis == Axis::kChild ||
                      part.axis == Axis::kBelow;
    const auto [out, in] = width_of(part.axis, path.reach);
    if (!down) path.reach = page_.whole();
    const double come = path.times * in;  // to one node
    const double visited = std::min(path.nodes * out, come * path.reach);
    total_ += visited;
    const bool named = !part.name.empty() && part.axis != Axis::kAttribute && part.name.back() != '*';
    const double fitting = named ? page_.named(part.name) : page_.whole();
    path.unordered = path.unordered || (path.each > 1 && part.axis != Axis::kSelf);
    path.times = std::min(come, frame.start.nodes);  // a run has each node once
    path.each = std::min(path.each * out, fitting);
    path.nodes = std::min({visited, fitting * path.times, frame.start.nodes * path.each});
    path.moved = true;
    path.grouped = false;
    path.attribute = part.axis == Axis::kAttribute;
    path.text = part.text;
  }

  void open_predicate(Frame& frame) {
    Path context = frame.path;
    total_ += context.nodes + (context.grouped ? sorting(context) : 0);
    context.each = 1;
    context.moved = context.unordered = context.grouped = false;
    frames_.push_back({.start = context, .path = context});
  }

  void end_group() {
    Frame inner = frames_.back();
    settle(inner);
    frames_.pop_back();
    // A function without arguments reads the node that it is asked of.
    if (inner.strings && inner.first) inner.path.moved = true;
    if (inner.strings) total_ += strings(inner.path) + sorting(inner.path);
    Path& path = frames_.back().path;
    path = inner.call ? frames_.back().start : inner.path;
    path.grouped = true;
    if (inner.call) path.attribute = path.moved = true;
  }

  // What ends an operand: a set is whole, and is held against the one before it.
  void settle(Frame& frame) {
    if (frame.joined > 0) {
      frame.path.nodes += frame.joined;
      frame.path.each += frame.joined;
      frame.path.unordered = frame.path.moved = true;
      frame.joined = 0;
    }
    if (frame.compared > 0) total_ += strings(frame.path) + frame.compared * frame.path.each;
    frame.compared = 0;
  }

  // The strings of all nodes of a set.
  double strings(const Path& path) const {
    if (!path.moved) return 0;
    if (path.attribute) return path.nodes;
    const double depth = path.text ? 1 : page_.deepest();
    return std::min(path.nodes * path.reach, path.times * path.reach * depth);
  }

  // The engine tells which of two nodes is first by a walk from one sibling to the other.
  double sorting(const Path& path) const {
    if (!path.unordered) return 0;
    return path.nodes * std::log2(path.each + 2) * (page_.widest() + page_.deepest());
  }

  const PageSizes& page_;
  std::vector<Frame> frames_;
  double total_ = 0;
};

XPathCost::XPathCost(std::string_view source) { Reader(source, parts_).run(); }

std::uint64_t XPathCost::steps(const PageSizes& page, double subtree) const {
  constexpr double kMost = 1e18;  // more than any budget
  Sum sum(page, subtree);
  for (const Part& part : parts_) sum.add(part);
  return static_cast<std::uint64_t>(std::min(sum.total(), kMost));
}

}  // namespace thresh::html
