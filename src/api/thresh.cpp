// See thresh.h.
#include "api/thresh.h"

#include <iterator>
#include <utility>

#include "base/disk.h"
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
  rules::RuleSet rules;
  bool provenance = false, bare = false;
};

Converter::Converter(std::unique_ptr<State> state) : state_(std::move(state)) {}
Converter::Converter(Converter&&) noexcept = default;
Converter& Converter::operator=(Converter&&) noexcept = default;
Converter::~Converter() = default;

std::expected<Converter, std::vector<base::Error>> Converter::make(const ConverterOptions& options) {
  // As on the command line: one file is for every page, of several the one that matches is used.
  auto rules = rules::load_set(base::system_disk(), options.rules, {});
  if (!rules) return std::unexpected(std::move(rules.error()));
  auto state = std::make_unique<State>();
  state->rules = *std::move(rules);
  state->provenance = options.provenance;
  state->bare = options.bare;
  return Converter(std::move(state));
}

base::Result<record::Map> Converter::convert(const RawPage& page) const {
  convert::Options options = convert::options_of(state_->rules);
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

std::string to_json(const record::Map& record) { return emit::json_text(record); }

std::string to_yaml(const record::Map& record) {
  std::string text;
  StringOutput output(text);
  const auto emitter = emit::find_format("yaml")->make(output, {});
  static_cast<void>(emitter->write(record));  // a string takes everything
  static_cast<void>(emitter->finish());
  return text;
}

}  // namespace thresh
