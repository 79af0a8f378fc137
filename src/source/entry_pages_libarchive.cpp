// See entry_pages.h.
//
// Names are taken as the UTF-8 that they are, or as the bytes that they are: libarchive converts them by the locale of
// the thread, so while it reads a header that is one of UTF-8.
#include <archive.h>
#include <archive_entry.h>
#include <locale.h>  // NOLINT(modernize-deprecated-headers): newlocale is POSIX

#include <algorithm>
#include <utility>

#include "source/entry_pages.h"
#include "source/gzip.h"
#include "source/libarchive_input.h"
#include "source/page_name.h"
#include "source/row_page.h"

namespace thresh::source {
namespace {

using base::ErrorCode;

constexpr std::size_t kStart = 4096;  // bytes of an entry that tell whether it is HTML

struct Free {
  void operator()(archive* reader) const { ::archive_read_free(reader); }
};

// The locale C.UTF-8 for this thread, as long as it lives.
class Utf8Names {
 public:
  explicit Utf8Names(locale_t locale) : before_(locale == nullptr ? nullptr : ::uselocale(locale)) {}
  ~Utf8Names() {
    if (before_ != nullptr) ::uselocale(before_);
  }
  Utf8Names(const Utf8Names&) = delete;
  Utf8Names& operator=(const Utf8Names&) = delete;

 private:
  locale_t before_;
};

std::string_view file_name(std::string_view path) {
  const std::size_t slash = path.rfind('/');
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

// Whether the name, or a folder of it, is hidden, or is where macOS keeps what is no content.
bool is_hidden(std::string_view path) {
  for (std::string_view rest = path; !rest.empty();) {
    const std::size_t end = std::min(rest.find('/'), rest.size());
    const std::string_view part = rest.substr(0, end);
    if ((part.starts_with('.') && part != "." && part != "..") || part == "__MACOSX") return true;
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return false;
}

class EntryPages final : public Reader {
 public:
  EntryPages(EntrySource from, std::string archive, std::optional<std::string> only, const base::Limits& limits)
      : feed_(from.file != nullptr ? LibarchiveFeed(std::move(from.file)) : LibarchiveFeed(std::move(from.input))),
        archive_(std::move(archive)),
        only_(std::move(only)),
        limits_(limits),
        locale_(::newlocale(LC_CTYPE_MASK, "C.UTF-8", nullptr)) {}
  ~EntryPages() override {
    reader_.reset();
    if (locale_ != nullptr) ::freelocale(locale_);
  }
  EntryPages(const EntryPages&) = delete;
  EntryPages& operator=(const EntryPages&) = delete;

  bool is_archive() const override { return !only_; }
  Skipped skipped() const override { return skipped_; }
  std::optional<std::uint64_t> left() const override { return feed_.left(); }

  base::Result<bool> next(RawPage& page) override {
    page = {};
    if (!std::exchange(started_, true) && !open()) return failed(archive_);
    const Utf8Names names(locale_);
    while (!over_) {
      archive_entry* entry = nullptr;
      const int answer = ::archive_read_next_header(reader_.get(), &entry);
      if (answer == ARCHIVE_EOF) return end();
      if (answer != ARCHIVE_OK && answer != ARCHIVE_WARN) return failed(archive_);
      ++entries_;
      if (::archive_entry_filetype(entry) != AE_IFREG) continue;
      const std::string path = path_of(entry);
      if (only_ ? path != *only_ : is_hidden(path)) continue;
      over_ = only_.has_value();
      auto taken = take(path, page);
      if (!taken || *taken) return taken;
      if (only_) return no_page(path, "this entry is no page");
      ++skipped_.entries;
    }
    return false;
  }

 private:
  bool open() {
    reader_.reset(::archive_read_new());
    archive* reader = reader_.get();
    return reader != nullptr && ::archive_read_support_format_tar(reader) == ARCHIVE_OK &&
           ::archive_read_support_format_zip(reader) == ARCHIVE_OK && feed_.open(reader);
  }

  std::string path_of(archive_entry* entry) const {
    const char* name = ::archive_entry_pathname_utf8(entry);
    if (name == nullptr) name = ::archive_entry_pathname(entry);
    return name == nullptr || *name == '\0' ? "entry " + std::to_string(entries_) : std::string(name);
  }

  // Reads the entry where it is a page.
  base::Result<bool> take(const std::string& path, RawPage& page) {
    const bool named = has_page_name(file_name(path));
    std::string bytes;
    if (const auto read = read_up_to(kStart, bytes, path); !read) return std::unexpected(read.error());
    if (!named && !begins_as_html({bytes}, true)) return false;
    if (const auto read = read_up_to(limits_.input_bytes + 1, bytes, path); !read) return std::unexpected(read.error());
    page.name = archive_ + '#' + path;
    page.cut = bytes.size() > limits_.input_bytes;
    if (page.cut) bytes.resize(limits_.input_bytes);
    page.bytes = std::move(bytes);
    if (!is_gzip(page.bytes)) return true;
    auto inflated = inflate_gzip(page.bytes, limits_.input_bytes);
    if (!inflated) return no_page(path, inflated.error().message);
    page.bytes = std::move(inflated->bytes);
    if (!page.cut) page.damaged_at = inflated->damaged_at;
    page.cut = page.cut || inflated->cut;
    return true;
  }

  // More of the entry's bytes, up to so many in all.
  base::Result<void> read_up_to(std::size_t most, std::string& bytes, const std::string& path) {
    constexpr std::size_t kPiece = std::size_t{64} << 10;
    for (std::size_t size = bytes.size(); size < most;) {
      bytes.resize(std::min(most, std::max(size * 2, std::min(most, kPiece))));
      const la_ssize_t count = ::archive_read_data(reader_.get(), bytes.data() + size, bytes.size() - size);
      if (count < 0) return std::unexpected(no_page(path, reason()).error());
      size += static_cast<std::size_t>(count);
      bytes.resize(size);
      if (count == 0) return {};
    }
    return {};
  }

  std::string reason() const {
    const char* words = reader_ == nullptr ? nullptr : ::archive_error_string(reader_.get());
    return words == nullptr ? "it is damaged" : std::string("it is damaged: ") + words;
  }

  // An entry that is lost; the others may be there.
  std::unexpected<base::Error> no_page(const std::string& path, std::string message) const {
    return base::path_failure(ErrorCode::kBadArchive, std::move(message), archive_ + '#' + path);
  }

  // Nothing more can be read.
  std::unexpected<base::Error> failed(const std::string& name) {
    over_ = true;
    base::Error error = feed_.error() ? *feed_.error() : base::Error{ErrorCode::kUnreadable, reason()};
    if (is_local(error)) error.code = ErrorCode::kUnreadable;
    error.place.file = name;
    return std::unexpected(std::move(error));
  }

  base::Result<bool> end() {
    over_ = true;
    if (only_) return no_page(*only_, "the archive has no such entry");
    return false;
  }

  LibarchiveFeed feed_;
  std::string archive_;
  std::optional<std::string> only_;
  base::Limits limits_;
  locale_t locale_;
  std::unique_ptr<archive, Free> reader_;
  Skipped skipped_;
  std::size_t entries_ = 0;
  bool started_ = false, over_ = false;
};

}  // namespace

std::unique_ptr<Reader> entry_pages(EntrySource from, std::string archive, std::optional<std::string> only,
                                    const base::Limits& limits) {
  return std::make_unique<EntryPages>(std::move(from), std::move(archive), std::move(only), limits);
}

}  // namespace thresh::source
