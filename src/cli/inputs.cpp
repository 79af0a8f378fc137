// See inputs.h.
#include "cli/inputs.h"

#include <span>

#include "cli/interrupt.h"

namespace thresh::cli {

Inputs::Inputs(const std::vector<std::string>& arguments, std::string url, Console& console, std::string captured)
    : url_(std::move(url)), captured_(std::move(captured)), console_(console) {
  for (const std::string& argument : arguments) {
    auto found = source::expand(console.disk(), std::span(&argument, 1));
    if (found) {
      names_.insert(names_.end(), found->begin(), found->end());
    } else {
      fail(argument, found.error());
    }
  }
  asked_ = names_.size() + failed_;
}

std::optional<convert::Input> Inputs::read(const std::string& name, const base::Limits& limits) {
  auto raw = source::read(console_.disk(), name, limits);
  if (interrupted() != 0) return std::nullopt;  // it may be half a page
  if (!raw) return fail(name, raw.error()), std::nullopt;
  raw_ = std::move(*raw);
  convert::Input input;
  input.name = raw_.name;
  input.bytes = raw_.bytes;
  input.url = url_;
  input.captured = captured_;
  input.cut = raw_.cut;
  input.damaged_at = raw_.damaged_at;
  return input;
}

void Inputs::fail(const std::string& name, const base::Error& error) {
  ++failed_;
  console_.page_error(name, error);
}

bool Inputs::is_one(std::string_view command) const {
  if (!many()) return true;
  console_.error({base::ErrorCode::kUsage, std::string(command) + " takes one page", {}, {}});
  return false;
}

}  // namespace thresh::cli
