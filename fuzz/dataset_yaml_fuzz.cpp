// Any text as a dataset file: a dataset, or errors that say what is wrong; what is written out loads again.
#include "dataset/dataset_file.h"
#include "fuzz.h"

using namespace thresh;

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto loaded = dataset::load_dataset(fuzz::text_of(data, size), "fuzz.yaml", {});
  if (!loaded) {
    fuzz::must(!loaded.error().empty(), "a file that is refused has an error");
    for (const base::Error& error : loaded.error()) {
      fuzz::must(!error.message.empty() && !base::describe(error).empty(), "an error says what is wrong");
    }
    return 0;
  }
  const std::string written = dataset::to_yaml(*loaded);
  const auto again = dataset::load_dataset(written, "written.yaml", {});
  if (!again) std::fputs((written + base::describe(again.error().front())).c_str(), stderr);
  fuzz::must(again.has_value(), "what is written out loads");
  fuzz::must(dataset::to_yaml(*again) == written, "what is written out is written out as itself");
  if (loaded->schedule) {
    std::int64_t at = 0;
    for (int i = 0; i < 3; ++i) {
      const auto next = loaded->schedule->cron.next(at, loaded->schedule->zone);
      if (!next) break;
      fuzz::must(*next > at, "times go forward");
      at = *next;
    }
  }
  return 0;
}
