// A compressed file as the units that it is made of: gzip members (RFC 1952, section 2.2) and Zstandard frames
// (RFC 8878, section 3.1). Archives have a unit a record, so where a unit begins is where a record can be found again.
// The adapters are unit_zlib.cpp, unit_deflate.cpp and unit_zstd.cpp.
//
// Tested by tests/source/archive_stream_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string_view>

namespace thresh::source {

enum class UnitState : std::uint8_t { kMore, kEnd, kDamaged };

// Decodes one unit after the other, piece by piece.
class UnitStream {
 public:
  virtual ~UnitStream() = default;
  // To be called before each unit.
  virtual bool begin() = 0;
  // Takes bytes off the front of `in` and writes at most `room` to `to`, `*count` of them. kEnd: the unit is complete,
  // its checksum is right, and `in` begins with what follows it. kMore without output: it needs more of `in`.
  virtual UnitState step(std::string_view& in, char* to, std::size_t room, std::size_t* count) = 0;
};

// Null where the library cannot be started.
std::unique_ptr<UnitStream> gzip_units();
// `dictionary` may be empty: the bytes of a dictionary that all frames need.
std::unique_ptr<UnitStream> zstd_units(std::string_view dictionary);

// Decodes a gzip member whose bytes are all there, several times faster than piece by piece.
class WholeMember {
 public:
  WholeMember();
  ~WholeMember();
  WholeMember(const WholeMember&) = delete;
  WholeMember& operator=(const WholeMember&) = delete;

  enum class Answer : std::uint8_t { kDone, kTooLarge, kNo };
  // `*taken` bytes of `in` were the member, `*count` bytes are in `to`. kTooLarge: it needs more than `room`. kNo: the
  // member is damaged, or not all there.
  Answer run(std::string_view in, char* to, std::size_t room, std::size_t* taken, std::size_t* count);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace thresh::source
