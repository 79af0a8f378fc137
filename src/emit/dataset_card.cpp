// README.md: the dataset card of the Hugging Face Hub. Its front matter tells `datasets` which files to load and, for
// lines, of which types the fields are: guessed from the first lines, as it does otherwise, a field that is null or
// empty there has a type that later ones do not fit. A field that is so in the whole set has the type that its kind
// says.
//
// Tested by tests/cli/package_test.py.
#include <algorithm>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/ascii.h"
#include "columns/schema.h"
#include "emit/package.h"
#include "emit/yaml_scalar.h"

namespace thresh::emit {
namespace {

using columns::ColumnType;

constexpr std::pair<std::size_t, std::string_view> kSizes[] = {
    {1'000, "n<1K"},          {10'000, "1K<n<10K"},        {100'000, "10K<n<100K"},     {1'000'000, "100K<n<1M"},
    {10'000'000, "1M<n<10M"}, {100'000'000, "10M<n<100M"}, {1'000'000'000, "100M<n<1B"}};

std::string_view size_category(std::size_t records) {
  const auto* const found = std::ranges::find_if(kSizes, [&](const auto& size) { return records < size.first; });
  return found == std::end(kSizes) ? "n>1B" : found->second;
}

// The languages without their regions, as the Hub knows them: two or three letters.
std::set<std::string> languages_of(const Package& package) {
  std::set<std::string> codes;
  for (const auto& [tag, count] : package.languages) {
    std::string code = tag.substr(0, tag.find_first_of("-_"));
    std::ranges::transform(code, code.begin(), base::ascii_lower);
    const bool fits = (code.size() == 2 || code.size() == 3) && std::ranges::all_of(code, base::is_ascii_lower);
    if (fits) codes.insert(std::move(code));
  }
  return codes;
}

// The type of plain values as `datasets` calls it; empty where they are of several.
std::string_view dtype_of(const Sorts& sorts) {
  if (sorts.are(Sorts::kBool)) return "bool";
  if (sorts.are(Sorts::kInteger)) return "int64";
  if (sorts.within(Sorts::kInteger | Sorts::kReal)) return "float64";
  return sorts.none() || sorts.are(Sorts::kText) ? "string" : "";
}

std::string quoted(std::string_view text) {
  std::string out;
  append_yaml_value(out, text, 0);
  return out;
}

// Files of one kind have columns of their own, so each kind is a table to load.
void append_configs(std::string& out, const Package& package) {
  std::map<std::string, std::string> paths;
  for (const PackagedFile& file : package.files) paths[file.kind] += "    - " + quoted(file.name) + '\n';
  if (!paths.empty()) out += "configs:\n";
  for (const auto& [kind, files] : paths) {
    out += "- config_name: " + (kind.empty() ? "default" : kind) +
           "\n"
           "  data_files:\n"
           "  - split: train\n"
           "    path:\n" +
           files;
  }
}

std::string_view dtype_of(ColumnType type) {
  if (type == ColumnType::kBool) return "bool";
  if (type == ColumnType::kInteger) return "int64";
  return type == ColumnType::kReal ? "float64" : "string";
}

// What the kinds of the set say of their fields: a field that is null in every record has a type all the same, and the
// next set, where it is not, should have the same one.
columns::Schema declared_by(const Package& package) {
  columns::SchemaMaker maker;
  for (const auto& [name, count] : package.kinds) {
    const record::Kind* const kind = record::find_kind(name);
    if (kind != nullptr) maker.add_all(columns::SchemaMaker::kRecord, columns::schema_of(*kind, {}));
  }
  return std::move(maker).finish({});
}

// Writes the types of all fields, each by what was seen of it or, where that was nothing, by what is declared.
class Features {
 public:
  Features(const FieldTally& tally, const columns::Schema& declared) : declared_(declared) {
    enter(tally.fields(), &declared_.columns[0], 2);
  }

  // Nothing where a field has no one type: then `datasets` guesses all of them.
  std::string write() && {
    out_ = "dataset_info:\n  features:\n";
    while (!open_.empty()) {
      const Open at = open_.back();
      open_.pop_back();
      const std::string margin(at.indent, ' ');
      out_.append(margin).append("- name: ").append(quoted(at.name)).append("\n  ").append(margin);
      const bool typed = at.seen == nullptr || at.seen->sorts.none() ? write_declared(at) : write_seen(at);
      if (!typed) return {};
    }
    return std::move(out_);
  }

 private:
  struct Open {
    std::string_view name;
    const TalliedField* seen;         // may be nullptr
    const columns::Column* declared;  // may be nullptr
    std::size_t indent;
  };

  const columns::Column* child(const columns::Column* of, std::string_view name) const {
    if (of == nullptr || of->type != ColumnType::kStruct) return nullptr;
    const auto found =
        std::ranges::find_if(of->children, [&](columns::ColumnId id) { return declared_.columns[id].name == name; });
    return found == of->children.end() ? nullptr : &declared_.columns[*found];
  }

  // The items of a list; nullptr for what is none.
  const columns::Column* items(const columns::Column* of) const {
    return of != nullptr && of->type == ColumnType::kList ? &declared_.columns[of->children[0]] : nullptr;
  }

  void enter(const std::vector<std::unique_ptr<TalliedField>>& fields, const columns::Column* of, std::size_t indent) {
    for (std::size_t i = fields.size(); i-- > 0;)
      open_.push_back({fields[i]->name, fields[i].get(), child(of, fields[i]->name), indent});
  }

  void enter(const columns::Column& of, std::size_t indent) {
    for (std::size_t i = of.children.size(); i-- > 0;) {
      const columns::Column& field = declared_.columns[of.children[i]];
      open_.push_back({field.name, nullptr, &field, indent});
    }
  }

  bool write_seen(const Open& at) {
    const TalliedField& seen = *at.seen;
    const bool map = seen.sorts.are(Sorts::kMap), list = seen.sorts.are(Sorts::kList);
    if (list && seen.items.none() && items(at.declared) != nullptr) return write_declared(at);
    if (map || (list && seen.items.are(Sorts::kMap))) {
      out_.append(map ? "struct:" : "list:").append(seen.fields.empty() ? " []\n" : "\n");
      enter(seen.fields, map ? at.declared : items(at.declared), at.indent + 2);
      return true;
    }
    const std::string_view type = dtype_of(list ? seen.items : seen.sorts);
    out_.append(list ? "list: " : "dtype: ").append(type) += '\n';
    return !type.empty();
  }

  bool write_declared(const Open& at) {
    const columns::Column* const item = items(at.declared);
    const columns::Column* const value = item != nullptr ? item : at.declared;
    if (value != nullptr && value->type == ColumnType::kStruct) {
      out_ += item != nullptr ? "list:\n" : "struct:\n";
      enter(*value, at.indent + 2);
      return true;
    }
    const std::string_view type = dtype_of(value != nullptr ? value->type : ColumnType::kText);
    out_.append(item != nullptr ? "list: " : "dtype: ").append(type) += '\n';
    return true;
  }

  const columns::Schema& declared_;
  std::vector<Open> open_;
  std::string out_;
};

std::string features_of(const Package& package) {
  if (!package.fields.whole()) return {};
  // Flat lines have fields of their own.
  const columns::Schema declared = package.format == "jsonl" ? declared_by(package) : columns::SchemaMaker().finish({});
  return Features(package.fields, declared).write();
}

}  // namespace

std::string dataset_card(const Package& package) {
  std::string out = "---\npretty_name: " + quoted(package.name) + '\n';
  if (const auto codes = languages_of(package); !codes.empty()) {
    out += "language:\n";
    for (const std::string& code : codes) out += "- " + quoted(code) + '\n';
  }
  out += "size_categories:\n- " + quoted(size_category(package.records)) + '\n';
  if (is_lines(package.format) || package.format == "csv" || package.format == "parquet") append_configs(out, package);
  if (is_lines(package.format) && package.records > 0) out += features_of(package);
  out += "---\n\n# " + package.name + "\n\nRecords of web pages, written by `" + std::string(kPackageMark) + "`.\n\n";
  out += "| kind | records |\n|---|---|\n";
  for (const auto& [kind, count] : package.kinds) out += "| " + kind + " | " + std::to_string(count) + " |\n";
  out += "\n| file | records | bytes | SHA-256 |\n|---|---|---|---|\n";
  for (const PackagedFile& file : package.files) {
    out += "| " + file.name + " | " + std::to_string(file.records) + " | " + std::to_string(file.bytes) + " | `" +
           file.sha256 + "` |\n";
  }
  out += "\n`datapackage.json` (Data Package) and `croissant.json` (Croissant) describe the files for programs";
  return out + ", the `.schema.json` files the records of each kind (JSON Schema).\n";
}

}  // namespace thresh::emit
