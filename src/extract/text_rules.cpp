// See text_rules.h. The parse says what each line is; here every line is put where its type sends it.
#include "extract/text_rules.h"

#include <optional>
#include <string>
#include <utility>

#include "base/printable.h"
#include "extract/line_pattern.h"
#include "extract/text_layout.h"

namespace thresh::extract {
namespace {

using rules::Layout;
using rules::LineType;
using rules::Target;

// The draft at a path below `base`, made if it is not there; what lies between are groups.
Draft& at_path(Draft& base, const std::vector<std::string>& path) {
  Draft* here = &base;
  for (const std::string& name : path) {
    here->kind = Draft::Kind::kGroup;
    here = &here->child(name);
  }
  return *here;
}

// A part of a line. The lines of an HTML page stand in a text that was composed of its runs.
text::Run run_of(const PageView& page, const text::Line& line, std::string_view text) {
  text::Run run;
  run.text = text;
  const auto begin = line.source.begin + static_cast<std::uint32_t>(text.data() - line.text.data());
  const base::Span place = {begin, begin + static_cast<std::uint32_t>(text.size())};
  if (page.lines_from != nullptr) {
    run.made_from = parts_of(page, *page.lines_from, page.lines_copied, place.begin, place.end);
  } else {
    run.source = place;
  }
  return run;
}

class Placer {
 public:
  Placer(const rules::Rules& rules, const PageView& page, clean::Tally& tally, std::vector<base::Finding>& findings)
      : rules_(*rules.text),
        page_(page),
        dump_(*page.dump),
        types_(*page.types),
        cells_(page.limits->layout_cells),
        tally_(tally),
        findings_(findings) {
    root_.kind = Draft::Kind::kGroup;
    targets_.resize(rules_.parts.size() + 1);
    find_targets();
  }

  Draft run() {
    look_for(root_, targets_.back());
    for (const rules::Part& part : rules_.parts) at_path(root_, part.into).kind = Draft::Kind::kList;
    const Parse parse = parse_layout(rules_, dump_, types_, cells_);
    for (std::size_t i = 0; i < parse.read; ++i) place(parse.lines[i], dump_.lines[i]);
    report(parse);
    return std::move(root_);
  }

 private:
  // Sorts the targets of all line types by the part that names them (the last row: the layout itself).
  void find_targets() {
    for (const Layout::State& state : rules_.layout.states()) {
      if (state.line_type >= rules_.lines.size()) continue;
      auto& row = targets_[state.part == Layout::kNoPart ? rules_.parts.size() : state.part];
      const LineType& type = rules_.lines[state.line_type];
      if (type.to) row.push_back(&*type.to);
      for (const rules::PatternPiece& piece : type.pattern) {
        if (piece.hole) row.push_back(&*piece.hole);
      }
    }
  }

  // Makes the drafts of all targets, so that a field that no line fills counts as looked for.
  static void look_for(Draft& base, const std::vector<const Target*>& targets) {
    for (const Target* target : targets) {
      if (!target->stated) at_path(base, target->path).type = target->type;
    }
  }

  // Where a line's targets are relative to: the last item of its part, or the record.
  Draft& base_of(const PlacedLine& placed) {
    if (placed.part == Layout::kNoPart) return root_;
    Draft& list = at_path(root_, rules_.parts[placed.part].into);
    if (placed.new_item || list.children.empty()) {
      Draft& item = list.children.emplace_back();
      item.kind = Draft::Kind::kGroup;
      look_for(item, targets_[placed.part]);
    }
    return list.children.back();
  }

  void place(const PlacedLine& placed, const text::Line& line) {
    if (placed.line_type == PlacedLine::kSkipped) return skip(line);
    const LineType& type = rules_.lines[placed.line_type];
    Draft& base = base_of(placed);
    if (type.drop) tally_.add(*type.drop, line.text);
    if (type.to) append(at_path(base, type.to->path), line, type.position.line);
    const bool filled = !type.pattern.empty() && fill_holes(base, type, line, placed.is_template);
    if (tally_.keeps_account() && !type.to && !filled) tally_.note({cause_of(type), text::Run::kNoNode, whole(line)});
  }

  // Why a line goes; 0 for one that is only there to be recognised.
  std::uint16_t cause_of(const LineType& type) {
    return type.drop ? tally_.cause(*type.drop, type.position.line) : std::uint16_t{0};
  }
  text::Run whole(const text::Line& line) const { return run_of(page_, line, line.text); }

  // Adds a whole line to a field, apart from the lines before it as it was on the page.
  void append(Draft& draft, const text::Line& line, std::uint32_t rule_line) const {
    if (draft.values.empty()) draft.values.emplace_back().rule_line = rule_line;
    text::Passage& passage = draft.values.front().passage;
    text::Run run = whole(line);
    if (!passage.runs.empty()) run.before = line.blank_before > 0 ? text::Break::kParagraph : text::Break::kLine;
    passage.runs.push_back(run);
  }

  // Whether a hole was filled.
  bool fill_holes(Draft& base, const LineType& type, const text::Line& line, std::optional<bool> is_template) {
    const auto fitted = fit_pattern(type.pattern, line.text, types_, is_template);
    if (!fitted) return false;
    bool filled = false;
    for (std::size_t i = 0; i < type.pattern.size(); ++i) {
      if (!type.pattern[i].hole || fitted->holes[i].empty()) continue;
      const Target& target = *type.pattern[i].hole;
      Found found;
      found.passage.runs.push_back(run_of(page_, line, fitted->holes[i]));
      found.rule_line = type.position.line;
      if (!std::exchange(filled, true) && page_.parts != nullptr) {
        found.around = &page_.parts->emplace_back(text::Passage{{whole(line)}});
      }
      if (target.stated) {
        at_path(root_, target.path).stated = std::move(found);
      } else {
        at_path(base, target.path).values.push_back(std::move(found));
      }
    }
    return filled;
  }

  void skip(const text::Line& line) {
    if (skipped_++ == 0) first_skipped_ = &line;
  }

  void report(const Parse& parse) {
    if (skipped_ > 0) {
      std::string message = "line " + std::to_string(first_skipped_->number) + " fits nowhere in the layout: \"" +
                            base::printable(clean::example_of(first_skipped_->text)) + '"';
      if (skipped_ > 1) message += ", and " + std::to_string(skipped_ - 1) + " more";
      findings_.push_back({base::FindingCode::kLineSkipped, "", std::move(message)});
    }
    if (parse.read < parse.lines.size()) {
      findings_.push_back({base::FindingCode::kPageCut, "",
                           "only the first " + std::to_string(parse.read) + " of " +
                               std::to_string(parse.lines.size()) + " lines were read"});
    } else if (!parse.complete) {
      findings_.push_back({base::FindingCode::kLayoutCut, "", "the page ends before its layout does"});
    }
  }

  const rules::TextPart& rules_;
  const PageView& page_;
  const text::Dump& dump_;
  TypeReader& types_;
  std::uint32_t cells_;
  clean::Tally& tally_;
  std::vector<base::Finding>& findings_;
  Draft root_;
  std::vector<std::vector<const Target*>> targets_;  // by part; the layout's own last
  std::size_t skipped_ = 0;
  const text::Line* first_skipped_ = nullptr;
};

}  // namespace

Draft run_text_rules(const rules::Rules& rules, const PageView& page, clean::Tally& tally,
                     std::vector<base::Finding>& findings) {
  return Placer(rules, page, tally, findings).run();
}

}  // namespace thresh::extract
