// See passage_writer.h.
#include "html/passage_writer.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/ascii.h"
#include "html/simd/block.h"

namespace thresh::html {
namespace {

using text::Break;

// Whether a text that ends with no white space surely holds none but single spaces, by a look at many bytes at once.
bool holds_single_spaces(std::string_view core) {
  using Block = simd::CommonBlock;
  if (core.size() < Block::kWidth) return false;
  for (std::size_t at = 0; at + 1 < core.size(); at += Block::kWidth - 1) {  // pairs of neighbours are seen together
    const Block block = Block::load(core.data() + std::min(at, core.size() - Block::kWidth));
    const std::uint64_t spaces = Block::bits(block.equal(' ')), low = Block::bits(block.at_most(' '));
    if (spaces != low || (spaces & spaces >> 1) != 0) return false;
  }
  return true;
}

// Whether white space stands in `core` as anything but single spaces.
bool needs_collapsing(std::string_view core) {
  if (holds_single_spaces(core)) return false;
  for (std::size_t at = 0; at < core.size(); ++at) {
    if (base::is_ascii_space(core[at]) && (core[at] != ' ' || base::is_ascii_space(core[at + 1]))) return true;
  }
  return false;
}

// A copy with each run of white space as one space.
std::string_view collapse(std::string_view text, base::Arena& arena) {
  auto* out = static_cast<char*>(arena.allocate(text.size()));
  if (out == nullptr) return {};
  std::size_t size = 0;
  for (const char c : text) {
    if (!base::is_ascii_space(c)) {
      out[size++] = c;
    } else if (size == 0 || out[size - 1] != ' ') {
      out[size++] = ' ';
    }
  }
  return {out, size};
}

}  // namespace

void PassageWriter::text(std::string_view text, base::Span source, TextState state) {
  if (text.empty()) return;
  if (state.preserve) {
    preserved_text(text, source, state);
  } else {
    flowing_text(text, source, state);
  }
}

void PassageWriter::flowing_text(std::string_view text, base::Span source, TextState state) {
  auto begin = static_cast<std::size_t>(std::ranges::find_if_not(text, base::is_ascii_space) - text.begin());
  const bool blank = begin == text.size();
  if (begin > 0 && !space_ && !blank && goes_on()) {
    --begin;  // the space stays the text's own
  } else if (begin > 0 && !space_) {
    hold_space(source);
  }
  if (blank) return;
  std::size_t end = text.size();
  while (base::is_ascii_space(text[end - 1])) --end;
  before_text(state);
  std::string_view core = text.substr(begin, end - begin);
  bool space_behind = end < text.size() && text[end] == ' ';
  if (needs_collapsing(core)) {
    core = collapse(text.substr(begin), arena_);
    space_behind = core.ends_with(' ');
    if (space_behind) core.remove_suffix(1);
  }
  add(core, source);
  text_written();
  if (end < text.size()) hold_space(source);
  space_is_behind_ = space_behind;
}

// Line ends stay inside the run, unless a prefix must stand before each line.
void PassageWriter::preserved_text(std::string_view text, base::Span source, TextState state) {
  space_ = false;
  while (!text.empty()) {
    const std::size_t line_end = containers_.empty() ? std::string_view::npos : text.find('\n');
    const std::string_view line = text.substr(0, line_end == std::string_view::npos ? text.size() : line_end + 1);
    text.remove_prefix(line.size());
    const bool next_line = goes_on() && passage_.runs.back().text.ends_with('\n');
    before_text(state);
    if (next_line) write_prefix();
    base::Span own = source;
    if (state.exact) own = {source.begin, source.begin + static_cast<std::uint32_t>(line.size())};
    source.begin = state.exact ? own.end : source.begin;
    add(line, own);
    text_written();
  }
}

void PassageWriter::made_text(std::string_view text) {
  before_text({});
  add_made(arena_.copy(text));
  text_written();
}

std::string_view PassageWriter::right_before() const {
  if (space_ || pending_ != Break::kNone || tabs_ > 0) return {};
  for (auto run = passage_.runs.rbegin(); run != passage_.runs.rend(); ++run) {
    if (!run->made) return run->text;
    if (run->before != Break::kNone) break;
  }
  return {};
}

void PassageWriter::set_apart(Break apart) {
  if (apart == Break::kNone || tabs_ > 0) return;
  if (in_started_heading()) {
    if (!space_) hold_space({});
    return;
  }
  pending_ = std::max(pending_, apart);
}

void PassageWriter::line_break() { set_apart(pending_ == Break::kNone ? Break::kLine : Break::kParagraph); }

void PassageWriter::cell() {
  if (rows_.empty() || !rows_.back().has_text) return;
  if (rows_.back().broken) return set_apart(Break::kLine);
  pending_ = Break::kNone;
  ++tabs_;
}

void PassageWriter::close_row() {
  tabs_ = 0;
  rows_.pop_back();
}

void PassageWriter::open_mark(std::string_view open, std::string_view close) {
  marks_.push_back({arena_.copy(open), arena_.copy(close), false});
}

void PassageWriter::close_mark() {
  const Mark mark = marks_.back();
  marks_.pop_back();
  if (mark.written) add_before_break(mark.close);
}

void PassageWriter::open_container(std::string_view first, std::string_view rest, bool quoted) {
  containers_.push_back({arena_.copy(first), arena_.copy(rest), quoted, false, false});
}

void PassageWriter::open_heading(std::string_view first) {
  containers_.push_back({arena_.copy(first), {}, false, true, false});
}

void PassageWriter::close_container() {
  containers_.pop_back();
  shared_containers_ = std::min(shared_containers_, containers_.size());
}

void PassageWriter::open_fence(std::string_view fence, std::string_view language) {
  fence_ = arena_.copy(fence);
  language_ = arena_.copy(language);
  fence_written_ = false;
}

void PassageWriter::close_fence() {
  if (fence_written_) {
    space_ = false;
    tabs_ = 0;
    pending_ = Break::kLine;
    write_prefix();
    add_made(fence_);
  }
  fence_ = {};
  fence_written_ = false;
}

bool PassageWriter::goes_on() const {
  return !passage_.runs.empty() && pending_ == Break::kNone && tabs_ == 0 &&
         std::ranges::all_of(marks_, &Mark::written);
}

void PassageWriter::hold_space(base::Span source) {
  space_ = true;
  space_is_behind_ = false;
  space_source_ = source;
}

// Writes what was held back.
void PassageWriter::before_text(TextState state) {
  if (passage_.runs.empty() || pending_ != Break::kNone) {
    start_line(state);
  } else if (tabs_ > 0) {
    close_written_marks();
    state_ = state;
    for (; tabs_ > 0; --tabs_) add_made("\t");
    space_ = false;
  }
  state_ = state;
  if (space_) write_space();
  if (fence_.empty()) open_marks();
}

// Leaves in pending_ what the first run of the line takes.
void PassageWriter::start_line(TextState state) {
  close_written_marks();
  state_ = state;
  pending_ = passage_.runs.empty() ? Break::kNone : std::max(pending_, Break::kLine);
  for (Row& row : rows_) row.broken = row.broken || row.has_text;
  space_ = false;
  tabs_ = 0;
  if (pending_ == Break::kParagraph) write_blank_quoted_line();
  write_prefix();
  if (fence_.empty() || fence_written_) return;
  fence_written_ = true;
  add_made(arena_.copy(std::string(fence_) + std::string(language_)));
  pending_ = Break::kLine;
  write_prefix();
}

// The blank line between two paragraphs of one quote belongs to the quote.
void PassageWriter::write_blank_quoted_line() {
  std::size_t count = shared_containers_;
  while (count > 0 && !containers_[count - 1].quoted) --count;
  if (count == 0) return;
  std::string prefix = prefix_of(count, false);
  while (prefix.ends_with(' ')) prefix.pop_back();
  pending_ = Break::kLine;
  add_made(arena_.copy(prefix));
  pending_ = Break::kLine;
}

void PassageWriter::write_prefix() {
  const std::string prefix = prefix_of(containers_.size(), true);
  if (!prefix.empty()) add_made(arena_.copy(prefix));
}

// `starts`: whether the first words of the containers stand on this line.
std::string PassageWriter::prefix_of(std::size_t count, bool starts) {
  std::string prefix;
  for (Container& container : std::span(containers_).first(count)) {
    prefix += container.started ? container.rest : container.first;
    if (starts) container.started = true;
  }
  return prefix;
}

// Behind the last run's text where it stands there already, else as a run of its own.
void PassageWriter::write_space() {
  space_ = false;
  if (space_is_behind_) {
    std::string_view& last = passage_.runs.back().text;
    last = {last.data(), last.size() + 1};
    space_is_behind_ = false;
  } else {
    add(" ", space_source_);
  }
}

void PassageWriter::close_written_marks() {
  for (auto mark = marks_.rbegin(); mark != marks_.rend(); ++mark) {
    if (mark->written) add_before_break(mark->close);
    mark->written = false;
  }
}

// A mark that would open right where the same one closed goes on instead: "**a****b**" is no Markdown.
void PassageWriter::open_marks() {
  for (Mark& mark : marks_) {
    if (mark.written) continue;
    mark.written = true;
    const bool again = !passage_.runs.empty() && passage_.runs.back().made && pending_ == Break::kNone &&
                       mark.open == mark.close && passage_.runs.back().text == mark.open;
    if (again) {
      passage_.runs.pop_back();
    } else {
      add_made(mark.open);
    }
  }
}

void PassageWriter::text_written() {
  for (Row& row : rows_) row.has_text = true;
  shared_containers_ = containers_.size();
}

void PassageWriter::add(std::string_view text, base::Span source) {
  text::Run run;
  run.text = text;
  run.source = source;
  run.before = std::exchange(pending_, Break::kNone);
  run.code = state_.code;
  run.hidden = state_.hidden;
  run.directive = state_.directive;
  run.node = state_.node;
  passage_.runs.push_back(run);
  space_is_behind_ = false;
}

// Indentation counts as code, whose leading white space stays.
void PassageWriter::add_made(std::string_view text) {
  add(text, {});
  passage_.runs.back().made = true;
  passage_.runs.back().code = text.starts_with(' ');
}

void PassageWriter::add_before_break(std::string_view text) {
  const Break pending = std::exchange(pending_, Break::kNone);
  add_made(text);
  pending_ = pending;
}

}  // namespace thresh::html
