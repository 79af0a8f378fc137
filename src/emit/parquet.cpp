// Parquet: the same columns as in Arrow (arrow.cpp), encoded and compressed, for tables that stay on a disk.
//
// The file is written from its beginning to its end, a row group at a time. A group is full when it has kGroupRows
// rows, or columns of kGroupBytes before they are encoded, whatever comes first; until then it is held in memory, which
// so does not grow with the file. Files that are written at the same time share that memory, and the groups of a file
// that is to end at some size are no larger than it. Like a stream of Arrow a file holds records of one kind. A run
// without records gives a table without rows, with the columns of the kind `page`.
//
// Tested by tests/parquet/parquet_test.cpp and tests/emit/parquet_test.py.
#include <algorithm>
#include <memory>
#include <utility>
#include <vector>

#include "emit/kind_columns.h"
#include "emit/makers.h"
#include "emit/parquet_file.h"

namespace thresh::emit {
namespace {

constexpr std::int64_t kGroupRows = 20'000;
constexpr std::size_t kGroupBytes = std::size_t{64} << 20;
constexpr std::size_t kLeastGroupBytes = std::size_t{1} << 20;  // of one of many files

std::size_t group_bytes(const EmitOptions& options) {
  const std::size_t share = std::max(kGroupBytes / std::max<std::size_t>(options.files, 1), kLeastGroupBytes);
  return options.ends_at > 0 ? static_cast<std::size_t>(std::min<std::uint64_t>(share, options.ends_at)) : share;
}

class ParquetEmitter : public Emitter {
 public:
  ParquetEmitter(base::Output& output, const EmitOptions& options)
      : output_(output), group_bytes_(group_bytes(options)), columns_(options, "a Parquet file", ".parquet") {}

  base::Result<void> write(const record::Map& record) override {
    if (auto added = columns_.add(record); !added) return added;
    if (columns_.is_full()) take_batch();
    const bool full = rows_ + columns_.rows() >= kGroupRows || bytes_ + columns_.bytes() >= group_bytes_;
    return full ? write_group() : base::Result<void>();
  }

  base::Result<void> finish() override {
    if (columns_.schema() == nullptr) columns_.begin_empty();
    if (rows_ + columns_.rows() > 0) {
      if (auto written = write_group(); !written) return written;
    }
    if (auto begun = begin(); !begun) return begun;
    return file_->finish();
  }

 private:
  base::Result<void> begin() {
    if (file_ != nullptr) return {};
    const std::shared_ptr<const columns::Schema>& schema = columns_.schema();
    auto file = ParquetFile::begin(output_, schema == nullptr ? columns::SchemaMaker().finish("") : *schema);
    if (!file) return std::unexpected(std::move(file.error()));
    file_ = *std::move(file);
    return {};
  }

  void take_batch() {
    rows_ += columns_.rows();
    bytes_ += columns_.bytes();
    group_.push_back(columns_.take());
  }

  base::Result<void> write_group() {
    if (auto begun = begin(); !begun) return begun;
    if (columns_.rows() > 0) take_batch();
    auto written = file_->write_group(group_);
    group_.clear();
    rows_ = 0, bytes_ = 0;
    return written;
  }

  base::Output& output_;
  std::size_t group_bytes_;
  KindColumns columns_;
  std::unique_ptr<ParquetFile> file_;
  std::vector<std::shared_ptr<const columns::Batch>> group_;  // the row group so far, but for what is in columns_
  std::int64_t rows_ = 0;                                     // of group_
  std::size_t bytes_ = 0;
};

}  // namespace

std::unique_ptr<Emitter> make_parquet(base::Output& output, const EmitOptions& options) {
  return std::make_unique<ParquetEmitter>(output, options);
}

}  // namespace thresh::emit
