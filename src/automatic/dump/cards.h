// What a page tells of who wrote a post, in lines of their own: "Dr. Sunita Rao", "Dentist", "Bangalore", "17 years
// experience", "8 reviews", "Ask a free question".
//
// A card begins with a name: a line that has an honorific or letters behind it, or the one above what somebody
// practises. Lines that say more of the person follow, in any order.
//
// Tested by tests/automatic/dump/cards_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "automatic/dump/lines.h"
#include "automatic/dump/segments.h"
#include "extract/type_reader.h"
#include "text/dump.h"

namespace thresh::automatic {

inline constexpr std::uint32_t kNoLine = UINT32_MAX;

// A value: a line or a part of it.
struct LinePart {
  std::uint32_t line = kNoLine;
  std::string_view words = {};
  bool found() const { return line != kNoLine; }
};

// What somebody practises, and where he does, as a line says it; either may be missing.
struct Practice {
  LinePart specialty, location;
};

struct Card {
  LineRange lines;
  LinePart author, rating;
  Practice practice;
};

class CardReader {
 public:
  CardReader(std::span<const text::Line> dump, const Lines& lines, extract::TypeReader& types)
      : dump_(dump), facts_(lines.facts), types_(types) {}

  // The first card of a stretch of lines.
  std::optional<Card> find(LineRange range) const;
  // "Dentist", "Plastic Surgeon, Miami, FL", "Family Medicine 41 years experience", "Miami Plastic Surgeon".
  std::optional<Practice> practice_of(std::uint32_t line) const;

 private:
  std::string_view text(std::uint32_t line) const { return dump_[line].text; }
  bool has(std::uint32_t line, std::uint32_t marks) const { return (facts_[line].marks & marks) != 0; }
  bool is_person(std::uint32_t line) const;
  bool may_be_name(std::uint32_t line) const;
  bool starts_card(std::uint32_t line, std::uint32_t end) const;
  bool add_line(Card& card, std::uint32_t line) const;

  std::span<const text::Line> dump_;
  std::span<const LineFacts> facts_;
  extract::TypeReader& types_;
};

// Gives the cards to the posts whose texts they stand at, and cuts them off those texts. Whether they stand above or
// below the texts is told by the two ends, else by the blank lines. Empty for each post that has none.
std::vector<std::optional<Card>> cut_cards(const CardReader& reader, std::span<const text::Line> dump,
                                           const Lines& lines, Segments& segments);

}  // namespace thresh::automatic
