// How fast dumps of pages are read: the pages of an archive, written as lines of JSON (plain, gzip, Zstandard), as a
// list of JSON and as CSV, and read again to the bytes of each page.
//
//   bench_inputs [ARCHIVE [ROUNDS]]
//
// Without an archive it is $THRESH_SHARED/corpus/pages.warc.gz. A line a form: megabytes of pages a second of CPU time
// (the best round), the size of the file, what undoing its packing alone takes.
#include <zstd.h>

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <string>

#define ZLIB_CONST
#include <zlib.h>

#include "base/disk.h"
#include "base/utf8.h"
#include "measure.h"
#include "source/packing.h"
#include "source/source.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

struct Sum {
  std::uint64_t pages = 0, bytes = 0;
};

Sum read_pages(const std::string& path) {
  const auto reader = source::Reader::open(base::system_disk(), path, {}).value();
  Sum sum;
  source::RawPage page;
  for (;;) {
    const auto more = reader->next(page);
    if (more && !*more) return sum;
    if (!more) continue;
    ++sum.pages;
    sum.bytes += page.bytes.size();
  }
}

// Only the packing undone.
void unpack(const std::string& path) {
  auto input = base::system_disk().stream(path).value();
  const std::string first = source::read_start(*input, {}, std::size_t{64} << 10).value();
  input = source::unpacked(source::prefixed(first, std::move(input)), source::look_inside(first).layers);
  std::string room(std::size_t{256} << 10, '\0');
  while (input->read(room.data(), room.size()).value_or(0) > 0) {
  }
}

std::string json_string(std::string_view text) {
  std::string out = "\"";
  constexpr char kDigits[] = "0123456789abcdef";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      out += {'\\', c};
    } else if (c == '\n') {
      out += "\\n";
    } else if (static_cast<unsigned char>(c) < ' ') {
      out += {'\\', 'u', '0', '0', kDigits[c >> 4], kDigits[c & 15]};
    } else {
      out += c;
    }
  }
  return out + '"';
}

std::string csv_cell(std::string_view text) {
  std::string out = "\"";
  for (const char c : text) out += c == '"' ? std::string("\"\"") : std::string(1, c);
  return out + '"';
}

std::string gzip(std::string_view bytes) {
  z_stream stream{};
  ::deflateInit2(&stream, 6, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
  std::string out(::deflateBound(&stream, bytes.size()) + 32, '\0');
  stream.next_in = reinterpret_cast<const Bytef*>(bytes.data());
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  ::deflate(&stream, Z_FINISH);
  out.resize(stream.total_out);
  ::deflateEnd(&stream);
  return out;
}

std::string zstd(std::string_view bytes) {
  std::string out(::ZSTD_compressBound(bytes.size()), '\0');
  out.resize(::ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), 3));
  return out;
}

void put(const std::filesystem::path& path, const std::string& bytes) {
  std::ofstream(path, std::ios::binary) << bytes;
}

template <class Work>
double best_of(int rounds, Work work) {
  double best = 1e9;
  for (int i = 0; i < rounds; ++i) best = std::min(best, seconds_of(work));
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string archive = argc > 1 ? argv[1] : shared("corpus/pages.warc.gz");
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  if (!std::filesystem::exists(archive)) return std::printf("SKIPPED: there is no %s\n", archive.c_str()), 0;
  std::string lines, list = "[\n", csv = "url,html\n";
  auto reader = source::Reader::open(base::system_disk(), archive, {}).value();
  source::RawPage page;
  for (;;) {
    const auto more = reader->next(page);
    if (more && !*more) break;
    if (!more) continue;
    const std::string text = base::repaired(page.bytes);
    const std::string object =
        "{\"url\": " + json_string(page.url) + ", \"status\": 200, \"html\": " + json_string(text) + '}';
    lines += object + '\n';
    list += (list.size() > 2 ? ",\n" : "") + object;
    csv += csv_cell(page.url) + ',' + csv_cell(text) + '\n';
  }
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("thresh-bench-" + std::to_string(std::time(nullptr)));
  std::filesystem::create_directory(folder);
  put(folder / "pages.jsonl", lines);
  put(folder / "pages.jsonl.gz", gzip(lines));
  put(folder / "pages.jsonl.zst", zstd(lines));
  put(folder / "pages.json", list + "\n]\n");
  put(folder / "pages.csv", csv);
  put(folder / "pages.csv.gz", gzip(csv));
  for (const char* name :
       {"pages.jsonl", "pages.jsonl.gz", "pages.jsonl.zst", "pages.json", "pages.csv", "pages.csv.gz"}) {
    const std::string path = (folder / name).string();
    Sum sum;
    const double all = best_of(rounds, [&] { sum = read_pages(path); });
    const double alone = best_of(rounds, [&] { unpack(path); });
    std::printf("%-16s %8.1f MB/s, %.4f s, %.4f s of it to read and unpack; %llu pages, %.1f MB, %.1f MB of file\n",
                name, static_cast<double>(sum.bytes) / 1e6 / all, all, alone,
                static_cast<unsigned long long>(sum.pages), static_cast<double>(sum.bytes) / 1e6,
                static_cast<double>(std::filesystem::file_size(path)) / 1e6);
  }
  std::filesystem::remove_all(folder);
}
