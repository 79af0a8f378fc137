// thresh schema KIND: the JSON Schema of a record kind.
#include "record/schema.h"

#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "emit/emit.h"
#include "record/shape.h"

namespace thresh::cli {
namespace {

class Schema : public Invocation {
 public:
  std::vector<Flag> flags() override {
    std::vector<std::string> names;
    for (const record::Kind& kind : record::kinds()) names.emplace_back(kind.name);
    return {{.names = "kind",
             .value = "KIND",
             .about = "a record kind; without one, the names of all",
             .target = &kind_,
             .choices = names}};
  }

  int run(Console&) override {
    if (kind_.empty()) {
      std::string names;
      for (const record::Kind& kind : record::kinds()) names += std::string(kind.name) + '\n';
      return print(names);
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
