// A record of any texts, written as YAML and read back: the same record. Every other format writes it without trouble.
#include <fuzzer/FuzzedDataProvider.h>

#include "base/utf8.h"
#include "emit/emit.h"
#include "fuzz.h"
#include "rules/yaml_value.h"

using namespace thresh;

namespace {

class Memory final : public base::Output {
 public:
  base::Result<void> write(std::string_view bytes) override { return text += bytes, base::Result<void>(); }
  base::Result<void> commit() override { return {}; }
  std::string text;
};

record::Value random_value(FuzzedDataProvider& input, int depth) {
  switch (input.ConsumeIntegralInRange(0, depth > 3 ? 3 : 5)) {
    case 0:
      return input.ConsumeBool() ? record::Value() : record::Value(input.ConsumeBool());
    case 1:
      return input.ConsumeIntegral<std::int64_t>();
    case 4: {
      record::List list;
      for (int i = input.ConsumeIntegralInRange(0, 4); i > 0; --i) list.push_back(random_value(input, depth + 1));
      return list;
    }
    case 5: {
      record::Map map;
      for (int i = input.ConsumeIntegralInRange(0, 4); i > 0; --i) {
        map.add("k" + std::to_string(i), random_value(input, depth + 1));
      }
      return map;
    }
    default: {
      std::string text;
      text += base::repaired(input.ConsumeRandomLengthString());
      return text;
    }
  }
}

std::string written(const emit::Format& format, const record::Map& record) {
  Memory output;
  const auto emitter = format.make(output, {});
  fuzz::must(emitter->write(record).has_value() && emitter->finish().has_value(), "memory takes every record");
  return output.text;
}

}  // namespace

int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  FuzzedDataProvider input(data, size);
  record::Map record;
  record.add("kind", "custom");
  record.add("fields", random_value(input, 0));
  for (const emit::Format& format : emit::formats()) {
    if (format.make == nullptr) continue;  // made elsewhere
    const std::string bytes = written(format, record);
    if (format.name != "yaml") continue;
    const auto back = rules::read_yaml(bytes, "record.yaml");
    if (!back) std::fputs((bytes + base::describe(back.error())).c_str(), stderr);
    fuzz::must(back.has_value(), "a record as YAML is YAML");
    if (*back != record::Value(record)) std::fputs(bytes.c_str(), stderr);
    fuzz::must(*back == record::Value(record), "a record as YAML reads back equal");
  }
  return 0;
}
