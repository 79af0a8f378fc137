// See warc_captures.h. What a fetch saw becomes records (source/warc_writer.h), and a record the page that it was.
#include "dataset/warc_captures.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <filesystem>
#include <optional>
#include <utility>
#include <vector>

#include "base/clock.h"
#include "base/sha256.h"
#include "fetch/kept_exchange.h"
#include "source/http_message.h"
#include "source/warc_reader.h"
#include "source/warc_writer.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kBlockBytes = std::size_t{512} << 20;  // of a record, as it is stored

bool is_warc_name(std::string_view name) { return name.ends_with(".warc.gz") || name.ends_with(".warc"); }

class WarcCaptures final : public Captures {
 public:
  WarcCaptures(base::Disk& disk, std::string folder, source::WarcWriter::Options options, std::size_t limit)
      : disk_(disk), folder_(std::move(folder)), writer_(disk, std::move(options)), limit_(limit) {}

  base::Result<CapturePlace> add(const fetch::Exchange& exchange, const Page* same_as) override {
    const source::Exchange out = fetch::kept(exchange);
    base::Result<source::Written> written;
    if (same_as == nullptr) {
      written = writer_.add(out);
    } else {
      const bool not_modified = exchange.fate == fetch::Fate::kNotModified;
      source::Earlier earlier{.uri = exchange.url, .date = base::utc_text(same_as->last_changed)};
      if (!not_modified) earlier.payload_digest = source::sha1_digest(exchange.wire_body());
      earlier.not_modified = not_modified;
      written = writer_.add_revisit(out, earlier);
    }
    if (!written) return std::unexpected(std::move(written.error()));
    wrote_ = true;
    return CapturePlace{std::filesystem::path(written->file).filename().string(), written->offset};
  }

  base::Result<void> sync() override { return wrote_ ? writer_.sync() : base::Result<void>(); }

  base::Result<CapturedPage> read(const CapturePlace& place) override {
    auto reader = open(place.file, place.offset);
    if (!reader) return std::unexpected(std::move(reader.error()));
    const auto record = (*reader)->next();
    if (!record) return std::unexpected(record.error());
    const bool is_response = *record != nullptr && (*record)->type == source::RecordType::kResponse;
    if (!is_response || (*record)->place.offset != place.offset || (*record)->damaged) return damaged(place);
    return page_of(**record);
  }

  base::Result<std::vector<Capture>> all() override {
    std::vector<Capture> captures;
    if (disk_.kind(folder_) != base::PathKind::kFolder) return captures;
    const auto files = disk_.list(folder_);
    if (!files) return std::unexpected(files.error());
    for (const base::FolderEntry& file : *files) {
      if (file.kind != base::PathKind::kFile || !is_warc_name(file.name)) continue;
      if (auto read = add_file(file.name, captures); !read) return std::unexpected(std::move(read.error()));
    }
    return captures;
  }

 private:
  base::Result<std::unique_ptr<source::WarcReader>> open(const std::string& file, std::uint64_t offset) {
    auto input = disk_.stream(folder_ + '/' + file, offset);
    if (!input) return std::unexpected(std::move(input.error()));
    return std::make_unique<source::WarcReader>(*std::move(input), std::string_view(), offset, kBlockBytes);
  }

  std::unexpected<base::Error> damaged(const CapturePlace& place) const {
    base::Error error{base::ErrorCode::kUnreadable,
                      "the archive holds no whole page at byte " + std::to_string(place.offset)};
    error.place.file = folder_ + '/' + place.file;
    return std::unexpected(std::move(error));
  }

  CapturedPage page_of(const source::WarcRecord& record) const {
    source::HttpMessage message;
    source::read_http(record.block, message);
    source::HttpBody body;
    source::read_body(message, limit_, body);
    CapturedPage page;
    page.url = record.uri();
    page.body = body.bytes;
    page.charset = source::charset_of(message.field("Content-Type"));
    page.captured = base::read_utc_text(record.field("WARC-Date")).value_or(0);
    page.cut = body.cut;
    page.type = message.field("Content-Type");
    return page;
  }

  // Of each response and revisit how it went. A file whose last record is cut was being written when the program was
  // killed.
  base::Result<void> add_file(const std::string& file, std::vector<Capture>& captures) {
    auto reader = open(file, 0);
    if (!reader) return std::unexpected(std::move(reader.error()));
    for (;;) {
      const auto record = (*reader)->next();
      if (!record) return std::unexpected(record.error());
      if (*record == nullptr) return {};
      if (auto capture = capture_of(**record, file)) captures.push_back(*std::move(capture));
    }
  }

  std::optional<Capture> capture_of(const source::WarcRecord& record, const std::string& file) const {
    const bool revisit = record.type == source::RecordType::kRevisit;
    if ((!revisit && record.type != source::RecordType::kResponse) || record.damaged) return std::nullopt;
    source::HttpMessage message;
    source::read_http(record.block, message);
    Capture capture;
    capture.url = record.uri();
    Outcome& outcome = capture.outcome;
    outcome.at = base::read_utc_text(record.field("WARC-Date")).value_or(0);
    outcome.status = message.status;
    const bool ok = message.status >= 200 && message.status < 300;
    if (revisit) {
      outcome.kind = Outcome::Kind::kSame;
    } else if (message.status == 404 || message.status == 410) {
      outcome.kind = Outcome::Kind::kMissing;
    } else if (ok && record.field("WARC-Truncated").empty()) {
      source::HttpBody body;
      source::read_body(message, limit_, body);
      outcome.kind = Outcome::Kind::kChanged;
      outcome.content = base::hex(base::sha256(body.bytes));
      outcome.warc_file = file;
      outcome.warc_offset = record.place.offset;
    }
    if (ok || revisit) {
      outcome.etag = message.field("ETag");
      outcome.last_modified = message.field("Last-Modified");
    }
    return capture;
  }

  base::Disk& disk_;
  std::string folder_;
  source::WarcWriter writer_;
  std::size_t limit_;
  bool wrote_ = false;
};

}  // namespace

base::Result<std::unique_ptr<Captures>> warc_captures(base::Disk& disk, const std::string& folder,
                                                      const std::string& agent, std::int64_t run, std::size_t limit) {
  std::array<char, 40> name;
  const int size = std::snprintf(name.data(), name.size(), "/run-%06lld", static_cast<long long>(run));
  source::WarcWriter::Options options;
  options.prefix = folder + std::string(name.data(), static_cast<std::size_t>(size));
  options.info = {{"software", "thresh/" THRESH_VERSION}, {"http-header-user-agent", agent}};
  if (run > 0) {
    if (auto made = disk.make_folders(folder); !made) return std::unexpected(std::move(made.error()));
  }
  return std::make_unique<WarcCaptures>(disk, folder, std::move(options), limit);
}

}  // namespace thresh::dataset
