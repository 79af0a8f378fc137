// A line pattern (the first line), a layout (the second) and a dump (the rest): every line is placed where it fits.
#include "extract/line_pattern.h"
#include "extract/text_layout.h"
#include "fuzz.h"
#include "rules/load.h"

using namespace thresh;

namespace {

// In YAML's single quotes.
std::string quoted(std::string_view text) {
  std::string out = "'";
  for (const char c : text) out += c == '\'' ? std::string("''") : std::string(1, c);
  return out + "'";
}

rules::Loaded rules_with(std::string_view pattern, std::string_view layout) {
  return rules::load(
      "rules: fuzz/layout@1\nrecord: qa\ntext:\n  lines:\n    title: {line: 1, to: title}\n    p: " + quoted(pattern) +
          "\n    votes: '{votes:count}'\n    ask: {to: question.body}\n    prose: {to: body}\n  parts:\n"
          "    answer: {into: answers, is: votes prose*}\n    part: {into: answers, is: " +
          quoted(layout) + "}\n  layout: title p? ask* answer* part*\n",
      "fuzz.yaml", {});
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view page = fuzz::text_of(data, size);
  const std::string_view pattern = fuzz::take_line(page), layout = fuzz::take_line(page);
  const auto loaded = rules_with(pattern, layout);
  if (!loaded) return 0;
  const rules::TextPart& part = *loaded->front().text;
  const text::Dump dump = text::split_lines(page);
  extract::TypeReader types;
  const extract::Parse parse = extract::parse_layout(part, dump, types, base::Limits{}.layout_cells);
  fuzz::must(parse.lines.size() == dump.lines.size(), "every line is placed or skipped");
  for (std::size_t i = 0; i < parse.lines.size(); ++i) {
    const std::uint16_t type = parse.lines[i].line_type;
    if (type == extract::PlacedLine::kSkipped) continue;
    fuzz::must(type < part.lines.size(), "a line is of a type that there is");
    const std::uint32_t cost = extract::line_cost(part.lines[type], dump, i, types);
    fuzz::must(cost != UINT32_MAX, "a line fits the type that it was placed as");
  }
  return 0;
}
