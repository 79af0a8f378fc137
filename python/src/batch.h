// Records that were converted together, with what became of the pages that gave none; to dicts, or to Arrow without a
// copy for whoever reads that.
//
// Tested by tests/python/api_test.py and tests/python/arrow_test.py.
#pragma once

#include <cstddef>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "base/error.h"
#include "columns/batch.h"
#include "python.h"
#include "record/value.h"

namespace thresh::python {

struct Batch {
  struct Failure {
    std::size_t page;  // the how manieth it was, from 0
    std::string name;
    base::Error error;
    std::string url = {};  // empty where it is not known
  };

  std::vector<record::Map> records;
  std::vector<Failure> failures;
  std::vector<std::size_t> pages;   // of each record, the how manieth it was; of records that came as such, none
  std::vector<std::string> names;   // of these pages
  std::vector<std::string> prints;  // their fingerprints, where they were asked for
  std::shared_ptr<const columns::Schema> custom_fields;  // null: found out from the records
  bool bookkeeping = true, provenance = false;           // whether its records have them
  std::size_t threads = 1;                               // that make columns of it
};

// Tables for other libraries: an object with __arrow_c_stream__. Any number of readers may ask for the stream.
struct ArrowStream {
  std::shared_ptr<const columns::Schema> schema;
  std::vector<std::shared_ptr<const columns::Batch>> batches;
};

// The records of a kind as columns, a batch of rows a thread at a time; without a name of the only kind that there is.
// Raises thresh.Error where there are several, or where the records do not fit the columns. The GIL is not held while
// it works.
ArrowStream arrow_of(const Batch& batch, const std::string& kind);

void bind_batch(nb::module_& module);

}  // namespace thresh::python
