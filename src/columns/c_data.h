// The Arrow C Data Interface and C Stream Interface (https://arrow.apache.org/docs/format/CDataInterface.html and
// CStreamInterface.html): batches handed to other libraries in the same process, without a copy.
//
// The structs are those of the specifications, which ask for exactly these names. Whoever gets one calls its `release`
// once; what was moved out of it before lives on.
//
// Tested by tests/columns/c_data_test.cpp, and by pyarrow, polars, DuckDB and pandas in tests/python/arrow_test.py.
#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "columns/batch.h"
#include "columns/schema.h"

extern "C" {

#ifndef ARROW_C_DATA_INTERFACE
#define ARROW_C_DATA_INTERFACE

struct ArrowSchema {
  const char* format;
  const char* name;
  const char* metadata;
  int64_t flags;
  int64_t n_children;
  struct ArrowSchema** children;
  struct ArrowSchema* dictionary;
  void (*release)(struct ArrowSchema*);
  void* private_data;
};

struct ArrowArray {
  int64_t length;
  int64_t null_count;
  int64_t offset;
  int64_t n_buffers;
  int64_t n_children;
  const void** buffers;
  struct ArrowArray** children;
  struct ArrowArray* dictionary;
  void (*release)(struct ArrowArray*);
  void* private_data;
};

#endif  // ARROW_C_DATA_INTERFACE

#ifndef ARROW_C_STREAM_INTERFACE
#define ARROW_C_STREAM_INTERFACE

struct ArrowArrayStream {
  int (*get_schema)(struct ArrowArrayStream*, struct ArrowSchema* out);
  int (*get_next)(struct ArrowArrayStream*, struct ArrowArray* out);
  const char* (*get_last_error)(struct ArrowArrayStream*);
  void (*release)(struct ArrowArrayStream*);
  void* private_data;
};

#endif  // ARROW_C_STREAM_INTERFACE
}

namespace thresh::columns {

// The record as a struct.
void export_schema(const Schema& schema, ArrowSchema& out);
// The rows as a struct of the columns; they live as long as something that was exported.
void export_batch(const std::shared_ptr<const Batch>& batch, ArrowArray& out);
void export_stream(std::shared_ptr<const Schema> schema, std::vector<std::shared_ptr<const Batch>> batches,
                   ArrowArrayStream& out);

}  // namespace thresh::columns
