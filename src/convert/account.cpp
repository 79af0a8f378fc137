// See account.h.
#include "convert/account.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <utility>

#include "base/arena.h"
#include "clean/mojibake.h"
#include "record/reasons.h"
#include "text/plain.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using html::VisiblePiece;

// The whole of a dump is text.
std::vector<VisiblePiece> visible_of(const Page& page) {
  if (page.document() != nullptr) return html::visible_pieces(*page.document());
  return {{{0, static_cast<std::uint32_t>(page.decoded().text.size())}, 0, html::kNoNode}};
}

bool is_blank(std::string_view text) {
  const auto is_graphic = [](char c) { return c > ' ' && c < 0x7F; };
  return std::ranges::none_of(text, is_graphic) && text::trim(text).empty();
}

// Whether characters were cut off a run, and not only white space.
bool is_cut(const text::Run& run) {
  if (run.cut_before + run.cut_behind == 0) return false;
  const std::string_view whole = uncut(run);
  return !is_blank(whole.substr(0, run.cut_before)) || !is_blank(whole.substr(whole.size() - run.cut_behind));
}

}  // namespace

Account::Account(const Page& page, std::string_view rules) : page_(page), rules_(rules), rule_(rules_ + ':') {
  const std::vector<VisiblePiece> visible = visible_of(page);
  pieces_.reserve(visible.size());
  for (const VisiblePiece& piece : visible) pieces_.push_back({.place = piece});
  ledger_.charset = page.decoded().charset;
  ledger_.sha256 = page.sha256();
  ledger_.html = page.document() != nullptr;
}

Account::Claim Account::claim(const What& what) {
  auto& entries = ledger_.entries;
  const auto is_it = [&](const Ledger::Entry& entry) {
    return entry.path == what.path && entry.rule == what.rule && entry.reason == what.reason &&
           entry.state == what.state && entry.confidence == what.confidence;
  };
  // The same reason comes again and again, most often just now; the same field only with what is left of a list.
  const std::ptrdiff_t far = what.state == Ledger::State::kKept ? 4 : 16;
  const auto recent = entries.rbegin() + std::min(std::ssize(entries), far);
  const auto known = std::find_if(entries.rbegin(), recent, is_it);
  if (known != recent) return static_cast<Claim>(entries.rend() - known);
  entries.push_back({.state = what.state,
                     .path = std::string(what.path),
                     .reason = std::string(what.reason),
                     .rule = std::string(what.rule),
                     .confidence = what.confidence});
  return static_cast<Claim>(entries.size());
}

Account::Claim Account::claim_of_cause(std::uint16_t cause, const clean::Tally& tally) {
  const clean::Tally::Cause& why = tally.cause(cause);
  return claim({.state = Ledger::State::kRemoved,
                .reason = record::name(why.reason),
                .rule = why.line > 0 ? rule_at(why.line) : why.rule,
                .confidence = why.confidence});
}

// Valid until the next is asked for.
std::string_view Account::rule_at(std::uint32_t line) {
  if (rules_.empty() || line == 0) return rules_;
  constexpr std::size_t kDigits = 10;
  rule_.resize(rules_.size() + 1 + kDigits);
  char* const digits = rule_.data() + rules_.size() + 1;
  rule_.resize(static_cast<std::size_t>(std::to_chars(digits, digits + kDigits, line).ptr - rule_.data()));
  return rule_;
}

void Account::enter(const extract::Found& found, std::string_view path, const clean::Tally& tally) {
  const Claim kept = claim({.state = Ledger::State::kKept, .path = path, .rule = rule_at(found.rule_line)});
  for (const text::Run& run : found.passage.runs) {
    // White space that stands for itself has the place of the text that it was taken from.
    if (run.made || is_blank(run.text)) continue;
    const Claim removed = run.cause > 0 ? claim_of_cause(run.cause, tally) : kept;
    if (!run.removed) note_mended(run);
    if (run.removed || !is_cut(run)) {
      paint(run, run.removed ? removed : kept);
      continue;
    }
    const Part left = left_of(run);
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
                                     : claim({.state = Ledger::State::kKept, .path = "/completeness", .rule = rules_});
    if (gone.node != text::Run::kNoNode) {
      paint_subtree(gone.node, why);
    } else {
      paint(gone.run, why);
    }
  }
}

// The lines of a long text node are parts of one run, asked for one after another, so the last answer is kept.
const Alignment& Account::aligned(const text::Run& run) {
  const std::string_view text = uncut(run);
  const bool known = alignment_.text.data() == text.data() && alignment_.text.size() == text.size();
  if (!known) alignment_ = align(page_, run);
  return alignment_;
}

// Gives a run to a claim, as far as nobody has it yet. A run that was composed of others is those.
void Account::paint(const text::Run& run, Claim claim) {
  if (run.made_from != nullptr) {
    for (const text::Run& inner : run.made_from->runs) paint(inner, claim);
  } else if (is_cut(run)) {
    paint(run, left_of(run), claim);
  } else if (run.node == text::Run::kNoNode) {
    paint_bytes(run.source, claim);
  } else {
    for_each_piece_of(run, [&](Piece& piece) { paint_piece(piece, piece.place.source, claim); });
  }
}

// The visible pieces that a run of a document came from: those of its node, and of the nodes behind it that comments
// part from it.
template <class Visit>
void Account::for_each_piece_of(const text::Run& run, Visit visit) {
  const html::Document& document = *page_.document();
  for (std::size_t i = first_piece(run.source.begin);
       i < pieces_.size() && pieces_[i].place.source.begin < run.source.end; ++i) {
    const html::NodeId node = pieces_[i].place.node;
    if (node == run.node || (node > run.node && document.parent(node) == document.parent(run.node))) visit(pieces_[i]);
  }
}

// The same for a part of a run.
void Account::paint(const text::Run& run, Part part, Claim claim) {
  for_each_place(run, part, [&](base::Span place) { paint_bytes(place, claim); });
}

// The bytes in the page that a part of a run was read from, without the white space between them.
template <class Visit>
void Account::for_each_place(const text::Run& run, Part part, Visit visit) {
  if (run.made_from != nullptr) return for_each_inner_place(run, part, visit);
  const Alignment& all = aligned(run);
  if (!all.mended) return for_each_stretch(all, part.begin, part.end, [&](const Stretch& s) { visit(s.source); });
  // Characters that are not those of the bytes are still as many.
  const std::size_t begin = text::count_characters(all.text.substr(0, part.begin));
  const std::size_t end = part.end >= all.text.size() ? SIZE_MAX : text::count_characters(all.text.substr(0, part.end));
  std::size_t index = 0;
  for (const VisiblePiece& piece : all.bytes) {
    html::for_each_code_point(page_.decoded().text, piece, [&](base::Span bytes, char32_t c) {
      if (!html::is_character(c)) return;
      if (index >= begin && index < end) visit(bytes);
      ++index;
    });
  }
}

// Of a run that was composed of others: a character of it is one of theirs, in order. Parts of parts are not told
// apart.
template <class Visit>
void Account::for_each_inner_place(const text::Run& run, Part part, Visit visit) {
  const std::string_view whole = uncut(run);
  const std::size_t first = text::count_characters(whole.substr(0, part.begin));
  const std::size_t last = part.end >= whole.size() ? SIZE_MAX : text::count_characters(whole.substr(0, part.end));
  std::size_t at = 0;
  for (const text::Run& inner : run.made_from->runs) {
    if (inner.made_from != nullptr) continue;
    const std::string_view text = inner.as_it_stood();
    const std::size_t size = text::count_characters(text);
    const std::size_t begin = std::clamp(first, at, at + size) - at, end = std::clamp(last, at, at + size) - at;
    if (begin < end) {
      for_each_place(inner,
                     {inner.cut_before + text::offset_of_character(text, begin),
                      inner.cut_before + text::offset_of_character(text, end)},
                     visit);
    }
    at += size;
  }
}

// What is left of a run that was cut.
Account::Part Account::left_of(const text::Run& run) {
  return {run.cut_before, run.cut_before + run.as_it_stood().size()};
}

// Controls and the like that show, once they are read in the right encoding.
void Account::note_mended(const text::Run& run) {
  if (run.mended_from.empty()) return;
  base::Arena arena;
  std::vector<base::Span> damaged;
  clean::mend_mojibake(run.mended_from, arena, &damaged);
  if (damaged.empty()) return;
  shown_.resize(page_.decoded().text.size());
  for (const base::Span& damage : damaged) {
    for_each_place(run, {run.cut_before + damage.begin, run.cut_before + damage.end}, [&](base::Span place) {
      std::fill(shown_.begin() + place.begin, shown_.begin() + place.end, true);
    });
  }
}

// The first piece that ends behind a byte. Bytes are painted one after another, so the piece that was painted last is
// looked at first.
std::size_t Account::first_piece(std::size_t byte) {
  const auto ends_before = [byte](const Piece& piece) { return piece.place.source.end <= byte; };
  const bool here = painted_ < pieces_.size() && !ends_before(pieces_[painted_]) &&
                    (painted_ == 0 || ends_before(pieces_[painted_ - 1]));
  if (!here) painted_ = static_cast<std::size_t>(std::ranges::partition_point(pieces_, ends_before) - pieces_.begin());
  return painted_;
}

void Account::paint_bytes(base::Span bytes, Claim claim) {
  for (std::size_t i = first_piece(bytes.begin); i < pieces_.size() && pieces_[i].place.source.begin < bytes.end; ++i) {
    paint_piece(pieces_[i], bytes, claim);
  }
}

void Account::paint_piece(Piece& piece, base::Span bytes, Claim claim) {
  if (piece.owner != 0) return;
  const base::Span all = piece.place.source;
  const std::uint32_t begin = std::max(all.begin, bytes.begin), end = std::min(all.end, bytes.end);
  if (piece.shared_from == kNotShared) {
    if (begin == all.begin && end == all.end) return void(piece.owner = claim);
    piece.shared_from = shared_.size();
    shared_.resize(shared_.size() + all.size(), 0);
  }
  Claim* const owner = shared_.data() + piece.shared_from;
  for (std::uint32_t at = begin - all.begin; at < end - all.begin; ++at) owner[at] = owner[at] == 0 ? claim : owner[at];
}

void Account::paint_subtree(html::NodeId node, Claim claim) {
  const auto node_of = [this](std::uint32_t piece) { return pieces_[piece].place.node; };
  if (by_node_.empty()) {
    by_node_.resize(pieces_.size());
    std::iota(by_node_.begin(), by_node_.end(), 0);
    if (!std::ranges::is_sorted(by_node_, {}, node_of)) std::ranges::sort(by_node_, {}, node_of);
  }
  const html::NodeId end = page_.document()->node(node).end;
  const auto stands_before = [&](std::uint32_t piece) { return node_of(piece) < node; };
  for (auto at = std::ranges::partition_point(by_node_, stands_before); at != by_node_.end() && node_of(*at) < end;
       ++at) {
    paint_piece(pieces_[*at], pieces_[*at].place.source, claim);
  }
}

// The sum of an account, span by span.
class Settlement {
 public:
  Settlement(const Page& page, Ledger& ledger, std::uint32_t nobody, std::uint32_t invisible)
      : page_(page), ledger_(ledger), nobody_(nobody), invisible_(invisible), counts_(ledger.entries.size() + 1, 0) {}

  void open(bool raw) { raw_ = raw, last_ = 0; }
  void add(base::Span characters, std::size_t count, std::uint32_t owner) {
    if (count == 0) return;
    if (owner == 0) owner = nobody_;
    counts_[owner] += count;
    if (owner != last_) {
      close();
      span_.begin = characters.begin;
      last_ = owner;
    }
    span_.end = characters.end;
  }
  // A character that nobody can see: where it was kept, it is gone all the same.
  void add_unseen(base::Span character, std::uint32_t owner) {
    const bool kept = owner > 0 && ledger_.entries[owner - 1].state == Ledger::State::kKept;
    add(character, 1, kept ? invisible_ : owner);
  }
  void close() {
    if (last_ != 0) ledger_.spans.push_back({page_.decoded().map.original(span_), last_ - 1, raw_});
    last_ = 0;
  }
  void sum_up() {
    for (std::size_t i = 0; i < ledger_.entries.size(); ++i) {
      const Ledger::State state = ledger_.entries[i].state;
      std::size_t& sum = state == Ledger::State::kKept      ? ledger_.kept
                         : state == Ledger::State::kRemoved ? ledger_.removed
                                                            : ledger_.unclaimed;
      sum += counts_[i + 1];
    }
  }

 private:
  const Page& page_;
  Ledger& ledger_;
  std::uint32_t nobody_, invisible_;  // claims
  std::vector<std::size_t> counts_;   // characters, by claim
  std::uint32_t last_ = 0;            // whose the open span is
  base::Span span_;
  bool raw_ = false;
};

// Characters of one owner that are surely seen.
struct Seen {
  base::Span bytes;
  std::size_t count = 0;

  void add(base::Span more, std::size_t characters) {
    if (count == 0) bytes.begin = more.begin;
    bytes.end = more.end;
    count += characters;
  }
  void give_to(Settlement& sum, std::uint32_t owner) {
    sum.add(bytes, count, owner);
    count = 0;
  }
};

// A plain text that begins at a byte and has characters, without the white space around it.
base::Span shown_of(std::string_view plain, std::uint32_t at) {
  const std::string_view shown = text::without_blanks(plain);
  const std::uint32_t begin = at + static_cast<std::uint32_t>(shown.data() - plain.data());
  return {begin, begin + static_cast<std::uint32_t>(shown.size())};
}

// Where what is not plain ends: a reference, or characters beyond ASCII up to the next of it.
std::uint32_t end_of_odd(std::string_view text, std::uint32_t at, std::uint32_t end) {
  do {
    ++at;
  } while (at < end && static_cast<unsigned char>(text[at]) >= 0x80);
  return at;
}

// A stretch of one owner: what is plain is counted at once, the rest character by character.
void Account::settle_stretch(const VisiblePiece& stretch, Claim owner, Settlement& sum) const {
  const std::string_view text = page_.decoded().text;
  const char stop = (stretch.flags & html::kEncoded) != 0 ? '&' : '\0';
  const std::uint32_t end = stretch.source.end;
  Seen seen;
  for (std::uint32_t at = stretch.source.begin; at < end;) {
    const std::string_view rest = text.substr(at, end - at);
    const text::PlainStart plain = text::plain_start(rest, stop);
    if (plain.characters > 0) seen.add(shown_of(rest.substr(0, plain.size), at), plain.characters);
    at += static_cast<std::uint32_t>(plain.size);
    if (at == end) break;
    at = html::for_each_code_point(
        text, {{at, end}, stretch.flags, stretch.node},
        [&](base::Span bytes, char32_t c) {
          if (!html::is_character(c)) return;
          const bool printable = c > ' ' && c < 0x7F;
          if (printable || !text::vanishes(c) || is_shown(bytes.begin)) return seen.add(bytes, 1);
          seen.give_to(sum, owner);
          sum.add_unseen(bytes, owner);
        },
        end_of_odd(text, at, end));
  }
  seen.give_to(sum, owner);
}

Ledger Account::settle() {
  const Claim nobody = claim({});
  const Claim invisible = claim(
      {.state = Ledger::State::kRemoved, .reason = record::name(record::Removal::kInvisible), .rule = "invisible"});
  Settlement sum(page_, ledger_, nobody, invisible);
  ledger_.spans.reserve(pieces_.size());
  for (const Piece& piece : pieces_) {
    sum.open(ledger_.html && (piece.place.flags & html::kReferences) == 0);
    VisiblePiece stretch = piece.place;
    const std::uint32_t begin = stretch.source.begin, end = stretch.source.end;
    const Claim* const owner = piece.shared_from == kNotShared ? nullptr : shared_.data() + piece.shared_from - begin;
    for (std::uint32_t at = begin; at < end; at = stretch.source.end) {
      stretch.source = {at, end};
      if (owner != nullptr) {
        const Claim* const next = std::find_if(owner + at, owner + end, [&](Claim c) { return c != owner[at]; });
        stretch.source.end = static_cast<std::uint32_t>(next - owner);
      }
      settle_stretch(stretch, owner == nullptr ? piece.owner : owner[at], sum);
    }
    sum.close();
  }
  sum.sum_up();
  return std::move(ledger_);
}

}  // namespace thresh::convert
