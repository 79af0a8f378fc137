// Records of one kind on their way to columns: what the outputs that are tables share (arrow.cpp, parquet.cpp).
//
// The first record tells the kind, and whether there are columns for the bookkeeping and for `provenance`. A record of
// another kind is an error that says how to choose.
//
// Tested by tests/emit/arrow_test.cpp.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/error.h"
#include "columns/batch.h"
#include "columns/builder.h"
#include "columns/schema.h"
#include "emit/emit.h"
#include "record/field_path.h"
#include "record/value.h"

namespace thresh::emit {

class KindColumns {
 public:
  // `what` holds the records, for messages ("an Arrow stream"); its files end in `extension`.
  KindColumns(const EmitOptions& options, std::string_view what, std::string_view extension);

  // Errors: kUsage for a record of another kind; those of columns::Builder.
  base::Result<void> add(const record::Map& record);
  // Takes the first kind that has the chosen fields, `page` before all others: for files without records. Leaves the
  // schema null where no kind has them all.
  void begin_empty();

  // Null before there was a record.
  const std::shared_ptr<const columns::Schema>& schema() const { return schema_; }
  std::int64_t rows() const { return builder_ == nullptr ? 0 : builder_->rows(); }
  std::size_t bytes() const { return builder_ == nullptr ? 0 : builder_->bytes(); }  // about
  bool is_full() const { return builder_ != nullptr && builder_->is_full(); }
  // The records so far, of which there are some; the next ones begin anew.
  std::shared_ptr<const columns::Batch> take() { return builder_->take(); }

 private:
  base::Result<void> begin(const record::Kind& kind, bool bookkeeping, bool provenance);
  std::unexpected<base::Error> other_kind(std::string_view kind) const;

  std::shared_ptr<const columns::Schema> custom_fields_;
  std::vector<record::FieldPath> fields_;
  std::string_view what_, extension_;
  std::shared_ptr<const columns::Schema> schema_;
  std::unique_ptr<columns::Builder> builder_;
};

}  // namespace thresh::emit
