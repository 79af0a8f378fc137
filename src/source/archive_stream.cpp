// See archive_stream.h.
//
// Where a unit is damaged, the damage may lie well before the byte where the decoder noticed it, and the decoder may
// have run into the units that follow. So the next unit is looked for from just behind the start of the damaged one, as
// far as its bytes are still there: at each magic number that decodes to the start of a record. How many bytes are
// looked at again is bounded, so that the time stays linear.
#include "source/archive_stream.h"

#include <algorithm>
#include <array>
#include <cstring>
#include <utility>

#include "source/warc_header.h"

namespace thresh::source {
namespace {

constexpr std::size_t kFile = std::size_t{1} << 20;     // bytes of the file that are held
constexpr std::size_t kAhead = std::size_t{512} << 10;  // at least so many before a whole unit is tried
constexpr std::size_t kFirstWindow = std::size_t{512} << 10;
constexpr std::size_t kLargestWhole = std::size_t{8} << 20;  // a unit decompressed at once
constexpr std::size_t kPiece = std::size_t{128} << 10;
constexpr std::size_t kProbe = 512;  // bytes of a unit that tell whether it begins a record
constexpr std::uint64_t kMostGoneBack = std::uint64_t{64} << 20;
constexpr std::size_t kLargestDictionary = std::size_t{16} << 20;

constexpr std::string_view kGzip = "\x1F\x8B\x08";
constexpr std::string_view kZstd = "\x28\xB5\x2F\xFD";
constexpr std::string_view kZstdDictionary = "\x5D\x2A\x4D\x18";

std::uint32_t little_endian(std::string_view bytes) {
  std::uint32_t value = 0;
  for (int i = 3; i >= 0; --i) value = value << 8 | static_cast<std::uint8_t>(bytes[static_cast<std::size_t>(i)]);
  return value;
}

}  // namespace

ArchiveStream::Packing ArchiveStream::packing_of(std::string_view bytes) {
  if (bytes.starts_with(kGzip)) return Packing::kGzip;
  return bytes.starts_with(kZstd) || bytes.starts_with(kZstdDictionary) ? Packing::kZstd : Packing::kPlain;
}

ArchiveStream::ArchiveStream(std::unique_ptr<base::Input> input, std::string_view first, std::uint64_t offset)
    : input_(std::move(input)), in_offset_(offset), likely_size_(kFirstWindow) {
  const std::size_t size = std::max(kFile, first.size());
  in_ = std::make_unique_for_overwrite<char[]>(size);
  std::ranges::copy(first, in_.get());
  in_end_ = first.size();
  fill(kZstd.size());
  packing_ = packing_of(packed());
  if (packing_ == Packing::kPlain && !may_begin_record(packed())) find_packing();
  if (packing_ == Packing::kGzip) pieces_ = gzip_units(), probe_ = gzip_units();
  if (packing_ == Packing::kZstd) read_dictionary();
  const bool started = packing_ == Packing::kPlain || (pieces_ != nullptr && probe_ != nullptr);
  if (!started)
    error_ = base::failure(base::ErrorCode::kInternal, "the decoder of the archive cannot be started").error();
  if (packing_ == Packing::kPlain) units_.push_back({0, offset});
}

// The very first bytes of a compressed file may be the damaged ones: then a unit behind them tells how it is packed.
void ArchiveStream::find_packing() {
  fill(kAhead);
  for (const Packing packing : {Packing::kGzip, Packing::kZstd}) {
    const std::string_view magic = packing == Packing::kGzip ? kGzip : kZstd;
    probe_ = packing == Packing::kGzip ? gzip_units() : zstd_units("");
    for (std::size_t at = packed().find(magic); at != std::string_view::npos; at = packed().find(magic, at + 1)) {
      if (probe_ == nullptr || !begins_record(packed().substr(at, kProbe))) continue;
      packing_ = packing;
      return;
    }
  }
}

void ArchiveStream::jump(std::unique_ptr<base::Input> input, std::uint64_t offset) {
  input_ = std::move(input);
  in_begin_ = in_end_ = 0;
  in_offset_ = offset;
  in_over_ = in_unit_ = false;
  position_ += end_ - begin_;
  begin_ = end_ = 0;
  units_.clear();
  findings_.clear();
  if (packing_ == Packing::kPlain) {
    units_.push_back({position_, offset});
    return;
  }
  fill(1);
  if (!packed().empty()) ++in_begin_;
  find_unit();
}

std::string_view ArchiveStream::window(std::size_t size) {
  while (end_ - begin_ < size && !error_ && more()) {
  }
  return known();
}

void ArchiveStream::skip(std::size_t count) {
  begin_ += count;
  position_ += count;
  while (units_.size() > 1 && units_[1].at <= position_) units_.pop_front();
}

ArchivePlace ArchiveStream::place(std::uint64_t at) const {
  const Unit* unit = &units_.front();
  for (const Unit& next : units_) {
    if (next.at <= at) unit = &next;
  }
  const std::uint64_t inside = at - unit->at;
  return packing_ == Packing::kPlain ? ArchivePlace{unit->offset + inside, 0} : ArchivePlace{unit->offset, inside};
}

bool ArchiveStream::may_hold(std::uint64_t more) const {
  const auto left = input_->left();
  return packing_ != Packing::kPlain || !left || more <= *left + (in_end_ - in_begin_);
}

void ArchiveStream::settle() {
  const std::size_t before = end_ - begin_;
  while (in_unit_ && end_ - begin_ == before && !error_) continue_unit();
}

// Reads the file until `size` bytes of it are there, or it ends. What begins the current unit is kept as long as there
// is room.
void ArchiveStream::fill(std::size_t size) {
  if (in_end_ - in_begin_ >= size || in_over_) return;
  std::size_t kept = in_begin_;
  if (in_unit_) {
    const std::uint64_t start = units_.back().offset;
    if (start >= in_offset_ && packed_offset() - start + size <= kFile / 2) {
      kept = static_cast<std::size_t>(start - in_offset_);
    }
  }
  if (kept > 0) {
    std::memmove(in_.get(), in_.get() + kept, in_end_ - kept);
    in_offset_ += kept;
    in_begin_ -= kept;
    in_end_ -= kept;
  }
  while (in_end_ - in_begin_ < size && !in_over_ && in_end_ < kFile) {
    const auto count = input_->read(in_.get() + in_end_, kFile - in_end_);
    if (!count) error_ = count.error();
    in_over_ = !count || *count == 0;
    if (count) in_end_ += *count;
  }
}

// Makes room for `size` bytes behind the window.
void ArchiveStream::make_room(std::size_t size) {
  if (capacity_ - end_ >= size) return;
  const std::size_t live = end_ - begin_;
  if (live + size <= capacity_ && begin_ >= live) {
    std::memcpy(buffer_.get(), buffer_.get() + begin_, live);
  } else {
    const std::size_t capacity = std::max(live + size, std::min(capacity_ * 2, live * 2 + size));
    auto larger = std::make_unique_for_overwrite<char[]>(capacity);
    if (live > 0) std::memcpy(larger.get(), buffer_.get() + begin_, live);
    buffer_ = std::move(larger);
    capacity_ = capacity;
  }
  begin_ = 0;
  end_ = live;
}

// Makes the window longer; false at the end.
bool ArchiveStream::more() {
  if (packing_ == Packing::kPlain) return more_plain();
  return in_unit_ ? continue_unit() : begin_unit(false);
}

bool ArchiveStream::more_plain() {
  make_room(kPiece);
  if (in_begin_ < in_end_) {  // what was read to see what the file is
    const std::size_t count = std::min(in_end_ - in_begin_, kPiece);
    std::memcpy(buffer_.get() + end_, in_.get() + in_begin_, count);
    in_begin_ += count;
    end_ += count;
    return true;
  }
  if (in_over_) return false;
  const auto count = input_->read(buffer_.get() + end_, capacity_ - end_);
  if (!count) error_ = count.error();
  in_over_ = !count || *count == 0;
  if (count) end_ += *count;
  return !in_over_;
}

// Begins the unit that stands next in the file, and decodes it at once if it is small.
bool ArchiveStream::begin_unit(bool after_gap) {
  fill(kAhead);
  if (packed().empty()) return false;
  if (!is_unit_start(packed())) {
    const std::uint64_t from = packed_offset();
    const bool padding = packed().find_first_not_of('\0') == std::string_view::npos && in_over_;
    if (!padding) findings_.push_back({from, "what follows here is no compressed record", from});
    return !padding && find_unit();
  }
  const bool findable = packed_offset() >= probe_from_ && begins_record(packed().substr(0, kProbe));
  units_.push_back({position_ + (end_ - begin_), packed_offset(), after_gap, false, findable});
  while (units_.size() > 1 && units_[1].at <= position_) units_.pop_front();
  if (packing_ == Packing::kGzip && whole_unit()) return true;
  in_unit_ = true;
  if (pieces_->begin()) return true;
  error_ = base::failure(base::ErrorCode::kInternal, "a decoder cannot be started again").error();
  return false;
}

bool ArchiveStream::whole_unit() {
  for (;;) {
    make_room(likely_size_);
    std::size_t taken = 0, count = 0;
    const auto answer = whole_.run(packed(), buffer_.get() + end_, capacity_ - end_, &taken, &count);
    if (answer == WholeMember::Answer::kDone) {
      in_begin_ += taken;
      end_ += count;
      return true;
    }
    if (answer == WholeMember::Answer::kNo || likely_size_ >= kLargestWhole) return false;
    likely_size_ *= 4;
  }
}

bool ArchiveStream::continue_unit() {
  fill(1);
  make_room(kPiece);
  std::string_view in = packed();
  std::size_t count = 0;
  const UnitState state = pieces_->step(in, buffer_.get() + end_, kPiece, &count);
  const bool stuck = state == UnitState::kMore && count == 0 && in.size() == packed().size();
  in_begin_ = in_end_ - in.size();
  end_ += count;
  if (state == UnitState::kEnd) in_unit_ = false;
  if (state == UnitState::kDamaged) lose_unit("the compressed data is damaged");
  if (stuck && in_over_) lose_unit("the archive ends in the middle of a compressed record");
  return true;
}

// The unit that is being decoded is damaged: reports it and goes back to look for the next one.
void ArchiveStream::lose_unit(std::string message) {
  Unit& unit = units_.back();
  unit.damaged = true;
  in_unit_ = false;
  findings_.push_back({packed_offset(), std::move(message), unit.offset});
  const std::uint64_t earliest = std::max(unit.offset + 1, in_offset_);
  const std::uint64_t back = packed_offset() > earliest ? packed_offset() - earliest : 0;
  if (gone_back_ + back <= kMostGoneBack) {
    in_begin_ -= static_cast<std::size_t>(back);
    gone_back_ += back;
  }
  if (packed_offset() <= unit.offset && in_begin_ < in_end_) ++in_begin_;  // a decoder may not have taken anything
  find_unit();
}

// Looks for the next unit that begins a record, and begins it; false if there is none.
bool ArchiveStream::find_unit() {
  const std::string_view magic = packing_ == Packing::kGzip ? kGzip : kZstd;
  for (;;) {
    fill(kProbe);
    const std::size_t at = packed().find(magic);
    if (at == std::string_view::npos && in_over_) {
      in_begin_ = in_end_;
      return false;
    }
    if (at == std::string_view::npos) {
      in_begin_ = in_end_ - std::min(in_end_ - in_begin_, magic.size() - 1);  // it may be cut there
      continue;
    }
    in_begin_ += at;
    fill(kProbe);
    if (begins_record(packed().substr(0, kProbe))) return begin_unit(true);
    ++in_begin_;
  }
}

bool ArchiveStream::is_unit_start(std::string_view bytes) const {
  if (packing_ == Packing::kGzip) return bytes.starts_with(kGzip);
  const bool skippable = bytes.size() >= kZstd.size() && (static_cast<std::uint8_t>(bytes[0]) & 0xF0) == 0x50 &&
                         bytes.substr(1, 3) == kZstdDictionary.substr(1);
  return skippable || bytes.starts_with(kZstd);
}

// Whether the unit whose first bytes these are decodes to how a record begins.
bool ArchiveStream::begins_record(std::string_view bytes) {
  std::array<char, 64> start;
  std::size_t count = 0;
  if (!probe_->begin() || probe_->step(bytes, start.data(), start.size(), &count) == UnitState::kDamaged) return false;
  return may_begin_record({start.data(), count});
}

// The dictionary stands in a skippable frame: its magic number, the size, the bytes, which may be compressed
// themselves.
void ArchiveStream::read_dictionary() {
  constexpr std::size_t kHead = 8;
  std::string dictionary;
  fill(kHead);
  if (packed().starts_with(kZstdDictionary) && packed().size() >= kHead) {
    const std::size_t size = little_endian(packed().substr(4, 4));
    if (size <= kLargestDictionary) {
      in_begin_ += kHead;
      while (dictionary.size() < size) {
        fill(1);
        if (packed().empty()) break;
        const std::string_view taken = packed().substr(0, size - dictionary.size());
        dictionary += taken;
        in_begin_ += taken.size();
      }
    }
  }
  if (dictionary.starts_with(kZstd)) {
    const auto units = zstd_units("");
    std::string plain;
    std::string_view in = dictionary;
    UnitState state = units == nullptr || !units->begin() ? UnitState::kDamaged : UnitState::kMore;
    while (state == UnitState::kMore && plain.size() <= kLargestDictionary) {
      std::size_t count = 0;
      const std::size_t before = plain.size(), left = in.size();
      plain.resize(before + kPiece);
      state = units->step(in, plain.data() + before, kPiece, &count);
      plain.resize(before + count);
      if (count == 0 && in.size() == left) break;
    }
    dictionary = std::move(plain);
  }
  pieces_ = zstd_units(dictionary);
  probe_ = zstd_units(dictionary);
}

}  // namespace thresh::source
