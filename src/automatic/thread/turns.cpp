// See turns.h.
#include "automatic/thread/turns.h"

#include <algorithm>
#include <optional>
#include <string>
#include <string_view>

#include "automatic/headings.h"
#include "automatic/thread/stated.h"
#include "automatic/thread/turn_labels.h"
#include "automatic/thread/words.h"
#include "extract/type_reader.h"
#include "text/unicode.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

constexpr std::size_t kLongestLabel = 100;  // bytes of a label, with the name behind it
constexpr std::uint32_t kLeastProse = 20;   // letters of a turn
constexpr std::size_t kMostLabels = 40;     // of a page that are looked at

struct Label {
  NodeId text = html::kNoNode;
  std::string name = {};       // of whom
  NodeId top = html::kNoNode;  // the largest element around it that holds no other label and no title
  bool asks = false;
  bool counted = false;
};

bool answers_once(std::string_view line) {
  const auto said = said_in(line);
  return said && said->what == Counted::kAnswers && said->number == 1;
}

class Finder {
 public:
  Finder(const Survey& survey, NodeId title) : survey_(survey), document_(survey.document()), title_(title) {}

  std::vector<Turn> run() {
    find_labels();
    // "Answered by" above the question heads the page.
    const auto asked = std::ranges::find(labels_, true, &Label::asks);
    if (asked != labels_.end()) labels_.erase(labels_.begin(), asked);
    // A label above nothing is none: "Answered by" in the head of the page.
    for (bool again = true; again;) {
      find_tops();
      std::vector<Turn> turns = turns_of_labels();
      again = false;
      for (std::size_t i = labels_.size(); i-- > 0;) {
        if (own_sum(survey_, Survey::kProse, turns[i].item) >= kLeastProse) continue;
        labels_.erase(labels_.begin() + static_cast<std::ptrdiff_t>(i));
        again = true;
      }
      if (!again) return turns;
    }
    return {};
  }

 private:
  void find_labels() {
    const NodeId begin = title_ == html::kNoNode ? document_.body() : document_.node(title_).end;
    for (NodeId id = begin; id < document_.size() && labels_.size() < kMostLabels; ++id) {
      if (!document_.is_text(id) || survey_.hidden(id) || survey_.in_link(id)) continue;
      const std::string_view line = text::trim(document_.text(id));
      if (line.empty() || line.size() > kLongestLabel || !starts_line(id) || is_button(id)) continue;
      if (const auto label = label_at(id, line)) labels_.push_back(*label);
    }
  }

  // The text alone, in an element of its own before what it labels, or with all of its line.
  std::optional<Label> label_at(NodeId id, std::string_view line) const {
    const std::string all = survey_.short_text(survey_.block(id), kLongestLabel);
    for (const std::string_view words : {line, std::string_view(all)}) {
      const auto label = turn_label(words);
      if (!label || (words != all && !label->name.empty())) continue;
      return Label{.text = id, .name = std::string(label->name), .asks = label->asks};
    }
    if (answers_once(all)) return Label{.text = id, .counted = true};
    // "Ответ врача Анны Берг"
    if (all.empty() || !starts_with_word(thread_words().answered, line)) return std::nullopt;
    const auto behind = name_behind(all);
    return behind && survey_.page().types->fit(record::Type::kPerson, *behind) == normalize::Fit::kSure
               ? std::optional(Label{.text = id, .name = std::string(*behind)})
               : std::nullopt;
  }

  // What stands behind the words of a label in its line.
  static std::optional<std::string_view> name_behind(std::string_view line) {
    for (std::size_t at = line.find(' '); at != std::string_view::npos; at = line.find(' ', at + 1)) {
      if (turn_label(line.substr(0, at))) return text::trim(line.substr(at));
    }
    return std::nullopt;
  }

  // Whether nothing that is shown stands before it in its line.
  bool starts_line(NodeId id) const {
    const NodeId block = survey_.block(id);
    for (NodeId before = id; before-- > block + 1;) {
      if (document_.node(before).name == Name::kBr) return true;
      if (document_.is_text(before) && !survey_.hidden(before) && !text::trim(document_.text(before)).empty())
        return false;
    }
    return true;
  }

  bool is_button(NodeId id) const {
    const NodeId parent = document_.parent(id);
    const Name name = document_.node(parent).name;
    return name == Name::kButton || name == Name::kLabel || name == Name::kOption || survey_.zoned(parent);
  }

  void find_tops() {
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      Label& label = labels_[i];
      label.top = label.text;
      for (NodeId up = document_.parent(label.text); up != html::kNoNode && up != document_.body();
           up = document_.parent(up)) {
        const bool other = (i > 0 && document_.contains(up, labels_[i - 1].text)) ||
                           (i + 1 < labels_.size() && document_.contains(up, labels_[i + 1].text)) ||
                           (title_ != html::kNoNode && document_.contains(up, title_));
        if (other) break;
        label.top = up;
      }
    }
  }

  std::vector<Turn> turns_of_labels() const {
    std::vector<Turn> turns;
    for (std::size_t i = 0; i < labels_.size(); ++i) {
      const Label& label = labels_[i];
      Turn turn{
          .item = {}, .label = alone(label), .author = author_of(label), .asks = label.asks, .counted = label.counted};
      const NodeId own = document_.node(label.top).end;
      const bool whole = survey_.sum(Survey::kProse, label.top) >= kLeastProse;
      if (whole) {
        turn.item.root = label.top;
        turn.item.stretch = {label.top, own};
      } else {
        turn.item.stretch = {label.top, end_behind(label.top)};
        if (i + 1 < labels_.size()) turn.item.stretch.end = std::min(turn.item.stretch.end, labels_[i + 1].top);
      }
      turns.push_back(std::move(turn));
    }
    return turns;
  }

  // The text of a label, with the element that is around it alone.
  NodeId alone(const Label& label) const {
    const NodeId around = document_.parent(label.text);
    const bool only =
        around != label.top && survey_.sum(Survey::kLetters, around) == survey_.sum(Survey::kLetters, label.text);
    return only ? around : label.text;
  }

  // The text of the label's line that holds the name.
  Place author_of(const Label& label) const {
    if (label.name.empty()) return {};
    const NodeId block = survey_.block(label.text);
    for (NodeId id = label.text; id < document_.node(block).end; ++id) {
      if (document_.is_text(id) && document_.text(id).contains(label.name)) return {.node = id, .words = label.name};
    }
    return {.node = block, .words = label.name};
  }

  // Where what stands behind an element ends: with the first neighbour that says who or when itself, before a heading,
  // a list of links, a form, or with the element around.
  NodeId end_behind(NodeId top) const {
    NodeId end = document_.node(top).end;
    bool any = false;
    for (NodeId id = document_.next_sibling(top); id != html::kNoNode; id = document_.next_sibling(id)) {
      const std::uint32_t letters = survey_.sum(Survey::kLetters, id);
      if (document_.is_element(id) && letters > 0 && (any && ends_turn(id))) break;
      end = document_.node(id).end;
      const bool prose = survey_.sum(Survey::kProse, id) >= kLeastProse;
      any = any || prose;
      const bool said = survey_.sum(Survey::kAuthors, id) > 0 || survey_.sum(Survey::kDates, id) > 0;
      if (document_.is_element(id) && prose && said && document_.node(id).name != Name::kP) break;
    }
    return end;
  }

  bool ends_turn(NodeId id) const {
    const Name name = document_.node(id).name;
    if (heading_level(name) > 0 || name == Name::kForm || name == Name::kHr || name == Name::kAside ||
        name == Name::kNav)
      return true;
    return survey_.sum(Survey::kLinked, id) * 2 > survey_.sum(Survey::kLetters, id);
  }

  const Survey& survey_;
  const html::Document& document_;
  NodeId title_;
  std::vector<Label> labels_;
};

}  // namespace

std::vector<Turn> find_turns(const Survey& survey, NodeId title) { return Finder(survey, title).run(); }

bool is_turn_label(std::string_view line) { return turn_label(line).has_value() || answers_once(line); }

}  // namespace thresh::automatic
