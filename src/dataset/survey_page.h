// A look at a set of records: a page that is one file (html_page.h).
//
// Tested by tests/dataset/survey_page_test.cpp.
#pragma once

#include <span>
#include <string>

#include "dataset/record_survey.h"

namespace thresh::dataset {

// `names`: of the files that the records stand in.
std::string survey_page(const RecordSurvey& survey, std::span<const std::string> names);

}  // namespace thresh::dataset
