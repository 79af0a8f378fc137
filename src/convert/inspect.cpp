// See inspect.h.
#include "convert/inspect.h"

#include <map>

#include "clean/artifact.h"
#include "convert/choose_rules.h"
#include "convert/generic_page.h"
#include "convert/wall.h"
#include "normalize/normalize.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kLongestCountLine = 60;  // bytes of a line that states a count
constexpr std::size_t kMostShown = 20;

bool has_digit(std::string_view text) { return text.find_first_of("0123456789") != std::string_view::npos; }

// "Doctor Answers 14", "14 answers", "Comments (3)": short lines of one number and a few words.
Value stated_counts(Page& page) {
  List out;
  for (const text::Line& line : page.dump().lines) {
    if (out.size() >= kMostShown) break;
    if (line.text.size() > kLongestCountLine || !has_digit(line.text)) continue;
    const std::size_t first = line.text.find_first_of("0123456789");
    const std::size_t last = line.text.find_last_of("0123456789");
    const std::string_view words_before = text::trim(line.text.substr(0, first));
    const std::string_view words_after = text::trim(line.text.substr(last + 1));
    const bool alone = words_before.empty() && words_after.empty();
    const bool ends_it = words_after.empty() || words_after == ")";
    const std::string_view number = line.text.substr(first, last + 1 - first);
    const auto count = words_before.empty() ? normalize::count(line.text)
                       : ends_it            ? normalize::count(number)
                                            : std::nullopt;
    if (alone || !count || words_before.find(' ') != words_before.rfind(' ')) continue;
    Map entry;
    entry.add("line", std::size_t{line.number});
    entry.add("count", count->value);
    entry.add("text", line.text);
    out.emplace_back(std::move(entry));
  }
  return out;
}

struct Seen {
  std::size_t whole = 0, inside = 0;
  std::string example;
};

// Template artifacts by family: those that are a whole text or line, and those in mid-sentence.
Value artifacts(Page& page) {
  std::map<std::string, Seen> families;
  for (const text::Run& run : page.passage().runs) {
    if (run.code) continue;
    const auto whole = clean::whole_artifact(run.text);
    for (const clean::Artifact& artifact : clean::find_artifacts(run.text)) {
      Seen& seen = families[std::string(clean::name(artifact.family))];
      ++(whole ? seen.whole : seen.inside);
      if (seen.example.empty()) seen.example = run.text.substr(artifact.begin, artifact.end - artifact.begin);
    }
  }
  List out;
  for (auto& [family, seen] : families) {
    Map entry;
    entry.add("family", family);
    entry.add("whole", seen.whole);
    entry.add("in_sentence", seen.inside);
    entry.add("example", std::move(seen.example));
    out.emplace_back(std::move(entry));
  }
  return out;
}

Value rules_that_match(std::span<const rules::Rules> rules, Page& page) {
  List out;
  for (const Chosen& chosen : matching_rules(rules, page)) {
    Map entry;
    entry.add("rules", chosen.rules->id);
    entry.add("record", chosen.rules->kind->name);
    entry.add("file", chosen.rules->file);
    entry.add("by", chosen.by);
    out.emplace_back(std::move(entry));
  }
  return out;
}

Value title_of(Page& page) {
  extract::Draft draft = draft_generic(page);
  const extract::Draft* title = draft.find("title");
  if (title == nullptr || title->values.empty()) return Value();
  return text::collapse_spaces(text::compose(title->values.front().passage));
}

}  // namespace

Map inspect(Page& page, std::span<const rules::Rules> rules) {
  Map out;
  out.add("name", page.input().name);
  out.add("page", name(page.kind()));
  out.add("bytes", page.input().bytes.size());
  out.add("charset", page.decoded().charset);
  out.add("charset_from", text::name(page.decoded().from));
  out.add("url", page.url().empty() ? Value() : Value(page.url()));
  out.add("title", title_of(page));
  const auto wall = find_wall(page);
  out.add("wall", wall ? Value(*wall) : Value());
  out.add("rules", rules_that_match(rules, page));
  out.add("stated_counts", stated_counts(page));
  out.add("artifacts", artifacts(page));
  List warnings;
  for (const base::Finding& finding : page.findings()) warnings.emplace_back(finding.message);
  out.add("warnings", std::move(warnings));
  return out;
}

}  // namespace thresh::convert
