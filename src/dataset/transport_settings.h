// How the pages of a dataset are fetched: what its file says, as the room of fetching takes it.
//
// Tested by tests/dataset/transport_settings_test.cpp.
#pragma once

#include "base/error.h"
#include "dataset/dataset_file.h"
#include "dataset/hooks.h"
#include "fetch/fetcher.h"
#include "fetch/transport.h"

namespace thresh::dataset {

// Errors: kNotFound where a variable of the environment is missing that the file names.
base::Result<fetch::TransportOptions> transport_options(const DatasetFile& dataset, const Environment& environment);

fetch::FetchOptions fetch_options(const DatasetFile& dataset);

// What the program calls itself.
std::string agent_of(const DatasetFile& dataset);

}  // namespace thresh::dataset
