// See address_guard.h.
//
// The rows are sorted by the length of their prefixes, longest first; the first that holds an address decides. There
// are some sixty, and an address is judged once a connection.
#include "fetch/address_guard.h"

#include <algorithm>
#include <charconv>
#include <vector>

#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::fetch {
namespace {

enum class Rule : std::uint8_t { kRefuse, kPublic, kEmbedded, kEmbeddedInverted };

struct Row {
  IpAddress prefix;
  std::uint8_t bits = 0;
  Rule rule = Rule::kRefuse;
  std::uint8_t v4_at = 0;  // where the IPv4 address starts that decides
  std::string_view what, rfc;
};

std::uint8_t number(std::string_view digits) {
  std::uint8_t value = 0;
  std::from_chars(digits.data(), digits.data() + digits.size(), value);
  return value;
}

// A row that cannot be read refuses everything, which no test would let pass.
Row read_row(std::string_view line) {
  const std::string_view prefix = base::take_column(line);
  const std::string_view verdict = base::take_column(line);
  Row row;
  row.what = base::take_column(line);
  row.rfc = base::take_column(line);
  const std::size_t slash = std::min(prefix.find('/'), prefix.size());
  if (const auto address = read_ip(prefix.substr(0, slash))) {
    row.prefix = *address;
    row.bits = number(prefix.substr(std::min(slash + 1, prefix.size())));
  }
  const std::size_t at = verdict.find('@');
  if (verdict == "public") row.rule = Rule::kPublic;
  if (at != std::string_view::npos) {
    row.rule = verdict.starts_with('~') ? Rule::kEmbeddedInverted : Rule::kEmbedded;
    row.v4_at = std::min<std::uint8_t>(number(verdict.substr(at + 1)), 12);
  }
  return row;
}

const std::vector<Row>& rows() {
  static const std::vector<Row> kRows = [] {
    std::vector<Row> all;
    base::for_each_row(base::embedded("data/special_addresses.tsv"),
                       [&all](std::string_view line) { all.push_back(read_row(line)); });
    std::ranges::sort(all, [](const Row& a, const Row& b) {
      return a.bits != b.bits ? a.bits > b.bits : a.prefix.bytes < b.prefix.bytes;
    });
    return all;
  }();
  return kRows;
}

bool holds(const Row& row, const IpAddress& address) {
  if (row.prefix.is_v6 != address.is_v6) return false;
  const std::size_t whole = row.bits / 8;
  const auto& a = row.prefix.bytes;
  const auto& b = address.bytes;
  if (!std::equal(a.begin(), a.begin() + static_cast<std::ptrdiff_t>(whole), b.begin())) return false;
  const int rest = row.bits % 8;
  return rest == 0 || (a[whole] ^ b[whole]) >> (8 - rest) == 0;
}

const Row* row_of(const IpAddress& address) {
  for (const Row& row : rows()) {
    if (holds(row, address)) return &row;
  }
  return nullptr;
}

IpAddress embedded_in(const IpAddress& address, const Row& row) {
  IpAddress v4;
  const std::uint8_t mask = row.rule == Rule::kEmbeddedInverted ? 0xFF : 0;
  for (std::size_t i = 0; i < 4; ++i) v4.bytes[i] = address.bytes[row.v4_at + i] ^ mask;
  return v4;
}

AddressVerdict refused(const Row& row) { return {false, row.what, row.rfc}; }

}  // namespace

AddressVerdict judge(const IpAddress& address) {
  const Row* row = row_of(address);
  if (row == nullptr) return {!address.is_v6, {}, {}};
  if (row->rule == Rule::kRefuse) return refused(*row);
  if (row->rule == Rule::kPublic) return {true, {}, {}};
  const Row* inner = row_of(embedded_in(address, *row));
  return inner == nullptr || inner->rule == Rule::kPublic ? AddressVerdict{true, {}, {}} : refused(*inner);
}

AddressVerdict judge(const sockaddr* address, std::size_t size) {
  const auto found = ip_of(address, size);
  return found ? judge(*found) : AddressVerdict{false, "no internet address", "RFC 6890"};
}

}  // namespace thresh::fetch
