// libarchive fed from our inputs, and bzip2 and xz undone by it. See libarchive_input.h and packing.h.
#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <cerrno>
#include <cstdio>
#include <utility>

#include "source/libarchive_input.h"
#include "source/packing.h"

namespace thresh::source {
namespace {

constexpr std::size_t kPiece = std::size_t{128} << 10;

struct Free {
  void operator()(archive* reader) const { ::archive_read_free(reader); }
};

// A file that is compressed, as libarchive sees it: an archive of one nameless entry.
class UnpackedByLibarchive final : public base::Input {
 public:
  explicit UnpackedByLibarchive(std::unique_ptr<base::Input> input) : feed_(std::move(input)) {}

  base::Result<std::size_t> read(char* to, std::size_t size) override {
    if (!started_) {
      started_ = true;
      if (!open()) return damaged();
    }
    if (over_) return 0;
    const la_ssize_t count = ::archive_read_data(reader_.get(), to, size);
    if (count < 0) return damaged();
    over_ = count == 0;
    return static_cast<std::size_t>(count);
  }

  std::optional<std::uint64_t> left() const override { return feed_.left(); }

 private:
  bool open() {
    reader_.reset(::archive_read_new());
    archive* reader = reader_.get();
    archive_entry* entry = nullptr;
    return reader != nullptr && ::archive_read_support_filter_bzip2(reader) == ARCHIVE_OK &&
           ::archive_read_support_filter_xz(reader) == ARCHIVE_OK &&
           ::archive_read_support_format_raw(reader) == ARCHIVE_OK && feed_.open(reader) &&
           ::archive_read_next_header(reader, &entry) == ARCHIVE_OK;
  }

  base::Result<std::size_t> damaged() {
    over_ = true;
    if (feed_.error()) return std::unexpected(*feed_.error());
    return base::failure(base::ErrorCode::kBadArchive, "the compressed data is damaged or ends too early");
  }

  LibarchiveFeed feed_;
  std::unique_ptr<archive, Free> reader_;
  bool started_ = false, over_ = false;
};

}  // namespace

LibarchiveFeed::LibarchiveFeed(std::unique_ptr<base::Input> input)
    : input_(std::move(input)), buffer_(std::make_unique_for_overwrite<char[]>(kPiece)) {}

LibarchiveFeed::LibarchiveFeed(std::unique_ptr<base::FileReader> file)
    : file_(std::move(file)), buffer_(std::make_unique_for_overwrite<char[]>(kPiece)) {}

bool LibarchiveFeed::open(archive* reader) {
  bool sound = ::archive_read_set_read_callback(reader, &LibarchiveFeed::read) == ARCHIVE_OK &&
               ::archive_read_set_callback_data(reader, this) == ARCHIVE_OK;
  if (file_ != nullptr) {
    sound = sound && ::archive_read_set_skip_callback(reader, &LibarchiveFeed::skip) == ARCHIVE_OK &&
            ::archive_read_set_seek_callback(reader, &LibarchiveFeed::seek) == ARCHIVE_OK;
  }
  return sound && ::archive_read_open1(reader) == ARCHIVE_OK;
}

std::optional<std::uint64_t> LibarchiveFeed::left() const {
  if (file_ != nullptr) return file_->size() - std::min(at_, file_->size());
  return input_->left();
}

std::ptrdiff_t LibarchiveFeed::read(archive* reader, void* self, const void** bytes) {
  LibarchiveFeed& feed = *static_cast<LibarchiveFeed*>(self);
  const auto count = feed.file_ != nullptr ? feed.file_->read_at(feed.at_, {feed.buffer_.get(), kPiece})
                                           : feed.input_->read(feed.buffer_.get(), kPiece);
  if (!count) {
    feed.error_ = count.error();
    ::archive_set_error(reader, EIO, "%s", "the input cannot be read");
    return ARCHIVE_FATAL;
  }
  feed.at_ += *count;
  *bytes = feed.buffer_.get();
  return static_cast<std::ptrdiff_t>(*count);
}

std::int64_t LibarchiveFeed::skip(archive* /*reader*/, void* self, std::int64_t count) {
  LibarchiveFeed& feed = *static_cast<LibarchiveFeed*>(self);
  const std::uint64_t size = feed.file_->size();
  const std::uint64_t rest = size - std::min(feed.at_, size);
  const std::uint64_t skipped = count > 0 ? std::min(static_cast<std::uint64_t>(count), rest) : 0;
  feed.at_ += skipped;
  return static_cast<std::int64_t>(skipped);
}

std::int64_t LibarchiveFeed::seek(archive* /*reader*/, void* self, std::int64_t offset, int whence) {
  LibarchiveFeed& feed = *static_cast<LibarchiveFeed*>(self);
  const auto size = static_cast<std::int64_t>(feed.file_->size());
  const std::int64_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? static_cast<std::int64_t>(feed.at_) : size;
  if (offset > size || from + offset < 0) return ARCHIVE_FATAL;
  feed.at_ = static_cast<std::uint64_t>(from + offset);
  return from + offset;
}

std::unique_ptr<base::Input> unpacked_by_libarchive(std::unique_ptr<base::Input> input) {
  return std::make_unique<UnpackedByLibarchive>(std::move(input));
}

}  // namespace thresh::source
