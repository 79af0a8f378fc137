// Any bytes as a dump of pages, in lines or lists of JSON and in rows of CSV: reading ends, pieces make no difference,
// and a page is found again by its number. The first line of the input names keys, parted by blanks.
#include <algorithm>
#include <cstring>
#include <string>
#include <vector>

#include "base/stream.h"
#include "base/utf8.h"
#include "fuzz.h"
#include "source/csv_pages.h"
#include "source/input_kind.h"
#include "source/json_pages.h"
#include "source/packing.h"

using namespace thresh;

namespace {

class Bytes final : public base::Input {
 public:
  Bytes(std::string_view bytes, std::size_t piece) : bytes_(bytes), piece_(piece) {}
  base::Result<std::size_t> read(char* to, std::size_t size) override {
    const std::size_t count = std::min({size, piece_, bytes_.size()});
    if (count > 0) std::memcpy(to, bytes_.data(), count);
    bytes_.remove_prefix(count);
    return count;
  }
  std::optional<std::uint64_t> left() const override { return bytes_.size(); }

 private:
  std::string_view bytes_;
  std::size_t piece_;
};

std::unique_ptr<source::Reader> reader_of(bool json, std::string_view bytes, std::size_t piece,
                                          std::optional<std::uint64_t> only, const source::NamedKeys& keys) {
  base::Limits limits;
  limits.input_bytes = 1 << 16;
  auto input = std::make_unique<Bytes>(bytes, piece);
  return json ? source::json_pages(std::move(input), "f", only, limits, keys)
              : source::csv_pages(std::move(input), "f", only, limits, keys);
}

// What a reader gives: names and bytes of pages, messages of errors.
std::vector<std::string> all_of(source::Reader& reader, std::size_t most) {
  std::vector<std::string> all;
  for (;;) {
    source::RawPage page;
    const auto more = reader.next(page);
    if (more && !*more) return all;
    fuzz::must(all.size() <= most, "rows end");
    if (more) {
      all.push_back(page.name + '\n' + page.url + '\n' + page.captured + '\n' + page.bytes);
    } else {
      all.push_back(more.error().place.file + ": " + more.error().message);
      if (!source::is_local(more.error())) return all;
    }
  }
}

void read_as(bool json, std::string_view bytes, const source::NamedKeys& keys) {
  const auto whole = all_of(*reader_of(json, bytes, SIZE_MAX, {}, keys), bytes.size() + 2);
  fuzz::must(all_of(*reader_of(json, bytes, 7, {}, keys), bytes.size() + 2) == whole, "pieces make no difference");
  for (std::size_t i = 0; i < std::min<std::size_t>(whole.size(), 5); ++i) {
    const std::size_t end = whole[i].find('\n');
    if (!whole[i].starts_with("f#") || end == std::string::npos) continue;
    std::uint64_t number = 0;
    for (const char digit : whole[i].substr(2, end - 2)) {
      if (digit < '0' || digit > '9') return;
      number = number * 10 + static_cast<std::uint64_t>(digit - '0');
    }
    const auto again = all_of(*reader_of(json, bytes, SIZE_MAX, number, keys), 2);
    fuzz::must(again.size() == 1 && again[0] == whole[i], "a page is found again");
  }
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view bytes = fuzz::text_of(data, size);
  std::string_view names = fuzz::take_line(bytes);
  source::NamedKeys keys;
  for (std::string* key : {&keys.html, &keys.text, &keys.url, &keys.time}) {
    const std::size_t end = std::min(names.find(' '), names.size());
    *key = names.substr(0, end);
    names.remove_prefix(std::min(end + 1, names.size()));
  }
  read_as(true, bytes, keys);
  read_as(false, bytes, keys);
  source::kind_of(bytes, "x.csv", source::DumpKeys(keys));
  const source::Unpacking inside = source::look_inside(bytes);
  source::kind_of(inside.start, "x", source::DumpKeys(keys));
  return 0;
}
