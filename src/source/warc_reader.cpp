// See warc_reader.h.
//
// All places are positions in the decompressed bytes (ArchiveStream::position). A break is the start of a unit behind
// which no block can go on: bytes before it were lost, or it begins a record.
#include "source/warc_reader.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <iterator>
#include <utility>

#include "base/digest.h"
#include "text/unicode.h"

namespace thresh::source {
namespace {

constexpr std::size_t kFirstHeader = 4096;  // bytes that are looked at for the end of a header
constexpr std::size_t kLargestHeader = std::size_t{1} << 20;
constexpr std::size_t kStep = std::size_t{64} << 10;  // of a search for the next record
constexpr std::size_t kStart = 1024;                  // bytes by which the start of a record is known
constexpr std::string_view kRecordEnd = "\r\n\r\n";

constexpr std::array<std::pair<std::string_view, RecordType>, 8> kTypes = {
    {{"response", RecordType::kResponse},
     {"request", RecordType::kRequest},
     {"revisit", RecordType::kRevisit},
     {"metadata", RecordType::kMetadata},
     {"warcinfo", RecordType::kWarcinfo},
     {"resource", RecordType::kResource},
     {"conversion", RecordType::kConversion},
     {"continuation", RecordType::kContinuation}}};

bool is_line_end(char c) { return c == '\r' || c == '\n'; }

// Whether a record of an archive begins with these bytes, more than by its first line: a WARC header goes on with a
// field, so that a page that talks of "WARC/1.0" is none.
bool begins_record(std::string_view bytes, bool arc) {
  if (arc) {
    const auto line = read_arc_line(bytes);
    return line && line->length;
  }
  if (!begins_warc(bytes)) return false;
  const std::size_t end = bytes.find('\n');
  if (end == std::string_view::npos) return false;
  const std::string_view line = bytes.substr(end + 1, bytes.find('\n', end + 1) - end - 1);
  const std::string_view field = line.substr(0, line.find(':'));
  const auto named = [&](std::string_view start) {
    return text::equals_ignoring_ascii_case(field.substr(0, start.size()), start);
  };
  return field.size() < line.size() && (named("WARC-") || named("Content-"));
}

}  // namespace

std::string_view name(RecordType type) {
  for (const auto& [text, known] : kTypes) {
    if (known == type) return text;
  }
  return "other";
}

WarcReader::WarcReader(std::unique_ptr<base::Input> input, std::string_view first, std::uint64_t offset,
                       std::size_t limit)
    : stream_(std::move(input), first, offset), limit_(limit) {}

bool WarcReader::is_archive(std::string_view bytes) {
  const auto packing = ArchiveStream::packing_of(bytes);
  if (packing == ArchiveStream::Packing::kPlain && !bytes.starts_with("WARC/") && !bytes.starts_with("filedesc:")) {
    return false;
  }
  if (bytes.starts_with("\x5D\x2A\x4D\x18")) return true;  // a dictionary for Zstandard frames: only archives have it
  class Nothing final : public base::Input {
   public:
    base::Result<std::size_t> read(char*, std::size_t) override { return std::size_t{0}; }
    std::optional<std::uint64_t> left() const override { return 0; }
  };
  constexpr std::size_t kEnough = 64;
  ArchiveStream stream(std::make_unique<Nothing>(), bytes.substr(0, kStep), 0);
  std::string_view start = stream.window(kEnough);
  while (!start.empty() && is_line_end(start.front())) start.remove_prefix(1);
  return begins_warc(start) || (start.starts_with("filedesc:") && read_arc_line(start));
}

void WarcReader::go_inside(std::uint64_t inside) {
  while (next_ < inside && !stream_.window(1).empty()) {
    const std::size_t count = static_cast<std::size_t>(std::min<std::uint64_t>(stream_.known().size(), inside - next_));
    stream_.skip(count);
    next_ += count;
  }
}

void WarcReader::go_to(std::unique_ptr<base::Input> input, std::uint64_t begin) {
  if (skip_blanks()) at_record();  // tells what kind of an archive it is
  stream_.jump(std::move(input), begin - 1);
  next_ = stream_.position();
  findings_.clear();
  if (stream_.packing() != ArchiveStream::Packing::kPlain) return;
  for (;;) {
    const std::size_t size = stream_.window(kStep + kStart).size();
    const std::uint64_t from = stream_.position();
    const std::size_t passed = std::min(size, kStep);
    const auto start = find_start(from, from + passed + 1, false);
    next_ = start.value_or(from + passed);
    stream_.skip(static_cast<std::size_t>(at(next_)));
    if (start || passed == size) return;
  }
}

void WarcReader::stop_at(std::uint64_t end) {
  stop_at_ = end;
  stream_.probe_from(end);
}

// Whether the record at the position is where another reader goes on. `before`: where the last one ended.
bool WarcReader::is_stop(std::uint64_t before) const {
  if (!stop_at_ || stream_.place(stream_.position()).offset < *stop_at_) return false;
  const ArchiveStream::Unit& unit = stream_.units().front();
  return stream_.packing() == ArchiveStream::Packing::kPlain || (unit.at >= before && unit.findable);
}

base::Result<const WarcRecord*> WarcReader::next() {
  skip_rest();
  for (;;) {
    const std::uint64_t before = stream_.position();
    const bool more = skip_blanks();
    is_over_ = !more || stopped_;
    if (stream_.error()) return std::unexpected(*stream_.error());
    if (is_over_) return nullptr;
    const std::uint64_t begin = stream_.position();
    const bool record_begins = at_record();
    if (record_begins && is_stop(before)) {
      stopped_ = stream_.place(begin).offset;
      return nullptr;
    }
    if (!record_begins) {
      resync(begin, reported_ ? "" : "what stands here is no record");
      continue;
    }
    record_ = {};
    record_.place = stream_.place(begin);
    if (!read_header()) {
      resync(begin + 1, {});
      continue;
    }
    break;
  }
  const std::uint64_t begin = stream_.position(), block = next_;
  const Extent extent = extent_of(block, stated_);
  stream_.settle();
  next_ = extent.end;
  record_.length = extent.end - block;
  const std::size_t held = static_cast<std::size_t>(std::min<std::uint64_t>(record_.length, limit_));
  record_.block = stream_.known().substr(at(block), held);
  record_.cut = record_.length > limit_;
  const bool lost = is_damaged(begin, next_);  // which the stream has reported
  record_.damaged = extent.damaged || lost;
  reported_ = !extent.trouble.empty();
  if (reported_ && !lost) report(begin, extent.trouble);
  set_type();
  return &record_;
}

// Moves on past the record that was given.
void WarcReader::skip_rest() {
  while (stream_.position() < next_) {
    const std::uint64_t left = next_ - stream_.position();
    const std::size_t known = static_cast<std::size_t>(std::min<std::uint64_t>(stream_.window(1).size(), left));
    if (known == 0) {
      report(stream_.position(), "the archive ends inside a record");
      return;
    }
    const auto stop = break_between(stream_.position(), stream_.position() + known);
    stream_.skip(stop ? static_cast<std::size_t>(at(*stop)) : known);
    if (stop) next_ = *stop;
    if (!stop) continue;
    report(*stop, "the record before this place is not complete");
    findings_.back().unit = record_.place.offset;
  }
}

// Passes over the ends of lines between records; false at the end of the archive.
bool WarcReader::skip_blanks() {
  for (;;) {
    const std::string_view window = stream_.window(1);
    if (window.empty()) return false;
    std::size_t blanks = 0;
    while (blanks < window.size() && is_line_end(window[blanks])) ++blanks;
    stream_.skip(blanks);
    if (blanks < window.size()) return true;
  }
}

bool WarcReader::at_record() {
  const std::string_view window = stream_.window(kStart);
  if (begins_warc(window)) {
    kind_ = Kind::kWarc;
    return true;
  }
  if (kind_ == Kind::kWarc || !read_arc_line(stream_.window(kFirstHeader * 4))) return false;
  kind_ = Kind::kArc;
  return true;
}

bool WarcReader::read_header() { return kind_ == Kind::kArc ? read_arc_header() : read_warc_header(); }

bool WarcReader::read_warc_header() {
  const std::uint64_t begin = stream_.position();
  std::size_t end = std::string_view::npos;
  for (std::size_t size = kFirstHeader; end == std::string_view::npos; size *= 4) {
    const std::string_view window = stream_.window(size);
    end = end_of_header(window.substr(0, std::min(size, kLargestHeader)));
    if (window.size() < size || size >= kLargestHeader) break;
  }
  const std::uint64_t stop = begin + (end == std::string_view::npos ? stream_.known().size() : end);
  if (end == std::string_view::npos || break_between(begin, stop - 1)) {
    report(begin, "the header of a record does not end");
    return false;
  }
  record_.head = stream_.known().substr(0, end);
  const std::size_t line = record_.head.find('\n');
  record_.fields = read_fields(record_.head, line + 1);
  record_.version = std::string_view(record_.head).substr(0, record_.head.find_first_of("\r\n"));
  stated_ = read_length(record_.field("Content-Length"));
  next_ = begin + end;
  return true;
}

bool WarcReader::read_arc_header() {
  const std::uint64_t begin = stream_.position();
  const ArcLine line = *read_arc_line(stream_.known());
  record_.arc = true;
  std::string& head = record_.head;
  head = "ARC\r\nWARC-Target-URI: " + std::string(line.url) + "\r\nWARC-IP-Address: " + std::string(line.address) +
         "\r\nWARC-Date: " + arc_time(line.date) + "\r\nContent-Type: " + std::string(line.type) + "\r\n";
  record_.fields = read_fields(head, 5);
  record_.version = std::string_view(head).substr(0, 3);
  stated_ = line.length;
  next_ = begin + line.size;
  return true;
}

// Where the block that begins at `begin` ends.
WarcReader::Extent WarcReader::extent_of(std::uint64_t begin, std::optional<std::uint64_t> length) {
  const std::uint64_t most = begin + limit_;  // what is held of it
  const bool plausible = length && stream_.may_hold(*length - std::min(*length, stream_.known().size() - at(begin)));
  const std::uint64_t wanted = length && plausible ? std::min(begin + *length, most) : most;
  const std::string_view window = stream_.window(static_cast<std::size_t>(at(wanted)));
  const std::uint64_t end = stream_.position() + window.size();  // of what there is
  if (const auto stop = break_between(begin, std::min(wanted, end))) {
    if (!length || *stop < begin + *length) {
      return {*stop, true, length ? "the record is shorter than it says" : "the record has no length"};
    }
  }
  if (!length || !plausible) {
    const auto start = find_start(begin, std::min(wanted, end), true);
    const std::uint64_t stop = start.value_or(std::min(wanted, end));
    return {stop, true, length ? "the record says that it is longer than the archive" : "the record has no length"};
  }
  if (end < begin + *length && end < most) {
    const auto start = find_start(begin, end, true);
    if (start) return {*start, true, "the record is shorter than it says"};
    return {end, true, "the archive ends inside a record"};
  }
  return *length > limit_ ? Extent{begin + *length, false, {}} : held_extent(begin, begin + *length);
}

// Of a block all of which is held: is that its end, by what follows it?
WarcReader::Extent WarcReader::held_extent(std::uint64_t begin, std::uint64_t end) {
  if (ends_well(end)) return {end, false, {}};
  const std::string_view block = stream_.known().substr(at(begin), static_cast<std::size_t>(end - begin));
  if (proven(block)) return {end, false, {}};
  if (const auto start = find_start(begin, end, false)) return {*start, true, "the record is shorter than it says"};
  stream_.window(static_cast<std::size_t>(at(end)) + kStart);
  const auto next = find_start(end, end + kStart, true);
  if (next && *next - end <= kRecordEnd.size()) return {end, false, {}};
  return {end, true, "the record is longer than it says"};
}

// Whether what follows `end` is what follows a record: two ends of lines (clause 4), or only some of them and then the
// next record, or the end.
bool WarcReader::ends_well(std::uint64_t end) {
  const std::size_t from = static_cast<std::size_t>(at(end));
  if (stream_.window(from + kRecordEnd.size()).substr(from, kRecordEnd.size()) == kRecordEnd) return true;
  const std::string_view rest = stream_.window(from + kStart).substr(from);
  const std::size_t blanks = std::min(rest.find_first_not_of("\r\n"), rest.size());
  if (blanks == rest.size()) return true;
  return begins_record(rest.substr(blanks), kind_ == Kind::kArc) || break_between(end - 1, end + blanks).has_value();
}

// Whether a digest says that these bytes are the whole block.
bool WarcReader::proven(std::string_view block) const {
  return digest_matches(record_.field("WARC-Block-Digest"), block).value_or(false);
}

// The first break behind `from` and not behind `to`; what is known is looked at.
std::optional<std::uint64_t> WarcReader::break_between(std::uint64_t from, std::uint64_t to) {
  for (std::size_t i = 0; i < stream_.units().size(); ++i) {
    const ArchiveStream::Unit unit = stream_.units()[i];
    if (unit.at <= from) continue;
    if (unit.at > to) break;
    if (unit.after_gap || begins_record(stream_.known().substr(at(unit.at)), kind_ == Kind::kArc)) return unit.at;
  }
  return std::nullopt;
}

// The first place in [from, to) where a record begins, at the start of a line. `near`: also at `from` or just behind
// it, where the end of a line may be damaged.
std::optional<std::uint64_t> WarcReader::find_start(std::uint64_t from, std::uint64_t to, bool near) {
  const bool arc = kind_ == Kind::kArc;
  const std::string_view all = stream_.known();
  const std::size_t end = static_cast<std::size_t>(std::min<std::uint64_t>(at(to), all.size()));
  std::size_t place = static_cast<std::size_t>(at(from));
  for (std::size_t i = place; near && i < end && i <= place + kRecordEnd.size(); ++i) {
    if (begins_record(all.substr(i), arc)) return stream_.position() + i;
  }
  while (place < end) {
    const void* found = std::memchr(all.data() + place, '\n', end - place);
    if (found == nullptr) break;
    place = static_cast<std::size_t>(static_cast<const char*>(found) - all.data()) + 1;
    if (place < end && (arc || all[place] == 'W') && begins_record(all.substr(place), arc)) {
      return stream_.position() + place;
    }
  }
  return std::nullopt;
}

bool WarcReader::is_damaged(std::uint64_t from, std::uint64_t to) const {
  const auto& units = stream_.units();
  for (std::size_t i = 0; i < units.size() && units[i].at < to; ++i) {
    const bool over = i + 1 < units.size() && units[i + 1].at <= from;
    if (units[i].damaged && !over) return true;
  }
  return false;
}

// Goes on to where the next record begins, at `from` or behind it.
void WarcReader::resync(std::uint64_t from, std::string message) {
  if (!message.empty()) report(from, std::move(message));
  stream_.skip(static_cast<std::size_t>(at(from)));
  for (;;) {
    const std::size_t size = stream_.window(kStep + kStart).size();
    const std::uint64_t begin = stream_.position();
    const bool last = size < kStep + kStart;
    const std::uint64_t end = begin + (last ? size : kStep);
    const auto stop = break_between(begin, end);
    const auto start = find_start(begin, stop.value_or(end), true);
    next_ = start ? *start : stop ? *stop : end;
    stream_.skip(static_cast<std::size_t>(at(next_)));
    if (start || stop || last) return;
  }
}

void WarcReader::report(std::uint64_t position, std::string message) {
  const std::uint64_t offset = stream_.place(position).offset;
  findings_.push_back({offset, std::move(message), offset});
}

std::vector<ArchiveFinding> WarcReader::take_findings() {
  std::vector<ArchiveFinding> found = stream_.take_findings();
  found.insert(found.end(), findings_.begin(), findings_.end());
  findings_.clear();
  std::ranges::sort(found, {}, &ArchiveFinding::offset);
  if (stop_at_) keep_back(found);
  return found;
}

// What is wrong from the stop on is told by whoever goes on there. Where the stop is, is not known before it is
// reached.
void WarcReader::keep_back(std::vector<ArchiveFinding>& found) {
  const std::uint64_t end = stopped_.value_or(is_over_ ? UINT64_MAX : *stop_at_);
  const auto behind = [&](const ArchiveFinding& finding) { return finding.unit >= end; };
  if (!stopped_) std::ranges::copy_if(found, std::back_inserter(findings_), behind);
  std::erase_if(found, behind);
}

void WarcReader::set_type() {
  if (record_.arc) {
    const bool about = record_.uri().starts_with("filedesc:");
    const bool http = record_.block.starts_with("HTTP/");
    record_.type = about ? RecordType::kWarcinfo : http ? RecordType::kResponse : RecordType::kResource;
    return;
  }
  const std::string_view stated = record_.field("WARC-Type");
  for (const auto& [text, type] : kTypes) {
    if (text::equals_ignoring_ascii_case(stated, text)) record_.type = type;
  }
}

std::optional<bool> digest_matches(std::string_view stated, std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, base::DigestKind>, 6> kKinds = {
      {{"sha1", base::DigestKind::kSha1},
       {"sha-1", base::DigestKind::kSha1},
       {"sha256", base::DigestKind::kSha256},
       {"sha-256", base::DigestKind::kSha256},
       {"sha512", base::DigestKind::kSha512},
       {"md5", base::DigestKind::kMd5}}};
  const std::size_t colon = stated.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  for (const auto& [text, kind] : kKinds) {
    if (!text::equals_ignoring_ascii_case(stated.substr(0, colon), text)) continue;
    std::string_view value = stated.substr(colon + 1);
    while (value.ends_with('=')) value.remove_suffix(1);
    const std::string digest = base::digest(kind, bytes);
    if (digest.empty()) return std::nullopt;
    return text::equals_ignoring_ascii_case(value, base::base32(digest)) ||
           text::equals_ignoring_ascii_case(value, base::hex_text(digest));
  }
  return std::nullopt;
}

}  // namespace thresh::source
