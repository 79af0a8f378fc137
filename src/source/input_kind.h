// What an input is, by its first bytes; its name helps only where these leave it open.
//
// Tested by tests/source/input_kind_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::source {

class DumpKeys;

enum class InputKind : std::uint8_t {
  kAuto,       // as its bytes say
  kPage,       // one page
  kWarc,       // WARC, ARC
  kJsonl,      // objects of JSON: a line each, or a list of them
  kCsv,        // rows with a header, parted by commas, semicolons or tabs
  kTar,        // files, packed or not
  kZip,        // files
  kSqlite,     // tables
  kParquet,    // columns; not read here
  kUtf16Json,  // objects of JSON in UTF-16, which RFC 8259 does not allow; not read
};

// The kinds that `--from` takes, by name: "auto", "page", "warc" …
std::vector<std::string> input_kind_names();
std::optional<InputKind> input_kind(std::string_view name);

// `bytes`: how the input begins, unpacked, up to 64 KiB. Never kAuto; kPage where nothing else is sure.
InputKind kind_of(std::string_view bytes, std::string_view name, const DumpKeys& keys);

// The name without the endings of what packs it: "a.jsonl.gz" is "a.jsonl".
std::string_view without_packing(std::string_view name);

}  // namespace thresh::source
