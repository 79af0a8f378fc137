// The adapter to zlib. See gzip.h.
#include "source/gzip.h"

#define ZLIB_CONST  // zlib does not write to its input; this says so in its types
#include <zlib.h>

#include <algorithm>
#include <climits>
#include <cstdint>
#include <vector>

namespace thresh::source {
namespace {

constexpr std::size_t kChunk = std::size_t{64} << 10;
constexpr int kGzipOnly = 16 + MAX_WBITS;  // zlib's way to ask for gzip headers

// A zlib stream that ends itself.
class Inflater {
 public:
  explicit Inflater(std::string_view input) : input_(input), chunk_(kChunk) {
    ready_ = ::inflateInit2(&stream_, kGzipOnly) == Z_OK;
  }
  ~Inflater() {
    if (ready_) ::inflateEnd(&stream_);
  }
  Inflater(const Inflater&) = delete;
  Inflater& operator=(const Inflater&) = delete;

  bool ready() const { return ready_; }
  std::size_t left() const { return input_.size(); }  // bytes of the input that were not read

  // Inflates up to one chunk to the end of `out`. zlib's answer: Z_OK, Z_STREAM_END (of a member), Z_BUF_ERROR (no
  // input left) or damage. What was inflated before the damage is in `out` all the same.
  int step(std::string& out) {
    // zlib counts in unsigned int, so a huge input is handed over in parts.
    const auto offered = static_cast<uInt>(std::min<std::size_t>(input_.size(), UINT_MAX));
    stream_.next_in = reinterpret_cast<const Bytef*>(input_.data());
    stream_.avail_in = offered;
    stream_.next_out = chunk_.data();
    stream_.avail_out = static_cast<uInt>(chunk_.size());
    const int answer = ::inflate(&stream_, Z_NO_FLUSH);
    input_.remove_prefix(offered - stream_.avail_in);
    out.append(reinterpret_cast<const char*>(chunk_.data()), chunk_.size() - stream_.avail_out);
    return answer;
  }

  // Goes on to the next member; false if none follows.
  bool next_member() { return is_gzip(input_) && ::inflateReset(&stream_) == Z_OK; }

 private:
  z_stream stream_{};
  std::string_view input_;
  std::vector<Bytef> chunk_;
  bool ready_ = false;
};

}  // namespace

bool is_gzip(std::string_view bytes) { return bytes.starts_with("\x1F\x8B\x08"); }

base::Result<Inflated> inflate_gzip(std::string_view bytes, std::size_t limit) {
  Inflater inflater(bytes);
  if (!inflater.ready()) return base::failure(base::ErrorCode::kInternal, "zlib cannot be started");
  Inflated inflated;
  std::string& out = inflated.bytes;
  while (out.size() <= limit) {
    const int answer = inflater.step(out);
    if (answer == Z_STREAM_END && !inflater.next_member()) break;
    if (answer == Z_OK || answer == Z_STREAM_END) continue;
    inflated.damaged_at = bytes.size() - inflater.left();
    break;
  }
  if (inflated.damaged_at && out.empty()) {
    return base::failure(base::ErrorCode::kBadArchive, "the compressed data is damaged from its start");
  }
  inflated.cut = out.size() > limit;
  if (out.size() > limit) out.resize(limit);
  return inflated;
}

}  // namespace thresh::source
