// See restore.h.
#include "convert/restore.h"

#include <algorithm>
#include <optional>

#include "base/sha256.h"
#include "convert/ledger.h"
#include "text/charset_decoder.h"
#include "text/unicode.h"

namespace thresh::convert {
namespace {

using base::ErrorCode;
using record::Map;
using record::Value;

struct Piece {
  std::size_t begin = 0, end = 0;
  std::string_view state;
  bool raw = false;
};

std::string_view text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_text();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

bool flag_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  return value != nullptr && *value == Value(true);
}

std::optional<std::size_t> offset_at(const Map& map, std::string_view key, std::size_t size) {
  const Value* value = map.find(key);
  const std::int64_t* number = value == nullptr ? nullptr : value->as_integer();
  if (number == nullptr || *number < 0 || static_cast<std::uint64_t>(*number) > size) return std::nullopt;
  return static_cast<std::size_t>(*number);
}

std::optional<Piece> read_piece(const Value& value, std::size_t size) {
  const Map* map = value.as_map();
  if (map == nullptr) return std::nullopt;
  const auto begin = offset_at(*map, "begin", size), end = offset_at(*map, "end", size);
  if (!begin || !end || *begin > *end) return std::nullopt;
  return Piece{*begin, *end, text_at(*map, "state"), flag_at(*map, "raw")};
}

// What stands between two spans: their white space, or a line end for what is more than that.
std::string between(std::string_view bytes, std::string_view charset) {
  const std::string text = text::convert(bytes, charset).text;
  return text::trim(text).empty() ? text : "\n";
}

}  // namespace

base::Result<std::string> restore(std::string_view bytes, const Map& line, std::string_view state) {
  const Value* spans = line.find("spans");
  if (spans == nullptr || spans->as_list() == nullptr) {
    return base::failure(ErrorCode::kBadLedger, "this is no line of a ledger");
  }
  if (!text_at(line, "sha256").empty() && text_at(line, "sha256") != base::hex(base::sha256(bytes))) {
    return base::failure(ErrorCode::kBadLedger, "the ledger is of other bytes than this page has",
                         "convert the page again with --ledger");
  }
  const std::string_view charset = text_at(line, "charset");
  const bool html = flag_at(line, "html");
  std::string out;
  std::optional<std::size_t> last;
  for (const Value& one : *spans->as_list()) {
    const auto piece = read_piece(one, bytes.size());
    if (!piece || (last && piece->begin < *last)) {
      return base::failure(ErrorCode::kBadLedger, "a span of the ledger is damaged");
    }
    if (!state.empty() && piece->state != state) continue;
    if (last) out += between(bytes.substr(*last, piece->begin - *last), charset);
    const ReadAs as = !html ? ReadAs::kDump : piece->raw ? ReadAs::kRawHtml : ReadAs::kHtml;
    out += text_of(bytes.substr(piece->begin, piece->end - piece->begin), charset, as);
    last = piece->end;
  }
  return out;
}

}  // namespace thresh::convert
