// The JSON that a page carries: JSON-LD blocks, scripts with an id, variables that scripts assign.
//
// Blocks are read on first use, once a page. A block that had to be mended, or could not be read, is reported once.
//
// Tested by tests/extract/embedded_json_test.cpp.
#pragma once

#include <deque>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/finding.h"
#include "extract/json.h"
#include "extract/json_trace.h"
#include "html/document.h"

namespace thresh::extract {

class EmbeddedJson {
 public:
  // `traced`: where its values stand is kept (where_is).
  EmbeddedJson(const html::Document& document, std::vector<base::Finding>& findings, bool traced = false)
      : document_(document), findings_(findings) {
    if (traced) trace_.emplace(document.page());
  }

  // Every JSON-LD object of the page, outer before inner, those of @graph and of lists among them.
  const std::vector<const record::Value*>& linked_data();

  // The values of the blocks of JSON-LD, each as it stands on the page.
  const std::vector<const record::Value*>& linked_blocks();

  // The JSON of the script whose id is `name`, or that a script assigns to the variable `name` ("window." in front of
  // it does not count), also as JSON.parse("…"). nullptr if there is none.
  const record::Value* named(std::string_view name);

  // The JSON in an attribute's value; nullptr if it is none.
  const record::Value* in_attribute(const html::Attribute& attribute);

  // Where a scalar stands in the page; nothing where that is not kept, or not known.
  std::optional<Taken> where_is(const record::Value& scalar) const;

 private:
  // A part of a text that holds JSON.
  struct Source {
    std::string_view json;
    std::optional<JsonText> whole;
  };
  // `rest`, if it is not null, gets what stands behind the value in the source.
  const record::Value* keep(const Source& source, std::string_view what, std::string_view* rest = nullptr);
  const record::Value* keep_quoted(const Source& source, std::string_view what);
  Source script_text(html::NodeId script) const;
  std::optional<Source> script_source(std::string_view name) const;

  const html::Document& document_;
  std::vector<base::Finding>& findings_;
  std::deque<record::Value> values_;
  std::map<std::string, const record::Value*, std::less<>> named_;
  std::map<std::string, const record::Value*, std::less<>> attributes_;
  std::optional<std::vector<const record::Value*>> linked_blocks_, linked_data_;
  std::optional<JsonTrace> trace_;
};

// Whether a JSON-LD object is of that type ("QAPage"; "http://schema.org/QAPage" and "schema:QAPage" are too).
bool has_type(const record::Value& object, std::string_view type);

}  // namespace thresh::extract
