// README.md: the dataset card of the Hugging Face Hub. Its front matter tells `datasets` which files to load and, for
// lines, of which types the fields are: guessed from the first lines, as it does otherwise, a field that is null or
// empty there has a type that later ones do not fit.
//
// Tested by tests/cli/package_test.py.
#include <algorithm>
#include <set>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "emit/package.h"
#include "emit/yaml_scalar.h"

namespace thresh::emit {
namespace {

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

void append_configs(std::string& out, const Package& package) {
  out +=
      "configs:\n"
      "- config_name: default\n"
      "  data_files:\n"
      "  - split: train\n"
      "    path:\n";
  for (const PackagedFile& file : package.files) out += "    - " + quoted(file.name) + '\n';
}

// The types of all fields; nothing where one has none: then they are guessed.
std::string features_of(const FieldTally& tally) {
  struct Open {
    const TalliedField* field;
    std::size_t indent;
  };
  std::string out = "dataset_info:\n  features:\n";
  std::vector<Open> open;
  const auto enter = [&](const auto& fields, std::size_t indent) {
    for (std::size_t i = fields.size(); i-- > 0;) open.push_back({fields[i].get(), indent});
  };
  enter(tally.fields(), 2);
  while (!open.empty()) {
    const auto [field, indent] = open.back();
    open.pop_back();
    const std::string margin(indent, ' ');
    out.append(margin).append("- name: ").append(quoted(field->name)).append("\n  ").append(margin);
    const bool map = field->sorts.are(Sorts::kMap), list = field->sorts.are(Sorts::kList);
    if (map || (list && field->items.are(Sorts::kMap))) {
      out.append(map ? "struct:" : "list:").append(field->fields.empty() ? " []\n" : "\n");
      enter(field->fields, indent + 2);
      continue;
    }
    const std::string_view type = dtype_of(list ? field->items : field->sorts);
    if (type.empty()) return {};
    out.append(list ? "list: " : "dtype: ").append(type) += '\n';
  }
  return tally.whole() ? out : std::string();
}

}  // namespace

std::string dataset_card(const Package& package) {
  std::string out = "---\npretty_name: " + quoted(package.name) + '\n';
  if (const auto codes = languages_of(package); !codes.empty()) {
    out += "language:\n";
    for (const std::string& code : codes) out += "- " + quoted(code) + '\n';
  }
  out += "size_categories:\n- " + quoted(size_category(package.records)) + '\n';
  if (is_lines(package.format) || package.format == "csv") append_configs(out, package);
  if (is_lines(package.format) && package.records > 0) out += features_of(package.fields);
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
