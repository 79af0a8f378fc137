// See thresh.h.
#include "api/thresh.h"

#include <iterator>
#include <utility>

#include "base/disk.h"
#include "base/limits.h"
#include "convert/bookkeeping.h"
#include "convert/convert.h"
#include "emit/emit.h"
#include "emit/json_writer.h"
#include "rules/load.h"

namespace thresh {
namespace {

// An output that is a string.
class StringOutput final : public base::Output {
 public:
  explicit StringOutput(std::string& text) : text_(text) {}
  base::Result<void> write(std::string_view bytes) override { return text_ += bytes, base::Result<void>(); }
  base::Result<void> commit() override { return {}; }

 private:
  std::string& text_;
};

}  // namespace

struct Converter::State {
  std::vector<rules::Rules> rules;
  bool use_first = false, provenance = false, bare = false;
};

Converter::Converter(std::unique_ptr<State> state) : state_(std::move(state)) {}
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;
Converter::~Converter() = default;

std::expected<Converter, std::vector<base::Error>> Converter::make(const ConverterOptions& options) {
  const base::Limits limits;
  base::Disk& disk = base::system_disk();
  auto state = std::make_unique<State>();
  state->provenance = options.provenance;
  state->bare = options.bare;
  // As on the command line: one file is for every page, of several the one that matches is used.
  state->use_first = options.rules.size() == 1 && disk.kind(options.rules.front()) == base::PathKind::kFile;
  std::vector<base::Error> errors;
  const auto take = [&](rules::Loaded loaded) {
    if (!loaded) {
      errors.insert(errors.end(), loaded.error().begin(), loaded.error().end());
    } else {
      std::move(loaded->begin(), loaded->end(), std::back_inserter(state->rules));
    }
  };
  if (options.rules.empty()) take(rules::load_shipped(limits));
  for (const std::string& path : options.rules) take(rules::load_path(disk, path, limits));
  if (!errors.empty()) return std::unexpected(std::move(errors));
  return Converter(std::move(state));
}

base::Result<record::Map> Converter::convert(const RawPage& page) const {
  convert::Options options;
  options.rules = state_->rules;
  options.use_first = state_->use_first;
  options.provenance = state_->provenance;
  convert::Input input;
  input.name = page.name;
  input.bytes = page.bytes;
  input.url = page.url;
  input.charset = page.charset;
  input.captured = page.captured;
  auto converted = convert::convert(input, options);
  if (!converted) return std::unexpected(std::move(converted.error()));
  if (state_->bare) convert::strip_bookkeeping(converted->record);
  return std::move(converted->record);
}

std::string to_json(const record::Map& record) {
  emit::JsonWriter writer(emit::JsonWriter::Layout::kCompact);
  writer.write(record);
  return std::string(writer.text());
}

std::string to_yaml(const record::Map& record) {
  std::string text;
  StringOutput output(text);
  const auto emitter = emit::find_format("yaml")->make(output, {});
  static_cast<void>(emitter->write(record));  // a string takes everything
  static_cast<void>(emitter->finish());
  return text;
}

}  // namespace thresh
