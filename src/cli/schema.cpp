// thresh schema NAME: the JSON Schema of a record kind, of selector files, or of dataset files.
#include "record/schema.h"

#include <unistd.h>

#include <algorithm>
#include <array>

#include "base/embedded.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "emit/emit.h"
#include "record/shape.h"

namespace thresh::cli {
namespace {

// Of the files that people write: compiled in, for editors.
constexpr std::array<std::string_view, 2> kFileSchemas = {"selectors", "dataset"};

class Schema : public Invocation {
 public:
  std::vector<Flag> flags() override {
    std::vector<std::string> names;
    for (const record::Kind& kind : record::kinds()) names.emplace_back(kind.name);
    names.insert(names.end(), kFileSchemas.begin(), kFileSchemas.end());
    return {{.names = "kind",
             .value = "KIND",
             .about = "a record kind; without one, the names of all. Also: selectors, dataset",
             .target = &kind_,
             .choices = names}};
  }

  int run(Console&) override {
    if (kind_.empty()) {
      std::string names;
      for (const record::Kind& kind : record::kinds()) names += std::string(kind.name) + '\n';
      return print(names);
    }
    if (std::ranges::find(kFileSchemas, kind_) != kFileSchemas.end()) {
      return print(base::embedded("schemas/" + kind_ + ".json"));
    }
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    const auto emitter = emit::find_format("json")->make(*output, {});
    auto written = emitter->write(record::json_schema(*record::find_kind(kind_)));
    if (written) written = emitter->finish();
    if (written) written = output->commit();
    return report_written(written);
  }

 private:
  std::string kind_;
};

}  // namespace

std::unique_ptr<Invocation> make_schema() { return std::make_unique<Schema>(); }

}  // namespace thresh::cli
