// See manifest.h.
#include "dataset/manifest.h"

#include <algorithm>
#include <utility>

#include "base/sha256.h"
#include "base/slug.h"
#include "record/json_reader.h"

namespace thresh::dataset {
namespace {

using record::List;
using record::Map;
using record::Value;

// Reads the members of a map, and remembers the first that is not what it should be.
class Reader {
 public:
  explicit Reader(Map& map) : map_(map) {}

  std::string text(std::string_view key) {
    const Value* value = map_.find(key);
    if (value == nullptr || value->as_text() == nullptr) return missing(key), std::string();
    return *value->as_text();
  }
  std::uint64_t number(std::string_view key) {
    const Value* value = map_.find(key);
    if (value == nullptr || value->as_integer() == nullptr || *value->as_integer() < 0) return missing(key), 0;
    return static_cast<std::uint64_t>(*value->as_integer());
  }
  // Lists and maps are taken out: statistics are large.
  List list(std::string_view key) {
    Value* value = map_.find(key);
    if (value == nullptr || value->as_list() == nullptr) return missing(key), List();
    return std::move(*value->as_list());
  }
  Map map(std::string_view key) {
    Value* value = map_.find(key);
    if (value == nullptr || value->as_map() == nullptr) return missing(key), Map();
    return std::move(*value->as_map());
  }
  bool is_null(std::string_view key) const {
    const Value* value = map_.find(key);
    return value != nullptr && value->is_null();
  }

  void missing(std::string_view key) {
    if (wrong_.empty()) wrong_ = key;
  }
  const std::string& wrong() const { return wrong_; }

 private:
  Map& map_;
  std::string wrong_;
};

std::unexpected<base::Error> bad(const std::string& why) {
  return base::failure(base::ErrorCode::kUnreadable, "this is no manifest: " + why);
}

template <class Read>
std::string read_each(List list, Read read) {
  for (Value& entry : list) {
    Map* map = entry.as_map();
    if (map == nullptr) return "an entry";
    Reader reader(*map);
    read(reader);
    if (!reader.wrong().empty()) return reader.wrong();
  }
  return {};
}

}  // namespace

const Manifest::File* Manifest::find(std::string_view name) const {
  const auto found = std::ranges::find(files, name, &File::name);
  return found == files.end() ? nullptr : &*found;
}

Map to_map(const Manifest& manifest) {
  Map map;
  map.add("schema", kManifestSchema);
  map.add("dataset", manifest.dataset);
  map.add("version", std::size_t{manifest.version});
  map.add("previous", manifest.previous ? Value(std::size_t{*manifest.previous}) : Value());
  map.add("created", manifest.created);
  map.add("program", manifest.program);
  List rules;
  for (const Manifest::Rules& one : manifest.rules) {
    Map entry;
    entry.add("id", one.id);
    entry.add("sha256", one.sha256);
    rules.emplace_back(std::move(entry));
  }
  map.add("rules", std::move(rules));
  map.add("records", manifest.records);
  map.add("stale", manifest.stale);
  map.add("changes", manifest.changes);
  List files;
  for (const Manifest::File& file : manifest.files) {
    Map entry;
    entry.add("name", file.name);
    entry.add("size", file.size);
    entry.add("sha256", file.sha256);
    files.emplace_back(std::move(entry));
  }
  map.add("files", std::move(files));
  map.add("statistics", manifest.statistics);
  map.add("held", manifest.held);
  return map;
}

base::Result<Manifest> manifest_of(std::string_view json) {
  record::JsonReader json_reader;
  auto value = json_reader.read(json);
  if (!value || value->as_map() == nullptr) return bad("it is no JSON object");
  Reader reader(*value->as_map());
  Manifest manifest;
  if (const auto schema = reader.number("schema"); schema != kManifestSchema) {
    return bad(schema > kManifestSchema ? "a newer program wrote it" : "it has no `schema` that is known");
  }
  manifest.dataset = reader.text("dataset");
  manifest.version = static_cast<std::uint32_t>(std::min<std::uint64_t>(reader.number("version"), UINT32_MAX));
  if (!reader.is_null("previous")) {
    manifest.previous = static_cast<std::uint32_t>(std::min<std::uint64_t>(reader.number("previous"), UINT32_MAX));
  }
  manifest.created = reader.text("created");
  manifest.program = reader.text("program");
  manifest.records = reader.number("records");
  manifest.stale = reader.number("stale");
  manifest.changes = reader.map("changes");
  manifest.statistics = reader.map("statistics");
  manifest.held = reader.list("held");
  std::string wrong = read_each(
      reader.list("rules"), [&](Reader& entry) { manifest.rules.push_back({entry.text("id"), entry.text("sha256")}); });
  if (wrong.empty()) {
    wrong = read_each(reader.list("files"), [&](Reader& entry) {
      manifest.files.push_back({entry.text("name"), entry.number("size"), entry.text("sha256")});
      // The name goes into paths, and the file may come from elsewhere.
      if (!base::is_slug(manifest.files.back().name)) entry.missing("name");
    });
  }
  if (wrong.empty()) wrong = reader.wrong();
  if (!wrong.empty()) return bad("`" + wrong + "` is missing or of another type");
  return manifest;
}

Map counts_map(const ChangeCounts& counts) {
  Map map;
  for (std::size_t i = 0; i < change_class_names().size(); ++i) {
    if (counts.records[i] > 0) map.add(change_class_names()[i], counts.records[i]);
  }
  map.add("same", counts.same);
  return map;
}

base::Result<bool> is_intact(base::Folder& version, const Manifest::File& file) {
  constexpr std::size_t kPiece = std::size_t{1} << 20;
  const auto opened = version.open(file.name);
  if (!opened) return std::unexpected(opened.error());
  if ((*opened)->size() != file.size) return false;
  base::Sha256Stream digest;
  std::string piece(std::min<std::uint64_t>(kPiece, file.size), '\0');
  for (std::uint64_t at = 0; at < file.size;) {
    const auto count = (*opened)->read_at(at, piece);
    if (!count) return std::unexpected(count.error());
    if (*count == 0) return false;
    digest.add(std::string_view(piece).substr(0, *count));
    at += *count;
  }
  return base::hex(digest.finish()) == file.sha256;
}

}  // namespace thresh::dataset
