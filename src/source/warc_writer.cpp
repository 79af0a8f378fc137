// See warc_writer.h.
#include "source/warc_writer.h"

#include <algorithm>
#include <array>
#include <cstdio>

#include "base/digest.h"
#include "source/gzip_member.h"
#include "source/http_message.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr unsigned kMostFiles = 100'000;
// Annex A of WARC 1.1 names the profiles.
constexpr std::string_view kSamePayload = "http://netpreserve.org/warc/1.1/revisit/identical-payload-digest";
constexpr std::string_view kNotModified = "http://netpreserve.org/warc/1.1/revisit/server-not-modified";
constexpr std::string_view kCrawler = "X-Crawler-";

// A UUID of version 8 (RFC 9562, section 5.8) of what the record is.
std::string id_of(std::string_view type, std::string_view uri, std::string_view date, std::string_view block_digest) {
  std::string all;
  for (const std::string_view part : {type, uri, date, block_digest}) all += std::string(part) + '\n';
  std::string bytes = base::digest(base::DigestKind::kSha256, all).substr(0, 16);
  bytes[6] = static_cast<char>((static_cast<unsigned>(bytes[6]) & 0x0Fu) | 0x80u);
  bytes[8] = static_cast<char>((static_cast<unsigned>(bytes[8]) & 0x3Fu) | 0x80u);
  std::string id = base::hex_text(bytes);
  for (const std::size_t at : {20u, 16u, 12u, 8u}) id.insert(at, 1, '-');
  return "urn:uuid:" + id;
}

// No end of a line may come into a header from outside.
std::string one_line(std::string_view value) {
  std::string line(value);
  std::ranges::replace_if(line, [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, ' ');
  return line;
}

class RecordText {
 public:
  RecordText(std::string_view type, std::string_view id, std::string_view date) {
    text_ = "WARC/1.1\r\n";
    add("WARC-Type", type);
    add("WARC-Record-ID", '<' + std::string(id) + '>');
    add("WARC-Date", date);
  }
  // A field without a value is left out.
  void add(std::string_view name, std::string_view value) {
    if (!value.empty()) text_ += std::string(name) + ": " + one_line(value) + "\r\n";
  }
  std::string finish(std::string_view block) {
    add("Content-Length", std::to_string(block.size()));
    text_.reserve(text_.size() + block.size() + 8);
    text_ += "\r\n";
    text_ += block;
    return (text_ += "\r\n\r\n");
  }

 private:
  std::string text_;
};

// The header as a reader of the archive must understand it: what was undone is named otherwise.
std::string stored_head(const Exchange& exchange) {
  if (!exchange.unchunked && !exchange.decoded) return exchange.response_head;
  std::string head;
  const std::string_view all = exchange.response_head;
  bool renamed = false;
  for (std::size_t at = 0; at < all.size();) {
    const std::size_t end = std::min(all.find('\n', at), all.size() - 1) + 1;
    const std::string_view line = all.substr(at, end - at);
    at = end;
    const std::string_view name = text::trim_ascii(line.substr(0, line.find(':')));
    const auto is = [&](std::string_view known) { return text::equals_ignoring_ascii_case(name, known); };
    if (text::trim_ascii(line).empty() && renamed) {
      head += "Content-Length: " + std::to_string(exchange.body.size()) + "\r\n";
    }
    const bool undone = (exchange.unchunked && is("Transfer-Encoding")) ||
                        (exchange.decoded && is("Content-Encoding")) || is("Content-Length");
    if (undone) head += kCrawler;
    renamed = renamed || undone;
    head += line;
  }
  return head;
}

}  // namespace

std::string sha1_digest(std::string_view bytes) {
  return "sha1:" + base::base32(base::digest(base::DigestKind::kSha1, bytes));
}

base::Result<Written> WarcWriter::add(const Exchange& exchange) { return add_response(exchange, nullptr); }

base::Result<Written> WarcWriter::add_revisit(const Exchange& exchange, const Earlier& earlier) {
  return add_response(exchange, &earlier);
}

base::Result<void> WarcWriter::sync() { return file_ == nullptr ? base::Result<void>() : file_->sync(); }

// The response, or the revisit record, and the request that belongs to it in the same file.
base::Result<Written> WarcWriter::add_response(const Exchange& exchange, const Earlier* earlier) {
  if (auto opened = open(); !opened) return std::unexpected(std::move(opened.error()));
  const bool revisit = earlier != nullptr;
  std::string block = stored_head(exchange);
  if (!revisit) block += exchange.body;
  const std::string block_digest = sha1_digest(block);
  std::string payload_digest = revisit ? earlier->payload_digest : std::string();
  if (payload_digest.empty() && !(revisit && earlier->not_modified)) payload_digest = sha1_digest(exchange.body);
  const std::string_view type = revisit ? "revisit" : "response";
  const std::string id = id_of(type, exchange.uri, exchange.date, block_digest);
  RecordText record(type, id, exchange.date);
  record.add("WARC-Target-URI", exchange.uri);
  record.add("WARC-IP-Address", exchange.address);
  record.add("WARC-Warcinfo-ID", '<' + info_id_ + '>');
  if (revisit) {
    record.add("WARC-Profile", earlier->not_modified ? kNotModified : kSamePayload);
    if (!earlier->id.empty()) record.add("WARC-Refers-To", '<' + earlier->id + '>');
    record.add("WARC-Refers-To-Target-URI", earlier->uri);
    record.add("WARC-Refers-To-Date", earlier->date);
  }
  record.add("WARC-Truncated", revisit ? "" : exchange.truncated);
  record.add("WARC-Block-Digest", block_digest);
  record.add("WARC-Payload-Digest", payload_digest);
  record.add("Content-Type", "application/http; msgtype=response");
  auto written = put(record.finish(block), id);
  if (!written || exchange.request.empty()) return written;
  written->payload_digest = payload_digest;

  const std::string digest = sha1_digest(exchange.request);
  const std::string request_id = id_of("request", exchange.uri, exchange.date, digest);
  RecordText request("request", request_id, exchange.date);
  request.add("WARC-Target-URI", exchange.uri);
  request.add("WARC-Concurrent-To", '<' + id + '>');
  request.add("WARC-Warcinfo-ID", '<' + info_id_ + '>');
  request.add("WARC-Block-Digest", digest);
  request.add("Content-Type", "application/http; msgtype=request");
  if (auto put_too = put(request.finish(exchange.request), request_id); !put_too) return put_too;
  return written;
}

base::Result<Written> WarcWriter::put(std::string_view record, std::string id) {
  const std::string member = gzip_member(record);
  if (member.empty()) return base::failure(base::ErrorCode::kInternal, "a record cannot be compressed");
  const std::uint64_t offset = file_->size();
  if (auto appended = file_->append(member); !appended) return std::unexpected(std::move(appended.error()));
  return Written{name_, offset, std::move(id), {}};
}

// Opens the next file where there is none yet, or the one that there is is full.
base::Result<void> WarcWriter::choose_name() {
  if (number_ == 0 && !options_.first.empty()) {
    name_ = options_.first;
    if (disk_.kind(name_) == base::PathKind::kMissing) {
      ++number_;
      return {};
    }
    base::Error error{base::ErrorCode::kWriteFailed, "there is an archive of this name already"};
    error.place.file = name_;
    error.hint = "archives are never written over: take another name, or move it away";
    return std::unexpected(std::move(error));
  }
  std::array<char, 16> number{};
  do {
    std::snprintf(number.data(), number.size(), "-%05u", number_++);
    name_ = options_.prefix + number.data() + ".warc.gz";
  } while (disk_.kind(name_) != base::PathKind::kMissing && number_ < kMostFiles);
  return {};
}

base::Result<void> WarcWriter::open() {
  if (file_ != nullptr && file_->size() < options_.most) return {};
  if (file_ != nullptr) {
    if (auto synced = file_->sync(); !synced) return synced;
    file_ = nullptr;
  }
  if (auto named = choose_name(); !named) return named;
  auto file = disk_.append(name_);
  if (!file) return std::unexpected(std::move(file.error()));
  std::string block;
  for (const auto& [name, value] : options_.info) block += one_line(name) + ": " + one_line(value) + "\r\n";
  block += "format: WARC File Format 1.1\r\n";
  block += "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n";
  const std::string file_name = name_.substr(name_.rfind('/') + 1);
  const std::string digest = sha1_digest(block);
  info_id_ = id_of("warcinfo", file_name, options_.date, digest);
  RecordText record("warcinfo", info_id_, options_.date);
  record.add("WARC-Filename", file_name);
  record.add("WARC-Block-Digest", digest);
  record.add("Content-Type", "application/warc-fields");
  file_ = std::move(*file);
  auto written = put(record.finish(block), info_id_);
  if (!written) file_ = nullptr;
  return written ? base::Result<void>() : std::unexpected(std::move(written.error()));
}

}  // namespace thresh::source
