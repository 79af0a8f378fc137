// thresh versions DATA: the versions of a dataset.
//
// Tested by tests/cli/versions.test.
#include "dataset/versions.h"

#include "base/printable.h"
#include "cli/commands.h"
#include "cli/data_folder.h"
#include "cli/exit_code.h"
#include "emit/json_writer.h"

namespace thresh::cli {
namespace {

using dataset::Manifest;

std::string changes_text(const Manifest& manifest) {
  std::string text;
  for (const auto& [what, count] : manifest.changes.entries()) {
    if (what == "same" || count.as_integer() == nullptr) continue;
    text += (text.empty() ? "" : ", ") + std::to_string(*count.as_integer()) + ' ' + what;
  }
  return text;
}

class ListVersions : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return {data_flag(data_), {.names = "--json", .value = "", .about = "a line of JSON a version", .target = &json_}};
  }

  int run(Console& console) override {
    auto opened = open_dataset(data_, Access::kRead, console);
    if (!opened) return opened.error();
    const auto entries = opened->versions.list();
    if (!entries) return console.error(entries.error()), exit_code(entries.error().code);
    std::string text;
    for (const dataset::Versions::Entry& entry : *entries) {
      const auto manifest = opened->versions.manifest(entry.number, entry.held);
      if (!manifest) console.error(manifest.error());
      text +=
          json_ ? line(entry, manifest ? manifest->get() : nullptr) : row(entry, manifest ? manifest->get() : nullptr);
    }
    if (entries->empty()) console.note("no versions yet");
    return print(text);
  }

 private:
  static std::string row(const dataset::Versions::Entry& entry, const Manifest* manifest) {
    std::string text = dataset::version_name(entry.number);
    text += entry.latest ? "  latest" : entry.held ? "  held  " : "        ";
    if (manifest == nullptr) return text + "  unreadable\n";
    text += "  " + base::printable(manifest->created) + "  " + std::to_string(manifest->records) +
            (manifest->records == 1 ? " record" : " records");
    if (const std::string changes = changes_text(*manifest); !changes.empty()) text += "  " + base::printable(changes);
    if (!manifest->held.empty()) {
      text += "  " + std::to_string(manifest->held.size()) + (manifest->held.size() == 1 ? " alarm" : " alarms");
    }
    return text + '\n';
  }

  static std::string line(const dataset::Versions::Entry& entry, const Manifest* manifest) {
    record::Map map;
    map.add("version", std::size_t{entry.number});
    map.add("held", entry.held);
    map.add("latest", entry.latest);
    if (manifest != nullptr) {
      map.add("created", manifest->created);
      map.add("program", manifest->program);
      map.add("records", manifest->records);
      map.add("stale", manifest->stale);
      map.add("changes", manifest->changes);
      map.add("alarms", manifest->held);
    }
    return emit::json_text(map) + '\n';
  }

  std::string data_;
  bool json_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_versions() { return std::make_unique<ListVersions>(); }

}  // namespace thresh::cli
