// See bookkeeping.h.
#include "convert/bookkeeping.h"

#include <utility>

#include "record/schema.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

Value completeness_value(const std::vector<Counted>& lists) {
  Map out;
  for (const Counted& list : lists) {
    Map counts;
    counts.add("stated", list.stated ? Value(*list.stated) : Value());
    counts.add("found", list.found);
    out.set(list.list, std::move(counts));
  }
  return out;
}

Value absent_value(const std::vector<AbsentField>& fields) {
  List out;
  for (const AbsentField& field : fields) {
    Map entry;
    entry.add("path", field.path);
    entry.add("reason", record::name(field.reason));
    if (!field.text.empty()) entry.add("text", field.text);
    out.emplace_back(std::move(entry));
  }
  return out;
}

Value warnings_value(const std::vector<base::Finding>& warnings) {
  List out;
  for (const base::Finding& warning : warnings) {
    Map entry;
    entry.add("code", base::name(warning.code));
    entry.add("path", warning.path);
    entry.add("message", warning.message);
    out.emplace_back(std::move(entry));
  }
  return out;
}

Value removed_value(const clean::Tally& tally) {
  List out;
  for (const clean::Tally::Entry& removed : tally.entries()) {
    Map entry;
    entry.add("reason", record::name(removed.reason));
    entry.add("count", removed.count);
    entry.add("example", removed.example);
    out.emplace_back(std::move(entry));
  }
  return out;
}

List conflicts_value(const std::vector<Conflict>& conflicts) {
  List list;
  for (const Conflict& conflict : conflicts) {
    Map entry;
    entry.add("path", conflict.path);
    entry.add("values", conflict.values);
    List from;
    for (const std::string& one : conflict.from) from.emplace_back(one);
    entry.add("from", std::move(from));
    list.emplace_back(std::move(entry));
  }
  return list;
}

}  // namespace

void Bookkeeping::found_after_all(std::string_view path) {
  std::erase_if(absent, [path](const AbsentField& field) { return field.path == path; });
}

void Bookkeeping::add(clean::Repair repair, std::string_view path) {
  if (repair.places == 0) return;
  if (repaired.places == 0) {
    repaired = std::move(repair);
    repaired_path = path;
  } else {
    repaired.places += repair.places;
  }
}

void Bookkeeping::tell_repairs() {
  if (repaired.places == 0) return;
  const std::string places = repaired.places == 1 ? "1 place" : std::to_string(repaired.places) + " places";
  warnings.push_back({base::FindingCode::kEncodingRepaired, repaired_path,
                      "text had been decoded in the wrong encoding and was mended in " + places + ", first \"" +
                          repaired.before + "\" to \"" + repaired.after + '"'});
}

void Bookkeeping::write_to(Map& record) const {
  record.add("schema", record::kSchemaVersion);
  record.add("completeness", completeness_value(completeness));
  record.add("absent", absent_value(absent));
  record.add("warnings", warnings_value(warnings));
  record.add("removed", removed_value(removed));
  record.add("conflicts", conflicts_value(conflicts));
}

void strip_bookkeeping(Map& record) {
  for (const std::string_view key :
       {"schema", "completeness", "absent", "warnings", "removed", "conflicts", "duplicate_of"}) {
    record.erase(key);
  }
}

}  // namespace thresh::convert
