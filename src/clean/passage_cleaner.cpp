// See passage_cleaner.h.
#include "clean/passage_cleaner.h"

#include <algorithm>
#include <span>
#include <string>

#include "clean/artifact.h"
#include "clean/entities.h"
#include "clean/mojibake.h"
#include "clean/title_template.h"
#include "text/unicode.h"

namespace thresh::clean {
namespace {

using record::Removal;

// How sure the cleaner is that what it takes away is chaff.
constexpr double kCertain = 1.0;     // a value's place that shows its template
constexpr double kWholeNode = 0.99;  // a node or line that is nothing but artifacts
constexpr double kLabelled = 0.95;   // a line of artifacts and words of labels: "{{ count }} people found this helpful"
constexpr double kWeak = 0.9;        // one word in braces, alone on its line
constexpr double kNotice = 0.95;
constexpr std::size_t kLongestLabelled = 200;  // bytes of such a line
constexpr double kShortcodeAtEdge = 0.95;
constexpr double kHidden = 0.9;

void remove(text::Run& run, Removal reason, Tally& tally, std::string_view rule, double confidence) {
  tally.add(reason, run.text);
  run.removed = true;
  if (tally.keeps_account()) run.cause = tally.cause(reason, rule, confidence);
}

std::string artifact_rule(Family family) { return "artifact:" + std::string(name(family)); }

// Text that the page hides goes where the passage shows other text (a screen reader's copy of a name); a passage that
// is hidden as a whole is data, and stays.
void remove_hidden(text::Passage& passage, Tally& tally) {
  const auto shown = [](const text::Run& run) { return !run.hidden && !run.made && !text::trim(run.text).empty(); };
  if (std::none_of(passage.runs.begin(), passage.runs.end(), shown)) return;
  for (text::Run& run : passage.runs) {
    if (run.hidden && !run.removed && !run.made) remove(run, Removal::kHidden, tally, "hidden", kHidden);
  }
}

// Where `at` in a run's text stands in what it was mended from: before, or behind, the same bracket of as many.
// Nowhere, where mending made brackets.
std::size_t place_before_mending(const text::Run& run, std::size_t at, char bracket, bool behind) {
  const std::string_view stood = run.as_it_stood();
  if (run.mended_from.empty()) return at;
  if (std::ranges::count(stood, bracket) != std::ranges::count(run.text, bracket)) return std::string_view::npos;
  std::size_t place = 0;
  for (auto left = std::ranges::count(run.text.substr(0, at), bracket); left > 0; --left) {
    place = stood.find(bracket, place) + 1;
  }
  return behind ? place : stood.find(bracket, place);
}

// What ends a part that is cut off a run's start, and what begins one that is cut off its end.
struct Edges {
  char ends, begins;
};

// Keeps [begin, end) of a run, and tells where that stood.
void cut(text::Run& run, std::size_t begin, std::size_t end, Edges edges) {
  const std::string_view stood = run.as_it_stood();
  const std::size_t first = begin == 0 ? 0 : place_before_mending(run, begin, edges.ends, true);
  const std::size_t last = end == run.text.size() ? stood.size() : place_before_mending(run, end, edges.begins, false);
  run.text = run.text.substr(begin, end - begin);
  if (first > last || last > stood.size()) return;
  if (!run.mended_from.empty()) run.mended_from = stood.substr(first, last - first);
  run.cut_before += static_cast<std::uint32_t>(first);
  run.cut_behind += static_cast<std::uint32_t>(stood.size() - last);
}

// Shortcodes at the start or the end of a run go, what they enclose stays: "[caption …]The clinic[/caption]".
void strip_shortcodes(text::Run& run, const std::vector<Artifact>& found, Tally& tally) {
  std::size_t begin = 0, end = run.text.size();
  for (const Artifact& artifact : found) {
    const bool leads = text::trim(run.text.substr(begin, artifact.begin - begin)).empty();
    if (artifact.family == Family::kShortcode && leads) begin = artifact.end;
  }
  for (auto artifact = found.rbegin(); artifact != found.rend() && artifact->begin >= begin; ++artifact) {
    const bool trails = text::trim(run.text.substr(artifact->end, end - artifact->end)).empty();
    if (artifact->family == Family::kShortcode && trails) end = artifact->begin;
  }
  if (begin > 0) tally.add(Removal::kTemplateArtifact, run.text.substr(0, begin));
  if (end < run.text.size()) tally.add(Removal::kTemplateArtifact, run.text.substr(end));
  if (end - begin == run.text.size()) return;
  if (tally.keeps_account()) {
    run.cause = tally.cause(Removal::kTemplateArtifact, artifact_rule(Family::kShortcode), kShortcodeAtEdge);
  }
  cut(run, begin, end, {']', '['});
}

// Of a run of several lines, as the text of embedded JSON is, those at its start and end that are nothing but
// artifacts.
void strip_lines(text::Run& run, const PageSyntax& syntax, Tally& tally) {
  const auto goes = [&](std::string_view line) {
    const auto whole = whole_artifact(line);
    return text::trim(line).empty() || (whole && !syntax.teaches(*whole) && !is_weak(line)) || is_notice(line);
  };
  std::size_t begin = 0, end = run.text.size();
  for (std::size_t to = run.text.find('\n'); to != std::string_view::npos && goes(run.text.substr(begin, to - begin));
       to = run.text.find('\n', begin)) {
    begin = to + 1;
  }
  for (std::size_t from = run.text.rfind('\n');
       from != std::string_view::npos && from >= begin && goes(run.text.substr(from + 1, end - from - 1));
       from = run.text.rfind('\n', from - 1)) {
    end = from;
    if (from == 0) break;
  }
  const std::string_view head = text::trim(run.text.substr(0, begin)), tail = text::trim(run.text.substr(end));
  if (head.empty() && tail.empty()) return;
  if (!head.empty()) tally.add(Removal::kTemplateArtifact, head);
  if (!tail.empty()) tally.add(Removal::kTemplateArtifact, tail);
  if (tally.keeps_account()) run.cause = tally.cause(Removal::kTemplateArtifact, "line", kWholeNode);
  cut(run, head.empty() ? 0 : begin, tail.empty() ? run.text.size() : end, {'\n', '\n'});
}

// Where the line that starts with run `begin` ends.
std::size_t line_end(const text::Passage& passage, std::size_t begin) {
  std::size_t end = begin + 1;
  while (end < passage.runs.size() && passage.runs[end].before == text::Break::kNone) ++end;
  return end;
}

bool says_something(const text::Run& run) { return !run.made && !run.removed && !text::trim(run.text).empty(); }

// One line of a passage: the runs from `begin` to `end`.
struct Line {
  text::Passage& passage;
  std::size_t begin, end;
  std::optional<bool> all_artifacts = std::nullopt;  // found out when first asked for

  bool holds_only_artifacts() {
    if (!all_artifacts) {
      const auto first = passage.runs.begin() + static_cast<std::ptrdiff_t>(begin);
      all_artifacts = std::all_of(first, first + static_cast<std::ptrdiff_t>(end - begin), [](const text::Run& run) {
        return !says_something(run) || (!run.code && whole_artifact(run.text));
      });
    }
    return *all_artifacts;
  }

  // Whether nothing but words of labels stands beside the artifacts, and no code.
  bool is_labelled_artifact() const {
    const auto runs = std::span(passage.runs).subspan(begin, end - begin);
    if (std::ranges::any_of(runs, [](const text::Run& run) { return run.code; })) return false;
    std::string words;
    for (const text::Run& run : runs) {
      if (!run.made && !run.removed) words += run.text;
      if (words.size() > kLongestLabelled) return false;
    }
    return template_line(words);
  }

  void remove_all(Tally& tally, std::string_view rule, double confidence) {
    for (text::Run& run : std::span(passage.runs).subspan(begin, end - begin)) {
      if (!run.made && !run.removed) remove(run, Removal::kTemplateArtifact, tally, rule, confidence);
    }
  }
};

// `printable`: as the run stood.
void clean_run(text::Run& run, bool printable, Line& line, const PageSyntax& syntax, Tally& tally, Outcome& outcome) {
  const bool suspect = may_hold_artifact(text::trim(run.text));
  const auto whole = whole_artifact(run.text, suspect);
  // One word in braces is weak: inside a sentence it is somebody's emphasis ("<em>{word}</em>").
  const bool weak = whole && is_weak(run.text) && !run.directive;
  if (weak && !line.holds_only_artifacts()) return;
  if (whole && !syntax.teaches(*whole)) {
    if (!weak && !line.holds_only_artifacts() && line.is_labelled_artifact())
      return line.remove_all(tally, artifact_rule(*whole), kLabelled);
    const double confidence = weak ? kWeak : kWholeNode;
    return remove(run, Removal::kTemplateArtifact, tally, artifact_rule(*whole), confidence);
  }
  if (whole) return;
  if (is_notice(run.text)) return remove(run, Removal::kNotice, tally, "notice", kNotice);
  if (!printable && run.text.contains('\n')) strip_lines(run, syntax, tally);
  const auto spoken = sentence_artifact(run.text, suspect);
  if (spoken && !syntax.teaches(spoken->family) && outcome.kept_artifact.empty()) {
    outcome.kept_artifact = run.text.substr(spoken->begin, spoken->end - spoken->begin);
  }
  if (!suspect) return;
  const std::vector<Artifact> found = find_artifacts(run.text);
  if (found.empty()) return;
  const bool taught = std::ranges::any_of(found, [&](const Artifact& one) { return syntax.teaches(one.family); });
  if (!taught && std::ranges::none_of(found, &Artifact::weak) && line.is_labelled_artifact())
    return line.remove_all(tally, artifact_rule(found.front().family), kLabelled);
  if (!syntax.teaches(Family::kShortcode)) strip_shortcodes(run, found, tally);
  for (const Artifact& artifact : find_artifacts(run.text)) {
    if (!syntax.teaches(artifact.family) && outcome.kept_artifact.empty()) {
      outcome.kept_artifact = run.text.substr(artifact.begin, artifact.end - artifact.begin);
    }
  }
}

// Whether the slot as a whole shows its template; then nothing of it stays.
bool clean_slot(text::Passage& passage, Slot slot, Tally& tally) {
  const std::string words = text::compose(passage);
  const bool typed = slot == Slot::kTyped;
  const bool shows_template = typed ? tally.is_last_template(words) || unrendered(words)
                                    : whole_artifact(words).has_value() || is_title_template(words);
  if (!shows_template) return false;
  if (typed) tally.set_last_template(words);
  tally.add(Removal::kTemplateArtifact, words);
  const std::uint16_t cause = tally.cause(Removal::kTemplateArtifact, "slot", kCertain);
  for (text::Run& run : passage.runs) {
    if (run.removed) continue;
    run.removed = true;
    run.cause = cause;
  }
  return true;
}

// Whether two runs that were made are the two ends of one thing: "**" and "**", "[" and "](address)".
bool are_pair(const text::Run& open, const text::Run& close) {
  if (!open.made || !close.made || close.before != text::Break::kNone) return false;
  return open.text == close.text || (open.text.ends_with('[') && close.text.starts_with("]("));
}

// Marks that were made around what is gone go with it: the "## " of a heading, the "_" on both sides of a word.
void remove_bare_marks(text::Passage& passage) {
  auto& runs = passage.runs;
  const auto is_removed = [](const text::Run& run) { return run.removed; };
  if (std::ranges::none_of(runs, is_removed)) return;
  for (std::size_t begin = 0, end = 0; begin < runs.size(); begin = end) {
    end = line_end(passage, begin);
    const auto first = runs.begin() + static_cast<std::ptrdiff_t>(begin),
               last = runs.begin() + static_cast<std::ptrdiff_t>(end);
    if (std::none_of(first, last, is_removed)) continue;
    const bool bare = std::none_of(first, last, says_something);
    for (std::size_t i = begin; i < end; ++i) {
      std::size_t next = i + 1;
      while (next < end && runs[next].removed && !runs[next].made) ++next;
      const bool around = next > i + 1 && next < end && are_pair(runs[i], runs[next]);
      if (runs[i].made && (bare || around)) runs[i].removed = true;
      if (around) runs[next].removed = true;
    }
  }
}

// The words around `at`, for a message.
std::string words_at(std::string_view text, std::size_t at) {
  std::size_t begin = std::min(at, text.size());
  while (begin > 0 && text[begin - 1] != ' ' && text[begin - 1] != '\n') --begin;
  const std::size_t end = text.find_first_of(" \n", at);
  return example_of(text.substr(begin, end == std::string_view::npos ? end : end - begin));
}

// What was escaped twice, then what was decoded in the wrong encoding. `printable`: the run is (text/passage.h).
void mend(text::Run& run, bool printable, const PageSyntax& syntax, Repair& repair, base::Arena& arena) {
  const std::string_view stood = run.text, read = mend_entities(stood, arena, syntax.taught_references());
  if (printable && read.data() == stood.data()) return;
  std::vector<base::Span> damaged;
  run.text = mend_mojibake(read, arena, &damaged);
  if (run.text.data() != stood.data() && run.mended_from.empty()) run.mended_from = stood;
  if (damaged.empty()) return;
  if (repair.places == 0) {
    repair.before = words_at(read, damaged.front().begin);
    repair.after = words_at(run.text, damaged.front().begin);
  }
  repair.places += damaged.size();
}

bool worth_a_look(const text::Run& run) { return !run.code && !run.made && !run.removed; }

}  // namespace

Outcome clean_passage(text::Passage& passage, Slot slot, const PageSyntax& syntax, Tally& tally, base::Arena& arena) {
  Outcome outcome;
  remove_hidden(passage, tally);
  if (slot != Slot::kProse && clean_slot(passage, slot, tally)) return {true, {}};
  std::size_t invisible = 0;
  for (std::size_t begin = 0, end = 0; begin < passage.runs.size(); begin = end) {
    end = line_end(passage, begin);
    Line line{passage, begin, end};
    for (std::size_t i = begin; i < end; ++i) {
      text::Run& run = passage.runs[i];
      if (run.removed) continue;
      const bool printable = text::is_printable(run.text);
      if (worth_a_look(run)) {
        mend(run, printable, syntax, outcome.repair, arena);
        clean_run(run, printable, line, syntax, tally, outcome);
      }
      if (!run.removed && !(printable && run.mended_from.empty())) invisible += text::count_invisible(run.text);
    }
  }
  remove_bare_marks(passage);
  if (invisible > 0) {
    tally.add(Removal::kInvisible, "characters without width", invisible);
  }
  return outcome;
}

}  // namespace thresh::clean
