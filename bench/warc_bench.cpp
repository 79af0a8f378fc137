// How fast archives are read: all records of a file, their headers and, of responses, the digest if that is asked for.
//
//   bench_warc FILE [ROUNDS]
//
// Prints a line a way: megabytes of records a second of CPU time, and how many records there were.
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <string>

#include "base/disk.h"
#include "base/stream.h"
#include "measure.h"
#include "source/http_message.h"
#include "source/warc_reader.h"

using namespace thresh;
using namespace thresh::bench;

namespace {

struct Sum {
  std::uint64_t records = 0, bytes = 0, header_bytes = 0, bodies = 0;
};

Sum read(const std::string& path, bool http) {
  source::WarcReader reader(base::system_disk().stream(path).value(), {}, 0, std::size_t{64} << 20);
  Sum sum;
  source::HttpMessage message;
  while (const source::WarcRecord* record = reader.next().value()) {
    ++sum.records;
    sum.bytes += record->block.size();
    sum.header_bytes += record->head.size();
    if (!http || record->type != source::RecordType::kResponse) continue;
    source::read_http(record->block, message);
    sum.bodies += message.body.size();
  }
  return sum;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return std::fputs("usage: bench_warc FILE [ROUNDS]\n", stderr), 2;
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  for (const bool http : {false, true}) {
    double best = 1e9;
    Sum sum;
    for (int i = 0; i < rounds; ++i) best = std::min(best, seconds_of([&] { sum = read(argv[1], http); }));
    std::printf("%-16s %8.1f MB/s, %.4f s, %llu records, %.1f MB\n", http ? "records + HTTP" : "records",
                static_cast<double>(sum.bytes) / 1e6 / best, best, static_cast<unsigned long long>(sum.records),
                static_cast<double>(sum.bytes) / 1e6);
  }
}
