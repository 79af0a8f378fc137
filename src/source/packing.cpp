// See packing.h.
#include "source/packing.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "source/unit_stream.h"

namespace thresh::source {
namespace {

using base::ErrorCode;

constexpr std::size_t kPiece = std::size_t{256} << 10;  // of the packed file
constexpr std::size_t kStart = std::size_t{64} << 10;   // unpacked bytes that tell what a file is
constexpr std::size_t kMostLayers = 3;

class Prefixed final : public base::Input {
 public:
  Prefixed(std::string first, std::unique_ptr<base::Input> input)
      : first_(std::move(first)), input_(std::move(input)) {}

  base::Result<std::size_t> read(char* to, std::size_t size) override {
    if (at_ == first_.size()) return input_ == nullptr ? 0 : input_->read(to, size);
    const std::size_t count = std::min(size, first_.size() - at_);
    std::memcpy(to, first_.data() + at_, count);
    at_ += count;
    if (at_ == first_.size()) first_ = {}, at_ = 0;
    return count;
  }

  std::optional<std::uint64_t> left() const override {
    const auto behind = input_ == nullptr ? std::optional<std::uint64_t>(0) : input_->left();
    return behind ? std::optional(*behind + first_.size() - at_) : std::nullopt;
  }

 private:
  std::string first_;
  std::size_t at_ = 0;
  std::unique_ptr<base::Input> input_;
};

// Gzip members or Zstandard frames. What follows the last one and is none is ignored, as gzip(1) does.
class UnpackedUnits final : public base::Input {
 public:
  UnpackedUnits(std::unique_ptr<base::Input> input, Packing packing)
      : input_(std::move(input)),
        packing_(packing),
        units_(packing == Packing::kGzip ? gzip_units() : zstd_units("")),
        buffer_(std::make_unique_for_overwrite<char[]>(kPiece)) {}

  base::Result<std::size_t> read(char* to, std::size_t size) override {
    if (units_ == nullptr) return base::failure(ErrorCode::kInternal, "the decoder cannot be started");
    for (;;) {
      if (over_) return 0;
      if (broken_) return damaged();
      if (!in_unit_) {
        if (auto begun = begin_unit(); !begun) return std::unexpected(std::move(begun.error()));
        continue;
      }
      std::size_t count = 0;
      const std::string_view before = packed_;
      const UnitState state = units_->step(packed_, to, size, &count);
      offset_ += before.size() - packed_.size();
      // What came before the damage is given first.
      if (state == UnitState::kDamaged && count == 0) return damaged();
      broken_ = state == UnitState::kDamaged;
      if (state == UnitState::kEnd) in_unit_ = false;
      if (count > 0) return count;
      if (state == UnitState::kEnd || before.size() != packed_.size()) continue;
      if (const auto more = fill(); !more || !*more) return more ? damaged("ends too early") : failed(more);
    }
  }

  std::optional<std::uint64_t> left() const override {
    const auto behind = input_->left();
    return behind ? std::optional(*behind + packed_.size()) : std::nullopt;
  }

 private:
  // A skippable frame of Zstandard is a unit as well (RFC 8878, section 3.1.2); the decoder passes over it.
  bool begins_unit() const {
    const Packing next = packing_of(packed_);
    const bool skippable = packing_ == Packing::kZstd && packed_.size() >= 4 &&
                           (static_cast<std::uint8_t>(packed_[0]) & 0xF0) == 0x50 &&
                           packed_.substr(1, 3) == "\x2A\x4D\x18";
    return next == packing_ || skippable;
  }

  base::Result<void> begin_unit() {
    constexpr std::size_t kMagic = 4;
    while (packed_.size() < kMagic) {
      const auto more = fill();
      if (!more) return std::unexpected(more.error());
      if (!*more) break;
    }
    if (!begins_unit()) {
      over_ = true;
      return {};
    }
    in_unit_ = true;
    if (units_->begin()) return {};
    return base::failure(ErrorCode::kInternal, "a decoder cannot be started again");
  }

  // More of the file behind what is left of it.
  base::Result<bool> fill() {
    std::memmove(buffer_.get(), packed_.data(), packed_.size());
    const auto count = input_->read(buffer_.get() + packed_.size(), kPiece - packed_.size());
    if (!count) return std::unexpected(count.error());
    packed_ = {buffer_.get(), packed_.size() + *count};
    return *count > 0;
  }

  base::Result<std::size_t> failed(const base::Result<bool>& read) {
    over_ = true;
    return std::unexpected(read.error());
  }

  base::Result<std::size_t> damaged(std::string_view how = "is damaged") {
    over_ = true;
    return base::failure(ErrorCode::kBadArchive,
                         "the compressed data " + std::string(how) + ", at byte " + std::to_string(offset_));
  }

  std::unique_ptr<base::Input> input_;
  Packing packing_;
  std::unique_ptr<UnitStream> units_;
  std::unique_ptr<char[]> buffer_;
  std::string_view packed_ = {buffer_.get(), 0};
  std::uint64_t offset_ = 0;
  bool in_unit_ = false, broken_ = false, over_ = false;
};

}  // namespace

Packing packing_of(std::string_view bytes) {
  using std::string_view_literals::operator""sv;
  if (bytes.starts_with("\x1F\x8B\x08")) return Packing::kGzip;
  if (bytes.starts_with("\x28\xB5\x2F\xFD")) return Packing::kZstd;
  if (bytes.starts_with("\xFD"
                        "7zXZ\0"sv)) {
    return Packing::kXz;
  }
  // The size of the blocks, then the magic number of the first one.
  const bool bzip2 = bytes.starts_with("BZh") && bytes.size() > 9 && bytes[3] >= '1' && bytes[3] <= '9' &&
                     bytes.substr(4, 6) == "1AY&SY";
  return bzip2 ? Packing::kBzip2 : Packing::kPlain;
}

std::size_t bytes_to_tell(std::string_view first) {
  constexpr std::size_t kBlock = std::size_t{1} << 20;  // more than a block of bzip2 has, however it is packed
  return packing_of(first) == Packing::kBzip2 ? kBlock : kStart;
}

Unpacking look_inside(std::string_view first) {
  Unpacking inside;
  inside.start = first;
  while (inside.layers.size() < kMostLayers) {
    const Packing packing = packing_of(inside.start);
    if (packing == Packing::kPlain) return inside;
    inside.layers.push_back(packing);
    const auto input = unpacked(prefixed(std::move(inside.start), nullptr), {packing});
    inside.start = {};
    // What was cut off is missed at the end; what came before is enough.
    for (std::size_t size = 0; size < kStart;) {
      inside.start.resize(kStart);
      const auto count = input->read(inside.start.data() + size, kStart - size);
      size += count.value_or(0);
      inside.start.resize(size);
      if (count.value_or(0) == 0) break;
    }
  }
  return inside;
}

std::unique_ptr<base::Input> prefixed(std::string first, std::unique_ptr<base::Input> input) {
  return std::make_unique<Prefixed>(std::move(first), std::move(input));
}

std::unique_ptr<base::Input> unpacked(std::unique_ptr<base::Input> input, const std::vector<Packing>& layers) {
  for (const Packing packing : layers) {
    if (packing == Packing::kGzip || packing == Packing::kZstd) {
      input = std::make_unique<UnpackedUnits>(std::move(input), packing);
    } else if (packing != Packing::kPlain) {
      input = unpacked_by_libarchive(std::move(input));
    }
  }
  return input;
}

base::Result<std::string> read_start(base::Input& input, std::string start, std::size_t most) {
  constexpr std::size_t kFirst = std::size_t{64} << 10;
  std::size_t size = start.size();
  while (size < most) {
    if (size == start.size()) start.resize(std::min(most, std::max(size * 2, kFirst)));
    const auto count = input.read(start.data() + size, start.size() - size);
    if (!count) return std::unexpected(count.error());
    if (*count == 0) break;
    size += *count;
  }
  start.resize(size);
  return start;
}

}  // namespace thresh::source
