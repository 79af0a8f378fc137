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
  // A file that is asked for alone may be an archive. Where it cannot be opened that is told when it is read. A pipe is
  // not waited for here.
  if (asked_ == 1 && names_.size() == 1 && console.disk().kind(names_.front()) == base::PathKind::kFile) {
    auto reader = source::Reader::open(console.disk(), names_.front(), {});
    if (reader) {
      reader_ = *std::move(reader);
      archive_ = reader_->is_archive();
      at_ = 1;
    }
  }
}

// A page from the web. Its own address and the time at hand count where the user says nothing else.
std::optional<convert::Input> Inputs::fetch(const std::string& name) {
  const auto give_up = [&](const base::Error& error) {
    ++unfetched_;
    fail(name, error);
    return std::nullopt;
  };
  if (urls_ == nullptr) {
    FetchSettings usual;
    if (settings_ == nullptr) static_cast<void>(usual.read(console_.disk()));
    auto made = UrlReader::make(settings_ != nullptr ? *settings_ : usual);
    if (!made) return give_up(made.error());
    urls_ = *std::move(made);
  }
  auto page = urls_->read(name);
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

std::optional<convert::Input> Inputs::next() {
  while (interrupted() == 0) {
    if (reader_ == nullptr && at_ == names_.size()) return std::nullopt;
    if (reader_ == nullptr && is_url(names_[at_])) {
      if (auto page = fetch(names_[at_++])) return page;
      continue;
    }
    if (reader_ == nullptr && !open(names_[at_++])) continue;
    const auto more = reader_->next(raw_);
    if (interrupted() != 0) return std::nullopt;  // it may be half a page
    if (more && *more) return input();
    if (!more) {
      const std::string place = more.error().place.file;
      fail(place.empty() ? names_[at_ - 1] : place, more.error());
      if (more.error().code == base::ErrorCode::kBadArchive && reader_->is_archive()) continue;
    }
    const source::Skipped skipped = reader_->skipped();
    skipped_.revisits += skipped.revisits;
    skipped_.statuses += skipped.statuses;
    skipped_.types += skipped.types;
    reader_ = nullptr;
  }
  return std::nullopt;
}

std::optional<convert::Input> Inputs::read(const std::string& name) {
  if (is_url(name)) return fetch(name);
  if (reader_ == nullptr && !open(name)) return std::nullopt;
  const auto more = reader_->next(raw_);
  if (interrupted() != 0) return std::nullopt;
  const auto reader = std::exchange(reader_, nullptr);
  if (!more) return fail(name, more.error()), std::nullopt;
  source::RawPage another;
  if (!*more || (reader->is_archive() && reader->next(another).value_or(true))) {
    return fail(name, {base::ErrorCode::kUsage,
                       "this is an archive, and not of one page",
                       {},
                       "name one: " + name + "#OFFSET"}),
           std::nullopt;
  }
  return input();
}

bool Inputs::open(const std::string& name) {
  auto reader = source::Reader::open(console_.disk(), name, {});
  if (interrupted() != 0) return false;
  if (!reader) return fail(name, reader.error()), false;
  reader_ = *std::move(reader);
  archive_ = archive_ || reader_->is_archive();
  return true;
}

// What the user says of a page goes before what its archive does.
convert::Input Inputs::input() const {
  convert::Input input;
  input.name = raw_.name;
  input.bytes = raw_.bytes;
  input.url = url_.empty() ? raw_.url : url_;
  input.charset = raw_.charset;
  input.captured = captured_.empty() ? raw_.captured : captured_;
  input.cut = raw_.cut;
  input.damaged_at = raw_.damaged_at;
  return input;
}

void Inputs::fail(const std::string& name, const base::Error& error) {
  ++failed_;
  console_.page_error(name, error);
}

bool Inputs::is_one(std::string_view command) const {
  if (asked_ <= 1) return true;
  console_.error({base::ErrorCode::kUsage, std::string(command) + " takes one page", {}, {}});
  return false;
}

}  // namespace thresh::cli
