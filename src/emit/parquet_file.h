// A Parquet file (https://parquet.apache.org/docs/file-format/) on its way to an output: all that we ask of Arrow C++.
//
// Arrow is in no distribution's packages, so a program is built without it unless it is asked for (the option
// THRESH_ARROW of CMakeLists.txt). parquet_file_arrow.cpp has what this header declares, with Arrow; it is linked to a
// program as an object of its own. To one without it goes parquet_file_none.cpp, which is in the library of this room.
//
// Tested by tests/parquet/parquet_test.cpp, and by pyarrow and DuckDB in tests/emit/parquet_test.py.
#pragma once

#include <memory>
#include <span>

#include "base/disk.h"
#include "base/error.h"
#include "columns/batch.h"
#include "columns/schema.h"

namespace thresh::emit {

// Errors of its functions: those of the output; kInternal where Arrow does not take what it is given. One that is
// destroyed before `finish` writes nothing more.
class ParquetFile {
 public:
  // Whether this program has Arrow.
  static bool is_there();
  // Begins a file of such rows: compressed by zstd, with the schema of Arrow in it. The output is written to until
  // `finish` is done.
  static base::Result<std::unique_ptr<ParquetFile>> begin(base::Output& output, const columns::Schema& schema);

  virtual ~ParquetFile() = default;
  // Writes a row group of these rows, of which there are some. Nothing of it is held back.
  virtual base::Result<void> write_group(std::span<const std::shared_ptr<const columns::Batch>> batches) = 0;
  // Writes the footer. Called once.
  virtual base::Result<void> finish() = 0;
};

}  // namespace thresh::emit
