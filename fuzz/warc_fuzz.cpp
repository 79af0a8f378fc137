// Any bytes as an archive, whole, in pieces, and behind a gzip member: reading ends, places lie in the file, and a page
// is found again by its name. The first line of the input may say how many bytes the disk gives at once.
#include <algorithm>
#include <cstring>
#include <string>

#include "base/stream.h"
#include "fuzz.h"
#include "source/archive_pages.h"
#include "source/content_coding.h"
#include "source/http_message.h"
#include "source/warc_reader.h"

using namespace thresh;

namespace {

class Bytes final : public base::Input {
 public:
  Bytes(std::string_view bytes, std::size_t piece, bool tells) : bytes_(bytes), piece_(piece), tells_(tells) {}
  base::Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size()});
    if (count > 0) std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }
  std::optional<std::uint64_t> left() const override {
    return tells_ ? std::optional<std::uint64_t>(bytes_.size()) : std::nullopt;
  }

 private:
  std::string_view bytes_;
  std::size_t piece_;
  bool tells_;
};

std::size_t read_archive(std::string_view bytes, std::size_t piece, std::size_t limit, bool tells) {
  source::WarcReader reader(std::make_unique<Bytes>(bytes, piece, tells), {}, 0, limit);
  std::size_t records = 0;
  source::HttpMessage message;
  source::HttpBody body;
  for (;;) {
    const auto record = reader.next();
    fuzz::must(record.has_value(), "bytes in memory can be read");
    if (*record == nullptr) break;
    ++records;
    fuzz::must(records <= bytes.size() * 1100 + 1, "records end");  // a deflated byte is at most 1032
    fuzz::must((*record)->place.offset < bytes.size(), "a record lies in the file");
    fuzz::must((*record)->block.size() <= limit, "a block is not longer than the limit");
    fuzz::must((*record)->cut == ((*record)->length > limit), "what is longer is cut");
    source::read_http((*record)->block, message);
    source::read_body(message, limit, body);
    fuzz::must(body.bytes.size() <= limit, "a body is not longer than the limit");
    source::digest_matches((*record)->field("WARC-Block-Digest"), (*record)->block);
  }
  for (const source::ArchiveFinding& finding : reader.take_findings()) {
    fuzz::must(finding.offset <= bytes.size(), "a finding lies in the file");
  }
  return records;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view bytes = fuzz::text_of(data, size);
  const std::size_t whole = read_archive(bytes, SIZE_MAX, std::size_t{1} << 20, true);
  fuzz::must(read_archive(bytes, 61, std::size_t{1} << 20, true) == whole, "pieces make no difference");
  read_archive(bytes, SIZE_MAX, 100, false);
  source::WarcReader::is_archive(bytes);
  base::Limits limits;
  limits.input_bytes = 1 << 20;
  const auto pages =
      source::archive_pages(std::make_unique<Bytes>(bytes, SIZE_MAX, true), {}, "a", std::nullopt, limits);
  for (int count = 0; count < 50; ++count) {
    source::RawPage page;
    const auto more = pages->next(page);
    if (more && !*more) break;
    if (!more) continue;
    const auto place = source::place_in_archive(page.name);
    fuzz::must(place.has_value(), "a page has a name");
    const auto one = source::archive_pages(std::make_unique<Bytes>(bytes.substr(place->place.offset), SIZE_MAX, true),
                                           {}, "a", place->place, limits);
    source::RawPage again;
    const auto found = one->next(again);
    // What stands before a place may have changed how its bytes are read, of damaged archives alone.
    if (found && *found) fuzz::must(again.url == page.url, "a page is found again");
  }
  for (const char* coding : {"gzip", "deflate", "br", "zstd", "br,gzip"}) {
    auto decoder = source::ContentDecoder::make(coding, 10'000).value();
    std::string out;
    const bool sound = decoder.add(bytes, out) && decoder.finish();
    fuzz::must(out.size() <= 10'000, "a body is not longer than its limit");
    static_cast<void>(sound);
  }
  return 0;
}
