// What a fetch saw, as an archive keeps it.
//
// Tested by tests/dataset/warc_captures_test.cpp and tests/fetch/fetch_test.py.
#pragma once

#include "fetch/transport.h"
#include "source/warc_writer.h"

namespace thresh::fetch {

source::Exchange kept(const Exchange& exchange);

}  // namespace thresh::fetch
