// Prints the title of each page that is named, and how many answers it holds; with --json the whole records.
#include <thresh/thresh.h>

#include <cstdio>
#include <fstream>
#include <iterator>
#include <string>
#include <string_view>

namespace {

std::string bytes_of(const char* path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

void print_summary(const thresh::record::Map& record) {
  const auto* title = record.find("title");
  const auto* answers = record.find("answers");
  const bool named = title != nullptr && title->as_text() != nullptr;
  const std::size_t count = answers != nullptr && answers->as_list() != nullptr ? answers->as_list()->size() : 0;
  std::printf("%s: %zu answers\n", named ? title->as_text()->c_str() : "(no title)", count);
}

}  // namespace

int main(int argc, char** argv) {
  const auto converter = thresh::Converter::make();
  if (!converter) return 2;
  bool json = false;
  for (int i = 1; i < argc; ++i) {
    if (std::string_view(argv[i]) == "--json") {
      json = true;
      continue;
    }
    const std::string page = bytes_of(argv[i]);
    const auto record = converter->convert({.bytes = page, .name = argv[i]});
    if (!record) {
      std::fprintf(stderr, "%s: %s\n", argv[i], record.error().message.c_str());
    } else if (json) {
      std::puts(thresh::to_json(*record).c_str());
    } else {
      print_summary(*record);
    }
  }
}
