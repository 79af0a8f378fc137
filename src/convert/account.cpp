// See account.h.
#include "convert/account.h"

#include <algorithm>
#include <utility>

#include "base/sha256.h"
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

// Characters that nobody can see are left out of every value (text::compose).
bool vanishes(char32_t c) { return text::is_invisible(c) || c < 0x20 || (c >= 0x7F && c < 0xA0); }

}  // namespace

Account::Account(const Page& page, std::string_view rules)
    : page_(page), rules_(rules), pieces_(pieces_of(page)), owners_(page.decoded().text.size(), 0) {
  ledger_.charset = page.decoded().charset;
  ledger_.sha256 = base::hex(base::sha256(page.input().bytes));
  ledger_.html = page.document() != nullptr;
}

Account::Claim Account::claim(Ledger::Entry entry) {
  auto& entries = ledger_.entries;
  // The same field or reason comes again and again, most often just now.
  const auto known =
      std::find(entries.rbegin(), entries.rbegin() + std::min<std::ptrdiff_t>(std::ssize(entries), 16), entry);
  if (known != entries.rbegin() + std::min<std::ptrdiff_t>(std::ssize(entries), 16)) {
    return static_cast<Claim>(entries.rend() - known);
  }
  entries.push_back(std::move(entry));
  return static_cast<Claim>(entries.size());
}

Account::Claim Account::claim_of_cause(std::uint16_t cause, const clean::Tally& tally) {
  const clean::Tally::Cause& why = tally.cause(cause);
  // A rule of the selector file is named by its line.
  constexpr std::string_view kDrop = "drop";
  const std::string rule = why.rule.starts_with("drop:") ? rules_ + why.rule.substr(kDrop.size()) : why.rule;
  Ledger::Entry entry{.state = Ledger::State::kRemoved,
                      .path = {},
                      .reason = std::string(record::name(why.reason)),
                      .rule = rule,
                      .confidence = why.confidence};
  return claim(std::move(entry));
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
    if (run.made) continue;
    const Claim removed = run.cause > 0 ? claim_of_cause(run.cause, tally) : kept;
    if (run.removed) {
      paint(run, {}, removed);
      continue;
    }
    const char* const begin = run.text.data() - run.cut_before;
    const std::size_t before = characters_of({begin, run.cut_before});
    const std::size_t end = before + characters_of(run.text);
    if (run.cut_before + run.cut_behind == 0) {
      paint(run, {}, kept);
    } else {
      paint(run, {0, before}, removed);
      paint(run, {before, end}, kept);
      paint(run, {end, SIZE_MAX}, removed);
    }
  }
  if (found.around == nullptr) return;
  text::Run around;
  around.made_from = found.around;
  paint(around, {}, kept);
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
      paint(gone.run, {}, why);
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

// Gives characters of a run to a claim, as far as nobody has them yet. A run that was composed of others is those.
void Account::paint(const text::Run& run, Part part, Claim claim) {
  if (part.begin >= part.end) return;
  std::size_t at = 0;
  if (run.made_from != nullptr) {
    for (const text::Run& inner : run.made_from->runs) {
      const std::size_t before = characters_of({inner.text.data() - inner.cut_before, inner.cut_before});
      const std::size_t size = characters_of(inner.text);
      const std::size_t begin = std::clamp(part.begin, at, at + size), end = std::clamp(part.end, at, at + size);
      paint(inner, {before + begin - at, before + end - at}, claim);
      at += size;
    }
    return;
  }
  const bool whole = part.begin == 0 && part.end == SIZE_MAX;
  for_each_piece(run, [&](const VisiblePiece& piece) {
    if (whole) return paint_bytes(piece.source, claim);
    html::for_each_code_point(page_.decoded().text, piece, [&](base::Span bytes, char32_t c) {
      if (!is_character(c)) return;
      if (at >= part.begin && at < part.end) paint_bytes(bytes, claim);
      ++at;
    });
  });
}

void Account::paint_bytes(base::Span bytes, Claim claim) {
  for (std::uint32_t at = bytes.begin; at < bytes.end; ++at) owners_[at] = owners_[at] == 0 ? claim : owners_[at];
}

void Account::paint_subtree(html::NodeId node, Claim claim) {
  const html::NodeId end = page_.document()->node(node).end;
  for (const VisiblePiece& piece : pieces_) {
    if (piece.node >= node && piece.node < end) paint_bytes(piece.source, claim);
  }
}

Ledger Account::settle() {
  const Claim nobody = claim({});
  const Claim invisible = claim({.state = Ledger::State::kRemoved,
                                 .path = {},
                                 .reason = std::string(record::name(record::Removal::kInvisible)),
                                 .rule = "invisible",
                                 .confidence = 1.0});
  for (const VisiblePiece& piece : pieces_) {
    Claim last = 0;
    base::Span span;
    const auto close = [&] {
      const bool raw = ledger_.html && (piece.flags & html::kReferences) == 0;
      if (last != 0) ledger_.spans.push_back({page_.decoded().map.original(span), last - 1, raw});
    };
    html::for_each_code_point(page_.decoded().text, piece, [&](base::Span bytes, char32_t c) {
      if (!is_character(c)) return;
      Claim owner = owners_[bytes.begin] == 0 ? nobody : owners_[bytes.begin];
      const Ledger::State state = ledger_.entries[owner - 1].state;
      if (state == Ledger::State::kKept && vanishes(c)) owner = invisible;
      (owner == invisible || state == Ledger::State::kRemoved ? ledger_.removed
       : state == Ledger::State::kKept                        ? ledger_.kept
                                                              : ledger_.unclaimed) += 1;
      if (owner != last) {
        close();
        span = bytes;
        last = owner;
      }
      span.end = bytes.end;
    });
    close();
  }
  return std::move(ledger_);
}

}  // namespace thresh::convert
