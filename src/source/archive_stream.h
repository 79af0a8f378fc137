// The bytes of an archive, decompressed, as a window that slides over them.
//
// A plain file is one unit; a compressed one has a unit a gzip member or Zstandard frame. The window goes on over the
// ends of units, and the stream remembers where each one began, in the file and in the bytes. Where a unit is damaged,
// what could be decoded of it is given, and the stream goes on at the next unit that begins a record; what lies between
// is reported.
//
// A .warc.zst file may begin with a skippable frame that holds the dictionary of all others (the Zstandard Compression
// for WARC files specification, 1.0).
//
// Memory: the window that is asked for, and 1 MiB of the file. A unit that is not whole within that is decoded piece by
// piece.
//
// Tested by tests/source/archive_stream_test.cpp.
#pragma once

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/error.h"
#include "base/stream.h"
#include "source/unit_stream.h"

namespace thresh::source {

// Something wrong with an archive that did not end the reading of it.
struct ArchiveFinding {
  std::uint64_t offset = 0;  // in the file, near where it is
  std::string message;       // one sentence, no full stop
  std::uint64_t unit = 0;    // where the unit or the record begins that it is about, as far as there is one
  bool operator==(const ArchiveFinding&) const = default;
};

// Where something stands in an archive.
struct ArchivePlace {
  std::uint64_t offset = 0;  // in the file: of its unit, or of itself in a plain file
  std::uint64_t inside = 0;  // how many decompressed bytes of the unit come before
  bool operator==(const ArchivePlace&) const = default;
};

class ArchiveStream {
 public:
  enum class Packing : std::uint8_t { kPlain, kGzip, kZstd };
  struct Unit {
    std::uint64_t at = 0;      // the position, in decompressed bytes, where it begins
    std::uint64_t offset = 0;  // in the file
    bool after_gap = false;    // bytes before it were lost
    bool damaged = false;      // as far as it was read
    bool findable = false;     // `jump` would find it; told of those that `probe_from` names
  };

  // How `bytes` are packed that begin a file or a unit.
  static Packing packing_of(std::string_view bytes);

  // `offset`: where in the file `input` stands; it must be the start of a unit there. `first`: bytes that were taken
  // off `input` before, from `offset` on.
  ArchiveStream(std::unique_ptr<base::Input> input, std::string_view first, std::uint64_t offset);

  Packing packing() const { return packing_; }
  // Goes on elsewhere in the same file: at `offset`, or where it is compressed at the first unit behind `offset` that
  // begins a record. `input` stands at `offset`.
  void jump(std::unique_ptr<base::Input> input, std::uint64_t offset);
  // From this place of the file on, tells of units whether they are findable.
  void probe_from(std::uint64_t offset) { probe_from_ = offset; }
  // The bytes from the position on, at least `size` of them unless the archive ends before. Valid until the next call
  // that is not const.
  std::string_view window(std::size_t size);
  // What the window holds already.
  std::string_view known() const { return {buffer_.get() + begin_, end_ - begin_}; }
  // Where all bytes of a unit are in the window, lets it come to its end, so that its checksum is known.
  void settle();
  // Moves the position on, within the window.
  void skip(std::size_t count);
  std::uint64_t position() const { return position_; }

  // The units of the window: the one that the position is in, and those after it.
  const std::deque<Unit>& units() const { return units_; }
  ArchivePlace place(std::uint64_t at) const;
  // Whether the file holds that many bytes more than the window, as far as that is known; only of a plain file.
  bool may_hold(std::uint64_t more) const;

  // Bytes of the file that were not taken off it yet, where that is known.
  std::optional<std::uint64_t> left() const { return input_->left(); }

  // What was found since the last call.
  std::vector<ArchiveFinding> take_findings() { return std::exchange(findings_, {}); }
  // Why reading the file failed; the archive then seems to end there.
  const std::optional<base::Error>& error() const { return error_; }

 private:
  std::string_view packed() const { return {in_.get() + in_begin_, in_end_ - in_begin_}; }
  std::uint64_t packed_offset() const { return in_offset_ + in_begin_; }
  void fill(std::size_t size);
  void make_room(std::size_t size);
  bool more();
  bool more_plain();
  bool begin_unit(bool after_gap);
  bool whole_unit();
  bool continue_unit();
  void lose_unit(std::string message);
  bool find_unit();
  bool begins_record(std::string_view bytes);
  bool is_unit_start(std::string_view bytes) const;
  void find_packing();
  void read_dictionary();

  std::unique_ptr<base::Input> input_;
  Packing packing_ = Packing::kPlain;
  std::unique_ptr<UnitStream> pieces_, probe_;
  WholeMember whole_;

  // The file: bytes [in_begin_, in_end_) of in_ are still to be decoded; in_[0] stands at in_offset_.
  std::unique_ptr<char[]> in_;
  std::size_t in_begin_ = 0, in_end_ = 0;
  std::uint64_t in_offset_ = 0;
  bool in_over_ = false;

  // The window: bytes [begin_, end_) of buffer_.
  std::unique_ptr<char[]> buffer_;
  std::size_t capacity_ = 0, begin_ = 0, end_ = 0;
  std::uint64_t position_ = 0;

  std::deque<Unit> units_;
  bool in_unit_ = false;         // a unit is being decoded piece by piece
  std::size_t likely_size_ = 0;  // of a unit, decompressed
  std::uint64_t probe_from_ = UINT64_MAX;
  std::uint64_t gone_back_ = 0;  // bytes that were looked at twice because of damage
  std::vector<ArchiveFinding> findings_;
  std::optional<base::Error> error_;
};

}  // namespace thresh::source
