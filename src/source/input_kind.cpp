// See input_kind.h.
//
// A page of text may begin with a bracket, or with words and commas. So JSON has to begin as an object does, with a key
// and a colon; and a first line is a header of CSV where the name of the file says so, or where it has a column for a
// page's bytes and another one that is known.
#include "source/input_kind.h"

#include <algorithm>
#include <array>
#include <utility>

#include "source/csv_row.h"
#include "source/dump_keys.h"
#include "source/warc_reader.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

using std::string_view_literals::operator""sv;

constexpr std::array<std::pair<std::string_view, InputKind>, 8> kKinds = {{{"auto", InputKind::kAuto},
                                                                           {"page", InputKind::kPage},
                                                                           {"warc", InputKind::kWarc},
                                                                           {"jsonl", InputKind::kJsonl},
                                                                           {"csv", InputKind::kCsv},
                                                                           {"tar", InputKind::kTar},
                                                                           {"zip", InputKind::kZip},
                                                                           {"sqlite", InputKind::kSqlite}}};

bool ends_with(std::string_view name, std::string_view ending) {
  return name.size() >= ending.size() &&
         text::equals_ignoring_ascii_case(name.substr(name.size() - ending.size()), ending);
}

// The sum of the header's bytes stands in it, in octal (POSIX.1-2017, pax, ustar; older forms too).
bool begins_as_tar(std::string_view bytes) {
  constexpr std::size_t kHeader = 512, kSum = 148, kSumSize = 8;
  if (bytes.size() < kHeader || bytes[0] == '\0') return false;
  unsigned stated = 0, digits = 0, sum = 0;
  for (std::size_t i = kSum; i < kSum + kSumSize; ++i) {
    if (bytes[i] >= '0' && bytes[i] <= '7') stated = stated * 8 + static_cast<unsigned>(bytes[i] - '0'), ++digits;
  }
  for (std::size_t i = 0; i < kHeader; ++i) {
    sum += i >= kSum && i < kSum + kSumSize ? ' ' : static_cast<std::uint8_t>(bytes[i]);
  }
  return digits > 0 && stated == sum;
}

std::string_view skip_space(std::string_view text) {
  const std::size_t at = text.find_first_not_of(" \t\r\n");
  return at == std::string_view::npos ? std::string_view() : text.substr(at);
}

// `{"key":`, alone or as the first of a list; `{}` and `[]` where nothing else is there, or the name says that it is
// JSON.
bool begins_as_json(std::string_view text, bool named) {
  text = skip_space(text);
  if (text.starts_with('[')) {
    text = skip_space(text.substr(1));
    if (text.starts_with(']') && skip_space(text.substr(1)).empty()) return true;  // a list of nothing
  }
  if (!text.starts_with('{')) return false;
  if (named) return true;
  text = skip_space(text.substr(1));
  if (text.starts_with('}') && skip_space(text.substr(1)).empty()) return true;  // an object of nothing
  if (!text.starts_with('"')) return false;
  std::size_t end = 1;
  while (end < text.size() && text[end] != '"' && text[end] != '\n') end += text[end] == '\\' ? 2 : 1;
  if (end >= text.size() || text[end] != '"') return false;
  return skip_space(text.substr(end + 1)).starts_with(':');
}

// The ASCII characters at the start of UTF-16, with a byte order mark or without; empty where it is none.
std::string start_of_utf16(std::string_view bytes) {
  constexpr std::size_t kEnough = 4096;
  const bool big = bytes.starts_with("\xFE\xFF") || (!bytes.empty() && bytes[0] == '\0');
  if (bytes.starts_with("\xFE\xFF") || bytes.starts_with("\xFF\xFE")) bytes.remove_prefix(2);
  std::string text;
  for (std::size_t at = 0; at + 1 < std::min(bytes.size(), kEnough); at += 2) {
    const auto high = bytes[at + (big ? 0 : 1)], low = bytes[at + (big ? 1 : 0)];
    if (high != '\0' && text.empty()) return {};
    text += high == '\0' ? low : '?';
  }
  return text;
}

bool begins_as_csv(std::string_view text, std::string_view name, const DumpKeys& keys) {
  if (skip_space(text).starts_with('<')) return false;  // most pages
  if (text.find('\0') != std::string_view::npos || text.empty()) return false;
  const CsvHeader header = CsvHeader::read(text, keys);
  if (ends_with(name, ".csv") || ends_with(name, ".tsv")) return header.columns.size() > 1 || header.has_page;
  return header.complete && header.columns.size() > 1 && header.has_page && header.known > 1;
}

}  // namespace

std::vector<std::string> input_kind_names() {
  std::vector<std::string> names;
  for (const auto& [name, kind] : kKinds) names.emplace_back(name);
  return names;
}

std::optional<InputKind> input_kind(std::string_view name) {
  for (const auto& [known, kind] : kKinds) {
    if (name == known) return kind;
  }
  return std::nullopt;
}

std::string_view without_packing(std::string_view name) {
  for (const std::string_view ending : {".gz"sv, ".zst"sv, ".bz2"sv, ".xz"sv}) {
    if (ends_with(name, ending)) return name.substr(0, name.size() - ending.size());
  }
  return name;
}

InputKind kind_of(std::string_view bytes, std::string_view name, const DumpKeys& keys) {
  if (WarcReader::is_archive(bytes)) return InputKind::kWarc;
  if (bytes.starts_with("SQLite format 3\0"sv)) return InputKind::kSqlite;
  if (bytes.starts_with("PAR1") && bytes.find('\0') != std::string_view::npos) return InputKind::kParquet;
  if (bytes.starts_with("PK\3\4") || bytes.starts_with("PK\5\6") || bytes.starts_with("PK\7\10PK"))
    return InputKind::kZip;
  if (begins_as_tar(bytes)) return InputKind::kTar;
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  const std::string_view plain = without_packing(name);
  const bool json_name = ends_with(plain, ".jsonl") || ends_with(plain, ".ndjson");
  if (json_name && skip_space(bytes).empty()) return InputKind::kJsonl;  // no lines
  if (begins_as_json(bytes, json_name)) return InputKind::kJsonl;
  if (begins_as_json(start_of_utf16(bytes), json_name)) return InputKind::kUtf16Json;
  return begins_as_csv(bytes, plain, keys) ? InputKind::kCsv : InputKind::kPage;
}

}  // namespace thresh::source
