// See content_coding.h.
//
// The codings are a row of stages. The last one that has something to take goes on first, so that no more than a piece
// waits between two of them.
#include "source/content_coding.h"

#include <algorithm>
#include <array>
#include <cstdint>

#include "text/unicode.h"

namespace thresh::source {
namespace {

using base::ErrorCode;

constexpr std::size_t kPiece = std::size_t{64} << 10;
constexpr std::size_t kMostCodings = 3;  // nobody has a reason for two

struct Coding {
  std::string_view name;
  std::unique_ptr<CodingStream> (*stream)();
};

// The registry of RFC 9110, section 18.6, and RFC 7932 and 8878; "compress" has died out.
constexpr std::array<Coding, 5> kCodings = {{{"gzip", gzip_stream},
                                             {"x-gzip", gzip_stream},
                                             {"deflate", deflate_stream},
                                             {"br", brotli_stream},
                                             {"zstd", zstd_stream}}};

const Coding* find_coding(std::string_view name) {
  const auto* found = std::ranges::find_if(
      kCodings, [&](const Coding& coding) { return text::equals_ignoring_ascii_case(coding.name, name); });
  return found == kCodings.end() ? nullptr : found;
}

}  // namespace

base::Result<ContentDecoder> ContentDecoder::make(std::string_view codings, std::size_t limit) {
  ContentDecoder decoder(limit);
  for (std::size_t at = 0; at < codings.size();) {
    const std::size_t end = std::min(codings.find(',', at), codings.size());
    const std::string_view name = text::trim_ascii(codings.substr(at, end - at));
    at = end + 1;
    if (name.empty() || text::equals_ignoring_ascii_case(name, "identity")) continue;
    const Coding* coding = find_coding(name);
    if (coding == nullptr) {
      return base::failure(ErrorCode::kBadArchive, "the content coding \"" + std::string(name) + "\" is not known");
    }
    if (decoder.stages_.size() == kMostCodings) {
      return base::failure(ErrorCode::kBadArchive, "there are more than three content codings");
    }
    auto stream = coding->stream();
    if (stream == nullptr) return base::failure(ErrorCode::kInternal, "a content coding cannot be started");
    decoder.stages_.insert(decoder.stages_.begin(), {coding->name, std::move(stream), {}, {}, false, 0});
  }
  return decoder;
}

base::Result<void> ContentDecoder::add(std::string_view bytes, std::string& out) {
  if (error_) return std::unexpected(*error_);
  if (cut_) return {};
  if (stages_.empty()) return add_plain(bytes, out), base::Result<void>();
  stages_.front().pending = bytes;
  taken_ += bytes.size();
  std::size_t at = 0;
  while (!cut_) {
    Stage& stage = stages_[at];
    if (stage.pending.empty() && !stage.has_more) {
      if (at == 0) break;
      --at;
      continue;
    }
    if (!run(at, out)) {
      if (!error_) error_ = trouble(at, "is damaged at");
      for (std::size_t i = 0; i <= at; ++i) stages_[i].pending = {}, stages_[i].has_more = false;
    }
    if (at + 1 < stages_.size()) ++at;  // what came before the damage goes on
  }
  stages_.front().pending = {};
  if (error_) return std::unexpected(*error_);
  return {};
}

base::Result<void> ContentDecoder::finish() {
  if (error_) return std::unexpected(*error_);
  if (cut_) return {};
  for (std::size_t at = 0; at < stages_.size(); ++at) {
    if (stages_[at].stream->whole()) continue;
    error_ = trouble(at, "ends too early, at");
    return std::unexpected(*error_);
  }
  return {};
}

void ContentDecoder::add_plain(std::string_view bytes, std::string& out) {
  cut_ = bytes.size() > limit_ - plain_;
  const std::string_view kept = bytes.substr(0, limit_ - plain_);
  out += kept;
  plain_ += kept.size();
}

// Lets a stage decode one piece, into `out` if it is the last one; false where its bytes are damaged. One byte more
// than the limit is decoded, to see whether there is one; what goes from one coding to the next may be a little longer
// than what it holds.
bool ContentDecoder::run(std::size_t at, std::string& out) {
  Stage& stage = stages_[at];
  const bool last = at + 1 == stages_.size();
  const std::size_t most = std::min(limit_, SIZE_MAX - kPiece) + (last ? 1 : kPiece);
  std::string& to = last ? out : stages_[at + 1].buffer;
  if (!last) to.clear();
  const std::size_t room = std::min(kPiece, most - stage.decoded);
  const std::size_t before = to.size();
  const bool sound = stage.stream->step(stage.pending, room, to);
  const std::size_t count = to.size() - before;
  stage.has_more = sound && count == room;
  stage.decoded += count;
  cut_ = stage.decoded == most;
  if (cut_ && last) {
    to.pop_back();
    --stage.decoded;
  }
  if (!last) stages_[at + 1].pending = to;
  return sound;
}

base::Error ContentDecoder::trouble(std::size_t stage, std::string_view what) const {
  const std::size_t byte = taken_ - stages_.front().pending.size();
  return {ErrorCode::kBadArchive, "the content coding " + std::string(stages_[stage].name) + ' ' + std::string(what) +
                                      " byte " + std::to_string(byte) + " of the body"};
}

}  // namespace thresh::source
