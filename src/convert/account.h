// Keeps account of a page's visible text while its record is made, for the ledger.
//
// Each byte of the page that is visible text belongs to whoever claims it first: the fields in the order in which they
// are filled, then what the rules dropped. What is left in the end is unclaimed. Nothing is worked out unless somebody
// asks for a ledger.
//
// Tested by tests/convert/ledger_test.cpp.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "clean/tally.h"
#include "convert/alignment.h"
#include "convert/ledger.h"
#include "convert/page.h"
#include "extract/draft.h"
#include "html/visible_text.h"
#include "text/passage.h"

namespace thresh::convert {

class Settlement;

class Account {
 public:
  // `rules`: the id of those that the page is read by; empty where there are none.
  Account(const Page& page, std::string_view rules);

  // A value, cleaned: its runs are kept under `path` (a JSON pointer), or removed for the causes in `tally`.
  void enter(const extract::Found& found, std::string_view path, const clean::Tally& tally);
  // What went before there were fields; for when all fields are entered.
  void enter_gone(const clean::Tally& tally);

  // The sum. The account is closed.
  Ledger settle();

 private:
  using Claim = std::uint32_t;  // an index into the ledger's entries, plus one
  // Bytes of a run's text, as it was before it was cut.
  struct Part {
    std::size_t begin = 0, end = SIZE_MAX;
  };
  // The visible text of one node: who owns it all, or, once it was shared, where its bytes' owners begin in `shared_`.
  struct Piece {
    html::VisiblePiece place;
    Claim owner = 0;
    std::size_t shared_from = kNotShared;
  };
  static constexpr std::size_t kNotShared = SIZE_MAX;

  // An entry of the ledger, before it is known whether it is there already.
  struct What {
    Ledger::State state = Ledger::State::kUnclaimed;
    std::string_view path = {}, reason = {}, rule = {};
    double confidence = 1.0;
  };
  Claim claim(const What& what);
  Claim claim_of_cause(std::uint16_t cause, const clean::Tally& tally);
  const Alignment& aligned(const text::Run& run);
  void paint(const text::Run& run, Claim claim);
  void paint(const text::Run& run, Part part, Claim claim);
  template <class Visit>
  void for_each_place(const text::Run& run, Part part, Visit visit);
  template <class Visit>
  void for_each_inner_place(const text::Run& run, Part part, Visit visit);
  void note_mended(const text::Run& run);
  bool is_shown(std::size_t byte) const { return byte < shown_.size() && shown_[byte]; }
  void paint_bytes(base::Span bytes, Claim claim);
  void paint_piece(Piece& piece, base::Span bytes, Claim claim);
  void paint_subtree(html::NodeId node, Claim claim);
  static Part left_of(const text::Run& run);
  template <class Visit>
  void for_each_piece_of(const text::Run& run, Visit visit);
  std::size_t first_piece(std::size_t byte);
  void settle_stretch(const html::VisiblePiece& stretch, Claim owner, Settlement& sum) const;
  std::string_view rule_at(std::uint32_t line);

  const Page& page_;
  std::string rules_;
  std::string rule_;                    // the one that was asked for last
  std::vector<Piece> pieces_;           // in the order of their bytes
  std::vector<std::uint32_t> by_node_;  // their indexes by node; made when it is first asked for
  std::vector<Claim> shared_;
  Alignment alignment_;      // of the run that was asked for last
  std::size_t painted_ = 0;  // the piece that was painted last
  std::vector<bool> shown_;  // by byte of the page: what would vanish and was mended to something that shows
  Ledger ledger_;
};

}  // namespace thresh::convert
