// See archive_pages.h.
#include "source/archive_pages.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "base/clock.h"
#include "source/http_message.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

using base::ErrorCode;

bool is_robots(std::string_view uri) {
  const std::size_t host = uri.find("://");
  const std::size_t path = host == std::string_view::npos ? host : uri.find('/', host + 3);
  return path != std::string_view::npos && uri.substr(path) == "/robots.txt";
}

// What crawlers keep beside pages has addresses of its own: "metadata://gnu.org/…" of wget, "urn:text:…" of
// Browsertrix.
bool is_of_a_page(std::string_view uri) {
  const std::size_t colon = uri.find(':');
  if (colon == std::string_view::npos) return true;
  constexpr std::string_view kSchemes[] = {"http", "https", "ftp", "ftps", "file", "gopher"};
  return std::ranges::any_of(kSchemes, [scheme = uri.substr(0, colon)](std::string_view known) {
    return text::equals_ignoring_ascii_case(scheme, known);
  });
}

class ArchivePages final : public Reader {
 public:
  ArchivePages(std::unique_ptr<base::Input> input, std::string_view first, std::string archive,
               std::optional<ArchivePlace> only, const base::Limits& limits)
      : reader_(std::move(input), first, only ? only->offset : 0, limits.input_bytes),
        archive_(std::move(archive)),
        only_(only),
        limits_(limits) {
    if (only_) reader_.go_inside(only_->inside);
  }

  // `input` stands one byte before the part, or is null where it begins at 0.
  void take_part(std::unique_ptr<base::Input> input, Part part) {
    reader_.stop_at(part.end);
    if (input != nullptr) reader_.go_to(std::move(input), part.begin);
  }

  bool is_archive() const override { return !only_; }
  Skipped skipped() const override { return skipped_; }
  std::optional<std::uint64_t> left() const override { return reader_.left(); }

  base::Result<bool> next(RawPage& page) override {
    page = {};
    for (;;) {
      if (!errors_.empty()) {
        base::Error error = std::move(errors_.front());
        errors_.pop_front();
        return std::unexpected(std::move(error));
      }
      if (ready_) {
        page = std::move(*ready_);
        ready_.reset();
        return true;
      }
      if (over_) return false;
      if (auto read = read_record(); !read) return std::unexpected(std::move(read.error()));
    }
  }

 private:
  // Reads a record: the page that it is, and what is wrong before its end.
  base::Result<void> read_record() {
    const auto record = reader_.next();
    if (!record) {
      over_ = true;
      base::Error error = record.error();
      error.place.file = archive_;
      return std::unexpected(std::move(error));
    }
    const bool last = *record == nullptr;
    if (only_) {
      const bool found = !last && (*record)->place == *only_ && !(*record)->damaged && take(**record);
      if (!found) errors_.push_back(trouble(*only_, "no page of the archive stands here"));
      over_ = true;
      return {};
    }
    over_ = last;
    if (!over_ && !(*record)->damaged) take(**record);
    for (const ArchiveFinding& finding : reader_.take_findings()) {
      errors_.push_back(trouble({finding.offset, 0}, finding.message + ", at byte " + std::to_string(finding.offset)));
    }
    return {};
  }

  base::Error trouble(const ArchivePlace& place, std::string message) const {
    base::Error error{ErrorCode::kBadArchive, std::move(message)};
    error.place.file = name_in_archive(archive_, place);
    return error;
  }

  // Whether the record is a page; then that is kept. Else it is counted.
  bool take(const WarcRecord& record) {
    if (record.type == RecordType::kRevisit) ++skipped_.revisits;
    const bool text = record.type == RecordType::kConversion;  // text of a page, as WET files hold it
    if (record.type != RecordType::kResponse && record.type != RecordType::kResource && !text) return false;
    if (record.type == RecordType::kResource && !is_of_a_page(record.uri())) return ++skipped_.types, false;
    read_http(text ? std::string_view() : record.block, message_);
    if (text) message_.body = record.block;
    const bool http = message_.status != 0;
    if (http && message_.status / 100 != 2) return ++skipped_.statuses, false;
    const std::string_view content_type = message_.field("Content-Type");
    const std::string_view type = http ? content_type : record.field("Content-Type");
    if (!is_page_type(type) || is_robots(record.uri())) return ++skipped_.types, false;
    read_body(message_, limits_.input_bytes, body_);
    RawPage& page = ready_.emplace();
    page.name = name_in_archive(archive_, record.place);
    page.cut = body_.cut || record.cut || !record.field("WARC-Truncated").empty();
    if (body_.damaged) page.damaged_at = message_.body.size();
    page.url = record.uri();
    page.charset = charset_of(type);
    page.captured = capture_time(record.field("WARC-Date"));
    page.bytes = body_.bytes.data() == body_.storage.data() ? std::move(body_.storage) : std::string(body_.bytes);
    page.bytes.resize(std::min(page.bytes.size(), limits_.input_bytes));
    return true;
  }

  WarcReader reader_;
  std::string archive_;
  std::optional<ArchivePlace> only_;
  base::Limits limits_;
  HttpMessage message_;
  HttpBody body_;
  std::optional<RawPage> ready_;
  std::deque<base::Error> errors_;
  Skipped skipped_;
  bool over_ = false;
};

}  // namespace

std::optional<PlaceInArchive> place_in_archive(std::string_view name) {
  const std::size_t hash = name.rfind('#');
  if (hash == std::string_view::npos || hash == 0) return std::nullopt;
  const std::string_view place = name.substr(hash + 1);
  const std::size_t plus = place.find('+');
  const auto offset = read_length(place.substr(0, plus));
  const auto inside =
      plus == std::string_view::npos ? std::optional<std::uint64_t>(0) : read_length(place.substr(plus + 1));
  if (!offset || !inside) return std::nullopt;
  return PlaceInArchive{std::string(name.substr(0, hash)), {*offset, *inside}};
}

std::string name_in_archive(std::string_view archive, const ArchivePlace& place) {
  std::string name = std::string(archive) + '#' + std::to_string(place.offset);
  if (place.inside > 0) name += '+' + std::to_string(place.inside);
  return name;
}

std::unique_ptr<Reader> archive_pages(std::unique_ptr<base::Input> input, std::string_view first, std::string archive,
                                      std::optional<ArchivePlace> only, const base::Limits& limits) {
  return std::make_unique<ArchivePages>(std::move(input), first, std::move(archive), only, limits);
}

std::unique_ptr<Reader> pages_of_part(std::unique_ptr<base::Input> input, std::string_view first,
                                      std::unique_ptr<base::Input> behind, std::string archive, Part part,
                                      const base::Limits& limits) {
  auto pages = std::make_unique<ArchivePages>(std::move(input), first, std::move(archive), std::nullopt, limits);
  pages->take_part(std::move(behind), part);
  return pages;
}

std::string capture_time(std::string_view warc_date) {
  constexpr std::size_t kDay = 10;  // letters of YYYY-MM-DD
  if (const auto instant = base::read_utc_text(warc_date)) return base::utc_text(*instant);
  const bool day = warc_date.size() == kDay && base::read_utc_text(std::string(warc_date) + "T00:00:00Z").has_value();
  return day ? std::string(warc_date) : std::string();
}

}  // namespace thresh::source
