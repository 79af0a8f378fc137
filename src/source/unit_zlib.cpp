// Gzip members piece by piece, by zlib. See unit_stream.h.
#define ZLIB_CONST  // zlib does not write to its input; this says so in its types
#include <zlib.h>

#include <algorithm>
#include <climits>

#include "source/unit_stream.h"

namespace thresh::source {
namespace {

constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's way to ask for gzip headers

class GzipUnits final : public UnitStream {
 public:
  ~GzipUnits() override {
    if (started_) ::inflateEnd(&stream_);
  }
  bool start() { return started_ = ::inflateInit2(&stream_, kGzipOnly) == Z_OK; }
  bool begin() override { return ::inflateReset(&stream_) == Z_OK; }

  UnitState step(std::string_view& in, char* to, std::size_t room, std::size_t* count) override {
    const auto offered = static_cast<uInt>(std::min<std::size_t>(in.size(), UINT_MAX));
    const auto space = static_cast<uInt>(std::min<std::size_t>(room, UINT_MAX));
    stream_.next_in = reinterpret_cast<const Bytef*>(in.data());
    stream_.avail_in = offered;
    stream_.next_out = reinterpret_cast<Bytef*>(to);
    stream_.avail_out = space;
    const int answer = ::inflate(&stream_, Z_NO_FLUSH);
    in.remove_prefix(offered - stream_.avail_in);
    *count = space - stream_.avail_out;
    if (answer == Z_STREAM_END) return UnitState::kEnd;
    return answer == Z_OK || answer == Z_BUF_ERROR ? UnitState::kMore : UnitState::kDamaged;
  }

 private:
  z_stream stream_{};
  bool started_ = false;
};

}  // namespace

std::unique_ptr<UnitStream> gzip_units() {
  auto units = std::make_unique<GzipUnits>();
  if (!units->start()) return nullptr;
  return units;
}

}  // namespace thresh::source
