// See parquet_file.h. Batches come over the Arrow C Data Interface, so nothing is copied on the way; parquet::arrow
// encodes them. Exceptions and arrow::Status end here.
#include <arrow/c/bridge.h>
#include <arrow/io/interfaces.h>
#include <arrow/record_batch.h>
#include <arrow/result.h>
#include <arrow/status.h>
#include <arrow/table.h>
#include <arrow/type.h>
#include <parquet/arrow/writer.h>
#include <parquet/properties.h>

#include <exception>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "columns/c_data.h"
#include "emit/parquet_file.h"

namespace thresh::emit {
namespace {

// What zstd does where nothing is said. Arrow's own choice is 1: on records files are a tenth larger, in the same time.
constexpr int kLevel = 3;

// Our output as Arrow sees one. Keeps what went wrong with it, of which a Status has only the words.
class Sink final : public arrow::io::OutputStream {
 public:
  explicit Sink(base::Output& output) : output_(&output) {}

  arrow::Status Write(const void* data, std::int64_t size) override {
    if (output_ == nullptr || error_) return arrow::Status::IOError("nothing more is written");
    auto written = output_->write({static_cast<const char*>(data), static_cast<std::size_t>(size)});
    if (!written) return error_ = std::move(written.error()), arrow::Status::IOError(error_->message);
    position_ += size;
    return arrow::Status::OK();
  }
  arrow::Result<std::int64_t> Tell() const override { return position_; }
  arrow::Status Close() override { return closed_ = true, arrow::Status::OK(); }
  bool closed() const override { return closed_; }

  // A writer of Parquet that is destroyed early ends its file. That shall not be written.
  void leave() { output_ = nullptr; }
  const std::optional<base::Error>& error() const { return error_; }

 private:
  base::Output* output_;
  std::optional<base::Error> error_;
  std::int64_t position_ = 0;
  bool closed_ = false;
};

std::unexpected<base::Error> failure_of(const Sink& sink, std::string_view said) {
  if (sink.error()) return std::unexpected(*sink.error());
  return base::failure(base::ErrorCode::kInternal, "Arrow cannot write this Parquet file: " + std::string(said));
}

// What `work` gives as a Status or throws.
template <class Work>
base::Result<void> done_by(const Sink& sink, Work work) {
  try {
    const arrow::Status status = work();
    if (!status.ok()) return failure_of(sink, status.message());
  } catch (const std::exception& thrown) {
    return failure_of(sink, thrown.what());
  }
  return {};
}

class ArrowFile final : public ParquetFile {
 public:
  explicit ArrowFile(base::Output& output) : sink_(std::make_shared<Sink>(output)) {}
  ArrowFile(const ArrowFile&) = delete;
  ArrowFile& operator=(const ArrowFile&) = delete;
  ~ArrowFile() override { sink_->leave(); }

  base::Result<void> open(const columns::Schema& schema) {
    return done_by(*sink_, [&]() -> arrow::Status {
      ArrowSchema exported;
      columns::export_schema(schema, exported);
      ARROW_ASSIGN_OR_RAISE(schema_, arrow::ImportSchema(&exported));
      auto properties = parquet::WriterProperties::Builder()
                            .compression(parquet::Compression::ZSTD)
                            ->compression_level(kLevel)
                            ->max_row_group_length(INT64_MAX)
                            ->build();
      auto arrow_properties = parquet::ArrowWriterProperties::Builder().store_schema()->build();
      ARROW_ASSIGN_OR_RAISE(writer_,
                            parquet::arrow::FileWriter::Open(*schema_, arrow::default_memory_pool(), sink_,
                                                             std::move(properties), std::move(arrow_properties)));
      return arrow::Status::OK();
    });
  }

  base::Result<void> write_group(std::span<const std::shared_ptr<const columns::Batch>> batches) override {
    return done_by(*sink_, [&]() -> arrow::Status {
      std::vector<std::shared_ptr<arrow::RecordBatch>> rows;
      for (const std::shared_ptr<const columns::Batch>& batch : batches) {
        ArrowArray exported;
        columns::export_batch(batch, exported);
        ARROW_ASSIGN_OR_RAISE(rows.emplace_back(), arrow::ImportRecordBatch(&exported, schema_));
      }
      ARROW_ASSIGN_OR_RAISE(const auto table, arrow::Table::FromRecordBatches(schema_, std::move(rows)));
      return writer_->WriteTable(*table, table->num_rows());
    });
  }

  base::Result<void> finish() override {
    return done_by(*sink_, [&] { return writer_->Close(); });
  }

 private:
  std::shared_ptr<Sink> sink_;
  std::shared_ptr<arrow::Schema> schema_;
  std::unique_ptr<parquet::arrow::FileWriter> writer_;
};

}  // namespace

bool ParquetFile::is_there() { return true; }

base::Result<std::unique_ptr<ParquetFile>> ParquetFile::begin(base::Output& output, const columns::Schema& schema) {
  auto file = std::make_unique<ArrowFile>(output);
  if (auto opened = file->open(schema); !opened) return std::unexpected(std::move(opened.error()));
  return file;
}

}  // namespace thresh::emit
