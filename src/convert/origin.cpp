// See origin.h.
#include "convert/origin.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/arena.h"
#include "base/ascii.h"
#include "clean/entities.h"
#include "clean/mojibake.h"
#include "convert/ledger.h"
#include "html/character_references.h"
#include "text/charset_decoder.h"
#include "text/passage.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;
using From = extract::From;

using Named = std::pair<std::string_view, From>;
constexpr std::array<Named, 6> kFroms = {{{"text", From::kText},
                                          {"attribute", From::kAttribute},
                                          {"meta", From::kMeta},
                                          {"json", From::kJson},
                                          {"constant", From::kConstant},
                                          {"computed", From::kComputed}}};

Map entry_of(const OriginPiece& piece) {
  Map one;
  one.reserve(4);
  if (piece.bytes.size() > 0) {
    one.add("begin", std::int64_t{piece.bytes.begin});
    one.add("end", std::int64_t{piece.bytes.end});
  }
  if (!piece.text.empty()) one.add("text", piece.text);
  if (piece.in_attribute) one.add("attribute", true);
  if (piece.raw) one.add("raw", true);
  if (piece.spaces) one.add("spaces", true);
  if (piece.mended) one.add("mended", true);
  return one;
}

std::optional<OriginPiece> piece_of(const Value& entry) {
  const Map* map = entry.as_map();
  if (map == nullptr) return std::nullopt;
  const auto number = [&](std::string_view key) {
    const Value* value = map->find(key);
    const std::int64_t* integer = value == nullptr ? nullptr : value->as_integer();
    return integer == nullptr || *integer < 0 ? std::uint32_t{0} : static_cast<std::uint32_t>(*integer);
  };
  OriginPiece piece;
  piece.bytes = {number("begin"), number("end")};
  if (piece.bytes.end < piece.bytes.begin) return std::nullopt;
  if (const Value* text = map->find("text"); text != nullptr && text->as_text() != nullptr)
    piece.text = *text->as_text();
  piece.in_attribute = map->find("attribute") != nullptr;
  piece.raw = map->find("raw") != nullptr;
  piece.spaces = map->find("spaces") != nullptr;
  piece.mended = map->find("mended") != nullptr;
  return piece;
}

std::string with_single_spaces(std::string_view text) {
  std::string out;
  bool in_space = false;
  for (const char c : text) {
    const bool space = base::is_ascii_space(c);
    if (!space || !in_space) out += space ? ' ' : c;
    in_space = space;
  }
  return out;
}

// As the cleaner mends a run, and as the run is composed.
std::string mended(std::string_view text) {
  base::Arena arena;
  text::Passage passage;
  passage.runs.emplace_back().text = clean::mend_mojibake(clean::mend_entities(text, arena), arena);
  return text::compose(passage);
}

}  // namespace

std::string_view name(From from) { return std::ranges::find(kFroms, from, &Named::second)->first; }

std::string text_of(const OriginPiece& piece, std::string_view page, std::string_view charset, bool html) {
  if (!piece.text.empty() || piece.bytes.size() == 0) return piece.text;
  const std::string_view bytes = page.substr(piece.bytes.begin, piece.bytes.size());
  std::string text = convert::text_of(bytes, charset, html ? ReadAs::kRawHtml : ReadAs::kDump);
  if (html) {
    const auto flags = static_cast<std::uint8_t>(html::kEncoded | (piece.raw ? 0 : html::kReferences) |
                                                 (piece.in_attribute ? html::kInAttribute : html::kNulDropped));
    html::append_decoded(std::exchange(text, {}), flags, text);
  }
  if (piece.spaces) text = with_single_spaces(text);
  return piece.mended ? mended(text) : text;
}

Map entry_of(const Origin& origin, std::string_view path, std::string_view rules) {
  Map one;
  one.add("path", path);
  one.add("from", name(origin.from));
  const bool ruled = !rules.empty() && origin.rule_line > 0;
  one.add("rule", ruled ? Value(std::string(rules) + ':' + std::to_string(origin.rule_line)) : Value());
  one.add("alternative", origin.alternative == 0 ? Value() : Value(static_cast<std::int64_t>(origin.alternative)));
  one.add("confidence", origin.confidence);
  List pieces;
  pieces.reserve(origin.pieces.size());
  for (const OriginPiece& piece : origin.pieces) pieces.emplace_back(entry_of(piece));
  one.add("pieces", std::move(pieces));
  List transforms;
  for (const std::string& transform : origin.transforms) transforms.emplace_back(transform);
  one.add("transforms", std::move(transforms));
  return one;
}

std::optional<Origin> origin_of(const Map& entry) {
  const auto text_at = [&](std::string_view key) {
    const Value* value = entry.find(key);
    return value == nullptr || value->as_text() == nullptr ? std::string_view() : std::string_view(*value->as_text());
  };
  const auto list_at = [&](std::string_view key) {
    const Value* value = entry.find(key);
    return value == nullptr || value->as_list() == nullptr ? List() : *value->as_list();
  };
  Origin origin;
  const auto from = std::ranges::find(kFroms, text_at("from"), &Named::first);
  if (from == kFroms.end()) return std::nullopt;
  origin.from = from->second;
  const Value* number = entry.find("alternative");
  if (number != nullptr && number->as_integer() != nullptr) {
    origin.alternative = static_cast<std::uint16_t>(*number->as_integer());
  }
  for (const Value& one : list_at("pieces")) {
    const auto piece = piece_of(one);
    if (!piece) return std::nullopt;
    origin.pieces.push_back(*piece);
  }
  for (const Value& one : list_at("transforms")) {
    if (one.as_text() == nullptr) return std::nullopt;
    origin.transforms.push_back(*one.as_text());
  }
  return origin;
}

std::string words_of(const Origin& origin, std::string_view page, std::string_view charset, bool html) {
  std::string words;
  for (const OriginPiece& piece : origin.pieces) words += text_of(piece, page, charset, html);
  return words;
}

}  // namespace thresh::convert
