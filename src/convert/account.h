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
#include "convert/ledger.h"
#include "convert/page.h"
#include "convert/run_characters.h"
#include "extract/draft.h"
#include "html/visible_text.h"
#include "text/passage.h"

namespace thresh::convert {

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
  // Characters of a run, counted from its first.
  struct Part {
    std::size_t begin = 0, end = SIZE_MAX;
  };

  Claim claim(Ledger::Entry entry);
  Claim claim_of_cause(std::uint16_t cause, const clean::Tally& tally);
  const RunCharacters& characters(const text::Run& run);
  Part part_of(const text::Run& run);
  void paint(const text::Run& run, Claim claim);
  void paint(const text::Run& run, Part part, Claim claim);
  template <class Visit>
  void for_each_character(const text::Run& run, Part part, Visit visit);
  void note_mended(const text::Run& run);
  bool is_shown(std::size_t byte) const { return byte < shown_.size() && shown_[byte]; }
  void paint_bytes(base::Span bytes, Claim claim);
  void paint_subtree(html::NodeId node, Claim claim);
  std::string rule_at(std::uint32_t line) const;
  template <class Visit>
  void for_each_piece(const text::Run& run, Visit visit) const;

  const Page& page_;
  std::string rules_;
  std::vector<html::VisiblePiece> pieces_;
  std::vector<const html::VisiblePiece*> by_node_;  // made when it is first asked for
  RunCharacters characters_;                        // of the run that was asked for last
  std::vector<Claim> owners_;                       // by byte of the pieces, one after another
  std::vector<std::size_t> owned_from_;             // of each piece: where its bytes begin in there
  std::size_t painted_ = 0;                         // the piece that was painted last
  std::vector<bool> shown_;  // the same: what would vanish and was mended to something that shows
  Ledger ledger_;
};

}  // namespace thresh::convert
