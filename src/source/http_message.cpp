// See http_message.h.
#include "source/http_message.h"

#include <algorithm>
#include <optional>

#include "base/ascii.h"
#include "source/content_coding.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kMostHexDigits = 8;  // of the size of a chunk

// The size of the chunk whose line begins the bytes, which are taken off; nullopt where there is no such line.
std::optional<std::size_t> take_chunk_size(std::string_view& bytes) {
  std::size_t size = 0, digits = 0;
  for (; digits < bytes.size() && digits <= kMostHexDigits; ++digits) {
    const char c = base::ascii_lower(bytes[digits]);
    if (!base::is_ascii_digit(c) && (c < 'a' || c > 'f')) break;
    size = size * 16 + static_cast<std::size_t>(base::is_ascii_digit(c) ? c - '0' : c - 'a' + 10);
  }
  if (digits == 0 || digits > kMostHexDigits) return std::nullopt;
  std::size_t at = digits;
  while (at < bytes.size() && (bytes[at] == ' ' || bytes[at] == '\t')) ++at;
  if (at < bytes.size() && bytes[at] == ';') at = std::min(bytes.find('\n', at), bytes.size());  // extensions
  if (at < bytes.size() && bytes[at] == '\r') ++at;
  if (at >= bytes.size() || bytes[at] != '\n') return std::nullopt;
  bytes.remove_prefix(at + 1);
  return size;
}

void take_line_end(std::string_view& bytes) {
  if (bytes.starts_with('\r')) bytes.remove_prefix(1);
  if (bytes.starts_with('\n')) bytes.remove_prefix(1);
}

// Takes `chunked` off the end of a list of transfer codings, where it stands if it is there (RFC 9112, section 6.1).
bool take_chunked(std::string& codings) {
  const std::size_t comma = codings.rfind(',');
  const std::size_t last = comma == std::string::npos ? 0 : comma + 1;
  if (!text::equals_ignoring_ascii_case(text::trim_ascii(std::string_view(codings).substr(last)), "chunked"))
    return false;
  codings.resize(comma == std::string::npos ? 0 : comma);
  return true;
}

// A body that is not coded so, or in a way that is not known, stays as it is.
void undo_codings(std::string_view codings, std::size_t limit, HttpBody& body) {
  if (codings.empty()) return;
  auto decoder = ContentDecoder::make(codings, limit);
  if (!decoder) return;
  std::string decoded;
  const bool sound = decoder->add(body.bytes, decoded) && decoder->finish();
  if (!sound && decoded.empty()) return;
  body.storage = std::move(decoded);
  body.bytes = body.storage;
  body.damaged = body.damaged || !sound;
  body.cut = body.cut || decoder->cut();
}

int status_of(std::string_view line) {
  const std::size_t blank = line.find(' ');
  if (!line.starts_with("HTTP/") || blank == std::string_view::npos) return 0;
  line = text::trim_ascii(line.substr(blank));
  constexpr std::size_t kDigits = 3;
  if (line.size() < kDigits || !std::all_of(line.begin(), line.begin() + kDigits, base::is_ascii_digit)) return 0;
  return (line[0] - '0') * 100 + (line[1] - '0') * 10 + (line[2] - '0');
}

}  // namespace

void read_http(std::string_view block, HttpMessage& message) {
  message = {};
  if (!block.starts_with("HTTP/")) {
    message.body = block;
    return;
  }
  const std::size_t end = std::min(end_of_header(block), block.size());
  message.head = block.substr(0, end);
  message.body = block.substr(end);
  message.text = message.head;
  const std::size_t line = std::min(message.text.find('\n'), message.text.size());
  message.fields = read_fields(message.text, std::min(line + 1, message.text.size()));
  message.first_line = text::trim_ascii(message.head.substr(0, line));
  message.status = status_of(message.first_line);
}

std::string HttpMessage::fields_of(std::string_view name) const {
  std::string values;
  for (const HeaderField& one : fields) {
    if (!text::equals_ignoring_ascii_case(one.name, name)) continue;
    values += (values.empty() ? "" : ", ") + std::string(one.value);
  }
  return values;
}

void read_body(const HttpMessage& message, std::size_t limit, HttpBody& body) {
  body = {};
  body.bytes = message.body;
  std::string transfer = message.fields_of("Transfer-Encoding");
  if (take_chunked(transfer)) {
    std::string unchunked;
    if (undo_chunks(message.body, unchunked)) {
      body.storage = std::move(unchunked);
      body.bytes = body.storage;
    }
  }
  undo_codings(transfer, limit, body);
  undo_codings(message.fields_of("Content-Encoding"), limit, body);
  body.cut = body.cut || body.bytes.size() > limit;
  body.bytes = body.bytes.substr(0, limit);
}

bool undo_chunks(std::string_view bytes, std::string& out) {
  const std::size_t before = out.size();
  bool first = true;
  while (!bytes.empty()) {
    const auto size = take_chunk_size(bytes);
    if (!size && first) return false;
    if (!size) {  // the size of the chunk before was wrong
      out += bytes;
      return true;
    }
    if (*size == 0) return true;
    if (first) out.reserve(before + bytes.size());
    first = false;
    out += bytes.substr(0, *size);
    bytes.remove_prefix(std::min(*size, bytes.size()));
    take_line_end(bytes);
  }
  return true;
}

std::string media_type(std::string_view content_type) {
  std::string type(text::trim_ascii(content_type.substr(0, content_type.find(';'))));
  std::ranges::transform(type, type.begin(), base::ascii_lower);
  return type;
}

bool is_page_type(std::string_view content_type) {
  const std::string type = media_type(content_type);
  return type.empty() || type == "text/html" || type == "application/xhtml+xml" || type == "text/plain";
}

std::string_view charset_of(std::string_view content_type) {
  for (std::size_t at = content_type.find(';'); at != std::string_view::npos;) {
    const std::size_t end = content_type.find(';', at + 1);
    const std::string_view parameter =
        text::trim_ascii(content_type.substr(at + 1, end == std::string_view::npos ? end : end - at - 1));
    at = end;
    const std::size_t equals = parameter.find('=');
    if (equals == std::string_view::npos) continue;
    if (!text::equals_ignoring_ascii_case(text::trim_ascii(parameter.substr(0, equals)), "charset")) continue;
    std::string_view value = text::trim_ascii(parameter.substr(equals + 1));
    if (value.size() >= 2 && (value.front() == '"' || value.front() == '\'') && value.back() == value.front()) {
      value = value.substr(1, value.size() - 2);
    }
    return value;
  }
  return {};
}

}  // namespace thresh::source
