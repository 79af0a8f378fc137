// See pieces.h.
#include "convert/pieces.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

// Encodings in which a cut between two characters may go wrong (text/offset_map.h).
bool can_be_cut(std::string_view charset) {
  constexpr std::array<std::string_view, 3> kNot = {"big5", "gb18030", "iso-2022-jp"};
  return charset != "gbk" && std::ranges::find(kNot, charset) == kNot.end();
}

bool is_blank(std::string_view text) { return std::ranges::all_of(text, base::is_ascii_space); }

}  // namespace

PieceWriter::PieceWriter(const Page& page) : page_(page), cuttable_(can_be_cut(page.decoded().charset)) {}

std::vector<OriginPiece> PieceWriter::pieces_of(const text::Passage& passage, const text::Composition& composed) {
  const std::string_view words = composed.text;
  out_.clear();
  out_.reserve(2 * composed.copied.size());
  std::size_t at = 0;
  for (const text::Copied& one : composed.copied) {
    const text::Run& run = passage.runs[one.run];
    add_text(words.substr(at, one.at - at));
    if (run.mended_from.empty()) {
      add(run, {run.cut_before + one.from, run.cut_before + one.from + one.size});
    } else {
      add_mended(run, words.substr(one.at, one.size));
    }
    at = one.at + one.size;
  }
  add_text(words.substr(at));
  return std::move(out_);
}

// Text that the page does not have.
void PieceWriter::add_text(std::string_view text) {
  if (text.empty()) return;
  if (!out_.empty() && out_.back().bytes.size() == 0) {
    out_.back().text += text;
  } else {
    out_.push_back({.bytes = {}, .text = std::string(text)});
  }
}

void PieceWriter::add(const text::Run& run, Part part) {
  const std::string_view text = uncut(run).substr(part.begin, part.end - part.begin);
  const std::string_view page = page_.decoded().text;
  if (run.made_from != nullptr) return add_inner(run, part);
  if (run.made || (run.source.size() == 0 && run.node == text::Run::kNoNode)) return add_text(text);
  if (text.data() >= page.data() && text.data() + text.size() <= page.data() + page.size()) {
    const auto begin = static_cast<std::uint32_t>(text.data() - page.data());
    const bool raw = page_.document() != nullptr && text.contains('&');
    return add_bytes({begin, begin + static_cast<std::uint32_t>(text.size())}, text, raw, false, false);
  }
  const Alignment& all = aligned(run);
  // Bytes of which the run is not made as it should be: nobody can say which are the part's.
  all.mended ? add_text(text) : add_stretches(all, part);
}

// A run that was composed of others holds their texts, in order.
void PieceWriter::add_inner(const text::Run& run, Part part) {
  const std::string_view whole = uncut(run);
  std::size_t at = part.begin, from = 0;
  for (const text::Run& inner : run.made_from->runs) {
    const std::size_t begin = whole.find(inner.text, from);
    if (begin == std::string_view::npos) continue;
    from = begin + inner.text.size();
    const Part common = {std::max(begin, part.begin), std::min(from, part.end)};
    if (common.begin >= common.end) continue;
    add_text(whole.substr(at, common.begin - at));
    const std::size_t shift = inner.cut_before;
    if (inner.made_from == nullptr) {
      add(inner, {shift + common.begin - begin, shift + common.end - begin});
    } else {
      add_text(whole.substr(common.begin, common.end - common.begin));  // parts of parts are not told apart
    }
    at = common.end;
  }
  add_text(whole.substr(at, part.end - at));
}

const Alignment& PieceWriter::aligned(const text::Run& run) {
  const std::string_view text = uncut(run);
  const bool known = alignment_.text.data() == text.data() && alignment_.text.size() == text.size();
  if (!known) alignment_ = align(page_, run);
  return alignment_;
}

void PieceWriter::add_bytes(base::Span source, std::string_view text, bool raw, bool spaces, bool mended) {
  OriginPiece one = {
      .bytes = page_.decoded().map.original(source), .text = {}, .raw = raw, .spaces = spaces, .mended = mended};
  const bool sure = cuttable_ && !mended;
  if (!sure && text_of(one, page_.input().bytes, page_.decoded().charset, page_.document() != nullptr) != text) {
    one.text = text;
  }
  out_.push_back(std::move(one));
}

// Where something was mended nobody knows which byte became which character: the run is one piece.
void PieceWriter::add_mended(const text::Run& run, std::string_view text) {
  if (run.made_from != nullptr && !run.made_from->runs.empty()) {
    const auto& inner = run.made_from->runs;
    return add_bytes({inner.front().source.begin, inner.back().source.end}, text, false, true, true);
  }
  if (run.source.size() == 0 && run.node == text::Run::kNoNode) return add_text(text);
  const Alignment& all = aligned(run);
  base::Span source;
  for_each_stretch(all, run.cut_before, run.cut_before + run.mended_from.size(), [&](const Stretch& stretch) {
    if (source.size() == 0) source.begin = stretch.source.begin;
    source.end = stretch.source.end;
  });
  if (source.size() == 0) return add_text(text);
  add_bytes(source, text, all.raw, true, true);
}

// Goes on as long as the white space between two stretches is that of the bytes, or what collapsing it makes of it; one
// of the two for the whole piece.
void PieceWriter::add_stretches(const Alignment& all, Part part) {
  const std::string_view page = page_.decoded().text;
  Stretch open;  // what the piece holds so far
  bool exact = false, collapsed = false;
  const auto close = [&] {
    if (open.size == 0) return;
    const bool raw = all.raw && page.substr(open.source.begin, open.source.size()).contains('&');
    add_bytes(open.source, all.text.substr(open.at, open.size), raw, collapsed, false);
    exact = collapsed = false;
  };
  for_each_stretch(all, part.begin, part.end, [&](const Stretch& next) {
    const bool joins = open.size > 0 && open.source.end <= next.source.begin;
    const std::string_view between = joins ? all.text.substr(open.end(), next.at - open.end()) : std::string_view();
    const std::string_view source =
        joins ? page.substr(open.source.end, next.source.begin - open.source.end) : std::string_view();
    const bool same = between == source, one_space = between == " " && is_blank(source) && !source.empty();
    const bool either = same && (one_space || between.empty());
    if (joins && (either || (same && !collapsed) || (one_space && !exact))) {
      exact = exact || (same && !either);
      collapsed = collapsed || (one_space && !either);
      open.size = next.end() - open.at;
      open.source.end = next.source.end;
      return;
    }
    close();
    if (open.size > 0) add_text(all.text.substr(open.end(), next.at - open.end()));
    open = next;
  });
  close();
}

}  // namespace thresh::convert
