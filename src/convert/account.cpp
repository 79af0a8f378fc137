// See account.h.
#include "convert/account.h"

#include <algorithm>
#include <utility>

#include "base/arena.h"
#include "clean/mojibake.h"
#include "record/reasons.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using html::is_character;
using html::VisiblePiece;

// The whole of a dump is text.
std::vector<VisiblePiece> pieces_of(const Page& page) {
  if (page.document() != nullptr) return html::visible_pieces(*page.document());
  return {{{0, static_cast<std::uint32_t>(page.decoded().text.size())}, 0, html::kNoNode}};
}

}  // namespace

Account::Account(const Page& page, std::string_view rules) : page_(page), rules_(rules), pieces_(pieces_of(page)) {
  std::size_t size = 0;
  for (const VisiblePiece& piece : pieces_) {
    owned_from_.push_back(size);
    size += piece.source.size();
  }
  owners_.resize(size, 0);
  ledger_.charset = page.decoded().charset;
  ledger_.sha256 = page.sha256();
  ledger_.html = page.document() != nullptr;
}

Account::Claim Account::claim(Ledger::Entry entry) {
  auto& entries = ledger_.entries;
  // The same field or reason comes again and again, most often just now.
  const auto recent = entries.rbegin() + std::min<std::ptrdiff_t>(std::ssize(entries), 16);
  const auto known = std::find(entries.rbegin(), recent, entry);
  if (known != recent) return static_cast<Claim>(entries.rend() - known);
  entries.push_back(std::move(entry));
  return static_cast<Claim>(entries.size());
}

Account::Claim Account::claim_of_cause(std::uint16_t cause, const clean::Tally& tally) {
  const clean::Tally::Cause& why = tally.cause(cause);
  return claim({.state = Ledger::State::kRemoved,
                .path = {},
                .reason = std::string(record::name(why.reason)),
                .rule = why.line > 0 ? rule_at(why.line) : why.rule,
                .confidence = why.confidence});
}

std::string Account::rule_at(std::uint32_t line) const {
  if (rules_.empty() || line == 0) return rules_;
  return rules_ + ':' + std::to_string(line);
}

void Account::enter(const extract::Found& found, std::string_view path, const clean::Tally& tally) {
  const Claim kept = claim({.state = Ledger::State::kKept,
                            .path = std::string(path),
                            .reason = {},
                            .rule = rule_at(found.rule_line),
                            .confidence = 1.0});
  for (const text::Run& run : found.passage.runs) {
    // White space that stands for itself has the place of the text that it was taken from.
    if (run.made || text::trim(run.text).empty()) continue;
    const Claim removed = run.cause > 0 ? claim_of_cause(run.cause, tally) : kept;
    if (!run.removed) note_mended(run);
    if (run.removed || run.cut_before + run.cut_behind == 0) {
      paint(run, run.removed ? removed : kept);
      continue;
    }
    const Part left = part_of(run);
    paint(run, {0, left.begin}, removed);
    paint(run, left, kept);
    paint(run, {left.end, SIZE_MAX}, removed);
  }
  if (found.around == nullptr) return;
  for (const text::Run& run : found.around->runs) paint(run, kept);
}

void Account::enter_gone(const clean::Tally& tally) {
  for (const clean::Tally::Gone& gone : tally.gone()) {
    const Claim why = gone.cause > 0 ? claim_of_cause(gone.cause, tally)
                                     : claim({.state = Ledger::State::kKept,
                                              .path = "/completeness",
                                              .reason = {},
                                              .rule = rules_,
                                              .confidence = 1.0});
    if (gone.node != text::Run::kNoNode) {
      paint_subtree(gone.node, why);
    } else {
      paint(gone.run, why);
    }
  }
}

// The visible pieces that a run came from: those of its node, and of the nodes behind it that comments part from it.
template <class Visit>
void Account::for_each_piece(const text::Run& run, Visit visit) const {
  const auto ends_before = [&](const VisiblePiece& piece) { return piece.source.end <= run.source.begin; };
  for (auto at = std::ranges::partition_point(pieces_, ends_before);
       at != pieces_.end() && at->source.begin < run.source.end; ++at) {
    if (run.node == text::Run::kNoNode) {
      VisiblePiece piece = *at;
      piece.source = {std::max(piece.source.begin, run.source.begin), std::min(piece.source.end, run.source.end)};
      visit(piece);
    } else if (at->node >= run.node && page_.document()->parent(at->node) == page_.document()->parent(run.node)) {
      visit(*at);
    }
  }
}

// The lines of a long text node are parts of one run, asked for one after another, so the last answer is kept.
const RunCharacters& Account::characters(const text::Run& run) {
  const std::string_view text = uncut(run);
  const bool known = characters_.text.data() == text.data() && characters_.text.size() == text.size();
  if (!known) characters_ = characters_of(page_, run);
  return characters_;
}

// Where the text of a run that was cut begins and ends among its characters.
Account::Part Account::part_of(const text::Run& run) {
  const std::vector<std::uint32_t>& starts = characters(run).starts;
  const auto index = [&](std::size_t at) {
    return static_cast<std::size_t>(std::ranges::lower_bound(starts, at) - starts.begin());
  };
  return {index(run.cut_before), index(run.cut_before + run.as_it_stood().size())};
}

// Gives a run to a claim, as far as nobody has it yet. A run that was composed of others is those.
void Account::paint(const text::Run& run, Claim claim) {
  if (run.made_from != nullptr) {
    for (const text::Run& inner : run.made_from->runs) paint(inner, claim);
  } else if (run.cut_before + run.cut_behind > 0) {
    paint(run, part_of(run), claim);
  } else {
    for_each_piece(run, [&](const VisiblePiece& piece) { paint_bytes(piece.source, claim); });
  }
}

// The same for characters of a run, counted from its first before it was cut.
void Account::paint(const text::Run& run, Part part, Claim claim) {
  for_each_character(run, part, [&](base::Span place) { paint_bytes(place, claim); });
}

// The bytes in the page of each of some characters of a run.
template <class Visit>
void Account::for_each_character(const text::Run& run, Part part, Visit visit) {
  if (run.made_from == nullptr) {
    const std::vector<base::Span>& places = characters(run).places;
    for (std::size_t i = part.begin; i < std::min(part.end, places.size()); ++i) visit(places[i]);
    return;
  }
  std::size_t at = 0;
  for (const text::Run& inner : run.made_from->runs) {
    if (inner.made_from != nullptr) continue;  // parts of parts are not cut
    const Part whole = part_of(inner);
    const std::size_t size = whole.end - whole.begin;
    const std::size_t begin = std::clamp(part.begin, at, at + size), end = std::clamp(part.end, at, at + size);
    for_each_character(inner, {whole.begin + begin - at, whole.begin + end - at}, visit);
    at += size;
  }
}

// Controls and the like that show, once they are read in the right encoding.
void Account::note_mended(const text::Run& run) {
  if (run.mended_from.empty()) return;
  base::Arena arena;
  std::vector<base::Span> damaged;
  clean::mend_mojibake(run.mended_from, arena, &damaged);
  if (damaged.empty()) return;
  const std::vector<std::uint32_t> starts = characters(run).starts;
  const auto index = [&](std::size_t at) {
    return static_cast<std::size_t>(std::ranges::lower_bound(starts, run.cut_before + at) - starts.begin());
  };
  shown_.resize(page_.decoded().text.size());
  for (const base::Span& damage : damaged) {
    for_each_character(run, {index(damage.begin), index(damage.end)},
                       [&](base::Span place) { shown_[place.begin] = true; });
  }
}

// Characters are painted one after another, so the piece that was painted last is looked at first.
void Account::paint_bytes(base::Span bytes, Claim claim) {
  const auto holds = [&](std::size_t at) {
    return at < pieces_.size() && pieces_[at].source.begin <= bytes.begin && bytes.begin < pieces_[at].source.end;
  };
  if (!holds(painted_)) {
    const auto ends_before = [&](const VisiblePiece& piece) { return piece.source.end <= bytes.begin; };
    painted_ = static_cast<std::size_t>(std::ranges::partition_point(pieces_, ends_before) - pieces_.begin());
  }
  for (std::size_t i = painted_; i < pieces_.size() && pieces_[i].source.begin < bytes.end; ++i) {
    const base::Span piece = pieces_[i].source;
    const std::uint32_t begin = std::max(piece.begin, bytes.begin), end = std::min(piece.end, bytes.end);
    Claim* const owner = owners_.data() + owned_from_[i] - piece.begin;
    for (std::uint32_t at = begin; at < end; ++at) owner[at] = owner[at] == 0 ? claim : owner[at];
  }
}

void Account::paint_subtree(html::NodeId node, Claim claim) {
  if (by_node_.empty()) {
    for (const VisiblePiece& piece : pieces_) by_node_.push_back(&piece);
    std::ranges::sort(by_node_, {}, &VisiblePiece::node);
  }
  const html::NodeId end = page_.document()->node(node).end;
  const auto stands_before = [node](const VisiblePiece* piece) { return piece->node < node; };
  for (auto at = std::ranges::partition_point(by_node_, stands_before); at != by_node_.end() && (*at)->node < end;
       ++at) {
    paint_bytes((*at)->source, claim);
  }
}

Ledger Account::settle() {
  const Claim nobody = claim({});
  const Claim invisible = claim({.state = Ledger::State::kRemoved,
                                 .path = {},
                                 .reason = std::string(record::name(record::Removal::kInvisible)),
                                 .rule = "invisible",
                                 .confidence = 1.0});
  std::vector<std::size_t> counts(ledger_.entries.size() + 1, 0);  // characters, by claim
  std::vector<bool> kept(ledger_.entries.size() + 1, false);
  for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
    kept[i + 1] = ledger_.entries[i].state == Ledger::State::kKept;
  }
  const std::string_view text = page_.decoded().text;
  for (std::size_t i = 0; i < pieces_.size(); ++i) {
    const VisiblePiece& piece = pieces_[i];
    const Claim* const owners = owners_.data() + owned_from_[i] - piece.source.begin;
    const bool raw = ledger_.html && (piece.flags & html::kReferences) == 0;
    Claim last = 0;
    base::Span span;
    const auto close = [&] {
      if (last != 0) ledger_.spans.push_back({page_.decoded().map.original(span), last - 1, raw});
    };
    html::for_each_code_point(text, piece, [&](base::Span bytes, char32_t c) {
      const bool plain = c > ' ' && c < 0x7F;
      if (!plain && !is_character(c)) return;
      Claim owner = owners[bytes.begin] == 0 ? nobody : owners[bytes.begin];
      if (!plain && kept[owner] && text::vanishes(c) && !is_shown(bytes.begin)) owner = invisible;
      ++counts[owner];
      if (owner != last) {
        close();
        span = bytes;
        last = owner;
      }
      span.end = bytes.end;
    });
    close();
  }
  for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
    switch (ledger_.entries[i].state) {
      case Ledger::State::kKept:
        ledger_.kept += counts[i + 1];
        break;
      case Ledger::State::kRemoved:
        ledger_.removed += counts[i + 1];
        break;
      case Ledger::State::kUnclaimed:
        ledger_.unclaimed += counts[i + 1];
        break;
    }
  }
  return std::move(ledger_);
}

}  // namespace thresh::convert
