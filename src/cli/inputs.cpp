// See inputs.h.
#include "cli/inputs.h"

#include <algorithm>
#include <span>
#include <utility>

#include "base/clock.h"
#include "cli/exit_code.h"
#include "cli/interrupt.h"
#include "fetch/url.h"
#include "source/page_index.h"

namespace thresh::cli {

namespace {

// Of a file, in bytes; 0 of anything else.
std::uint64_t size_of(base::Disk& disk, const std::string& name) {
  if (disk.kind(name) != base::PathKind::kFile) return 0;
  const auto file = disk.open(name);
  return file ? (*file)->size() : 0;
}

}  // namespace

Inputs::Inputs(const std::vector<std::string>& arguments, std::string url, Console& console, std::string captured,
               source::InputOptions read_as)
    : url_(std::move(url)), captured_(std::move(captured)), console_(console), read_as_(std::move(read_as)) {
  read_as_.indexes = std::make_shared<source::PageIndexes>();
  for (const std::string& argument : arguments) {
    if (is_url(argument)) {
      names_.push_back(argument);
      continue;
    }
    auto found = source::expand(console.disk(), std::span(&argument, 1));
    if (found) {
      names_.insert(names_.end(), found->begin(), found->end());
    } else {
      missing_.push_back({argument, found.error()});
      report(missing_.back());
    }
  }
  asked_ = names_.size() + failed_;
  // A file that is asked for alone may be an archive. Where it cannot be opened that is told when it is read. A pipe is
  // not waited for here.
  if (asked_ == 1 && names_.size() == 1 && console.disk().kind(names_.front()) == base::PathKind::kFile) {
    auto reader = source::Reader::open(console.disk(), names_.front(), {}, read_as_);
    if (reader) {
      reader_ = *std::move(reader);
      archive_ = reader_->is_archive();
      at_ = 1;
    }
  }
}

// A page from the web. Its own address and the time at hand count where the user says nothing else.
bool Inputs::fetch(const std::string& name, source::RawPage& page) {
  const auto give_up = [&](base::Error error) { return put_down({name, std::move(error), true}), false; };
  if (urls_ == nullptr) {
    FetchSettings usual;
    if (settings_ == nullptr) static_cast<void>(usual.read(console_.disk()));
    auto made = UrlReader::make(settings_ != nullptr ? *settings_ : usual);
    if (!made) return give_up(std::move(made.error()));
    urls_ = *std::move(made);
  }
  auto fetched = urls_->read(name);
  if (interrupted() != 0) return false;
  if (!fetched) return give_up(std::move(fetched.error()));
  page = {};
  page.name = name;
  page.bytes = fetched->body();
  page.url = fetched->final_url;
  page.charset = fetch::charset_of(fetch::field_of(fetched->exchange.head, "Content-Type"));
  page.captured = base::utc_text(fetched->exchange.began);
  return true;
}

bool Inputs::next(source::RawPage& page) {
  while (interrupted() == 0) {
    if (reader_ == nullptr && at_ == names_.size()) return false;
    if (reader_ == nullptr && is_url(names_[at_])) {
      if (!fetch(names_[at_++], page)) continue;
      return add_what_is_said(page), true;
    }
    if (reader_ == nullptr && !open(names_[at_++])) continue;
    const auto more = reader_->next(page);
    if (interrupted() != 0) return false;  // it may be half a page
    if (more && *more) return add_what_is_said(page), true;
    if (!more) {
      const std::string place = more.error().place.file;
      put_down({place.empty() ? names_[at_ - 1] : place, more.error()});
      if (source::is_local(more.error()) && reader_->is_archive()) continue;
    }
    skipped_ += reader_->skipped();
    reader_ = nullptr;
  }
  return false;
}

std::optional<convert::Input> Inputs::next() {
  if (!next(raw_)) return std::nullopt;
  return convert::input_of(raw_);
}

std::optional<convert::Input> Inputs::read(const std::string& name) {
  const auto found = [this] { return add_what_is_said(raw_), convert::input_of(raw_); };
  if (is_url(name)) return fetch(name, raw_) ? std::optional(found()) : std::nullopt;
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
                       "name one: " + name + "#OFFSET, or what `thresh convert` calls its pages"}),
           std::nullopt;
  }
  return found();
}

bool Inputs::open(const std::string& name) {
  auto reader = source::Reader::open(console_.disk(), name, {}, read_as_);
  if (interrupted() != 0) return false;
  if (!reader) return put_down({name, std::move(reader.error())}), false;
  reader_ = *std::move(reader);
  archive_ = archive_ || reader_->is_archive();
  return true;
}

// What the user says of a page goes before what its archive or its server does.
void Inputs::add_what_is_said(source::RawPage& page) const {
  if (!url_.empty()) page.url = url_;
  if (!captured_.empty()) page.captured = captured_;
}

void Inputs::put_down(Failure failure) {
  if (held_) {
    held_->push_back(std::move(failure));
  } else {
    report(failure);
  }
}

void Inputs::report(const Failure& failure) {
  ++failed_;
  unfetched_ += failure.unfetched;
  misused_ += failure.error.code == base::ErrorCode::kUsage;
  console_.page_error(failure.name, failure.error);
}

int Inputs::exit_code() const {
  if (unfetched_ > 0) return kNetworkFailed;
  if (failed_ == 0) return kDone;
  return misused_ == failed_ ? kUsage : kBadInput;
}

Inputs::Position Inputs::position() {
  if (sizes_.empty()) {
    for (const std::string& name : names_) {
      sizes_.push_back(is_url(name) ? 0 : size_of(console_.disk(), name));
      all_ += sizes_.back();
    }
  }
  const std::size_t before = reader_ == nullptr ? at_ : at_ - 1;  // inputs that are read to their end
  while (closed_ < before) read_ += sizes_[closed_++];
  const std::uint64_t size = reader_ == nullptr ? 0 : sizes_[at_ - 1];
  const std::uint64_t left = reader_ == nullptr ? 0 : reader_->left().value_or(size);
  return {read_ + size - std::min(size, left), all_};
}

bool Inputs::check_url(const std::string& url, Console& console) {
  if (url.empty() || fetch::parse_url(url)) return true;
  console.error({base::ErrorCode::kUsage,
                 "--url takes the address of a page, not " + url,
                 {},
                 "such as https://forum.example/q/12"});
  return false;
}

bool Inputs::is_one(std::string_view command) const {
  if (asked_ <= 1) return true;
  console_.error({base::ErrorCode::kUsage, std::string(command) + " takes one page", {}, {}});
  return false;
}

}  // namespace thresh::cli
