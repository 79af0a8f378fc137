// See inputs.h.
#include "cli/inputs.h"

#include <span>
#include <utility>

#include "base/clock.h"
#include "cli/interrupt.h"

namespace thresh::cli {

Inputs::Inputs(const std::vector<std::string>& arguments, std::string url, Console& console, std::string captured)
    : url_(std::move(url)), captured_(std::move(captured)), console_(console) {
  for (const std::string& argument : arguments) {
    if (is_url(argument)) {
      names_.push_back(argument);
      continue;
    }
    auto found = source::expand(console.disk(), std::span(&argument, 1));
    if (found) {
      names_.insert(names_.end(), found->begin(), found->end());
    } else {
      fail(argument, found.error());
    }
  }
  asked_ = names_.size() + failed_;
}

// A page from the web. Its own address and the time at hand count where the user says nothing else.
std::optional<convert::Input> Inputs::fetch(const std::string& name) {
  const auto give_up = [&](const base::Error& error) {
    ++unfetched_;
    fail(name, error);
    return std::nullopt;
  };
  if (reader_ == nullptr) {
    FetchSettings usual;
    if (settings_ == nullptr) static_cast<void>(usual.read(console_.disk()));
    auto made = UrlReader::make(settings_ != nullptr ? *settings_ : usual);
    if (!made) return give_up(made.error());
    reader_ = *std::move(made);
  }
  auto page = reader_->read(name);
  if (interrupted() != 0) return std::nullopt;
  if (!page) return give_up(page.error());
  fetched_ = *std::move(page);
  fetched_charset_ = fetch::charset_of(fetch::field_of(fetched_.exchange.head, "Content-Type"));
  fetched_when_ = captured_.empty() ? base::utc_text(fetched_.exchange.began) : captured_;
  convert::Input input;
  input.name = name;
  input.bytes = fetched_.body();
  input.url = url_.empty() ? fetched_.final_url : url_;
  input.charset = fetched_charset_;
  input.captured = fetched_when_;
  return input;
}

std::optional<convert::Input> Inputs::read(const std::string& name, const base::Limits& limits) {
  if (is_url(name)) return fetch(name);
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
