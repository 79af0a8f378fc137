// Archives of files, and what bzip2 and xz make of bytes, for the tests of source/: by libarchive, as other programs
// write them.
#pragma once

#include <archive.h>
#include <archive_entry.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace thresh::tests {

using Entries = std::vector<std::pair<std::string, std::string>>;

// `set_up` chooses format and filter.
template <class SetUp>
std::string made_archive(const Entries& entries, SetUp set_up) {
  std::size_t room = 1 << 16, used = 0;
  for (const auto& [name, bytes] : entries) room += bytes.size() * 2 + name.size() * 4 + 4096;
  std::string out(room, '\0');
  archive* writer = ::archive_write_new();
  set_up(writer);
  ::archive_write_set_bytes_in_last_block(writer, 1);
  ::archive_write_open_memory(writer, out.data(), out.size(), &used);
  for (const auto& [name, bytes] : entries) {
    archive_entry* entry = ::archive_entry_new();
    ::archive_entry_set_pathname(entry, name.c_str());
    ::archive_entry_set_size(entry, static_cast<la_int64_t>(bytes.size()));
    ::archive_entry_set_filetype(entry, name.ends_with('/') ? AE_IFDIR : AE_IFREG);
    ::archive_entry_set_perm(entry, 0644);
    ::archive_write_header(writer, entry);
    ::archive_write_data(writer, bytes.data(), bytes.size());
    ::archive_entry_free(entry);
  }
  ::archive_write_close(writer);
  ::archive_write_free(writer);
  out.resize(used);
  return out;
}

inline std::string tar(const Entries& entries) {
  return made_archive(entries, [](archive* writer) { ::archive_write_set_format_ustar(writer); });
}
inline std::string zip(const Entries& entries) {
  return made_archive(entries, [](archive* writer) { ::archive_write_set_format_zip(writer); });
}
inline std::string bzip2(std::string_view bytes) {
  return made_archive({{"x", std::string(bytes)}}, [](archive* writer) {
    ::archive_write_set_format_raw(writer);
    ::archive_write_add_filter_bzip2(writer);
  });
}
inline std::string xz(std::string_view bytes) {
  return made_archive({{"x", std::string(bytes)}}, [](archive* writer) {
    ::archive_write_set_format_raw(writer);
    ::archive_write_add_filter_xz(writer);
  });
}

}  // namespace thresh::tests
