// The Arrow IPC streaming format (https://arrow.apache.org/docs/format/Columnar.html#ipc-streaming-format): a schema,
// batches, an end. Metadata is what Schema.fbs and Message.fbs of Arrow describe, version V5.
//
// Tested by tests/columns/ipc_test.cpp, and by pyarrow in tests/columns/arrow_test.py.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "columns/batch.h"
#include "columns/schema.h"

namespace thresh::columns {

// Of a schema: the kind and the version of the records.
std::vector<std::pair<std::string, std::string>> metadata_of(const Schema& schema);
// Of a column: what a reader of its values has to know; mostly nothing.
std::vector<std::pair<std::string, std::string>> metadata_of(const Column& column);

base::Result<void> write_schema(base::Output& output, const Schema& schema);
base::Result<void> write_batch(base::Output& output, const Batch& batch);
base::Result<void> write_end(base::Output& output);

}  // namespace thresh::columns
