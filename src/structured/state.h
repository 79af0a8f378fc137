// The state that a framework leaves in a page, which its scripts go on from: __NEXT_DATA__, __APOLLO_STATE__ and the
// like, as JSON (data/embedded_states.tsv has their names).
//
// Tested by tests/structured/report_test.cpp.
#pragma once

#include "extract/embedded_json.h"
#include "record/value.h"

namespace thresh::structured {

// {NAME: the value}, of those that the page has and that can be read.
record::Map embedded_state(const html::Document& document, extract::EmbeddedJson& json);

}  // namespace thresh::structured
