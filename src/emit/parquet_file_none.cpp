// See parquet_file.h: a program without Arrow. Nobody calls `begin` there, since its table of formats has no maker.
#include "emit/parquet_file.h"

namespace thresh::emit {

bool ParquetFile::is_there() { return false; }

base::Result<std::unique_ptr<ParquetFile>> ParquetFile::begin(base::Output&, const columns::Schema&) {
  return base::failure(base::ErrorCode::kInternal, "this program was built without Arrow");
}

}  // namespace thresh::emit
