// See record_making.h.
#include "dataset/record_making.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "base/clock.h"
#include "base/sha256.h"
#include "convert/choose_rules.h"
#include "convert/thread.h"
#include "dataset/thread_walk.h"
#include "source/http_message.h"
#include "source/source.h"

namespace thresh::dataset {
namespace {

constexpr std::string_view kFile = "file:";
constexpr std::string_view kArchiveDamaged = "archive_damaged";
constexpr std::size_t kMostTroubles = 1000;

const std::string* failure_of(const std::unordered_map<std::uint32_t, std::string>& failures, std::uint32_t page) {
  const auto found = failures.find(page);
  return found == failures.end() ? nullptr : &found->second;
}

std::int64_t last_answer(const Page& page) { return page.visits.empty() ? page.last_fetched : page.visits.back().at; }

}  // namespace

bool is_file(const Page& page) { return page.url.starts_with(kFile); }
std::string file_page_url(std::string_view name) { return std::string(kFile) + std::string(name); }

base::Result<void> RecordMaking::run(const Plan& plan, const Listing& listing, const std::vector<Page>& files,
                                     const std::string& only,
                                     const std::unordered_map<std::uint32_t, std::string>& failures) {
  listing_ = &listing;
  plan_ = &plan;
  threads_ = threads_of(plan);
  for (const Page& page : plan.pages) {
    if (page.part > 0 && page.warc_file.empty() && !page.gone) ++missing_parts_[page.part_of];
  }
  world_.listener.on_stage("records", plan.rows.size() + listing.files.size());
  for (const PlannedPage& row : plan.rows) {
    if (interrupted_ = world_.listener.ends(); interrupted_) return {};
    const Page& page = plan.pages[row.page];
    if (!page.part_of.empty() && page.records.empty()) continue;
    const bool left_out = !only.empty() && !convert::url_matches(only, page.url);
    const std::string* why = failure_of(failures, row.page);
    for (const std::uint32_t part : parts_of(page)) why = why != nullptr ? why : failure_of(failures, part);
    if (auto made = make(page, row, left_out, why); !made) return made;
  }
  std::unordered_map<std::string_view, const Page*> known;
  for (const Page& page : files) known.emplace(page.url, &page);
  for (const Listing::File& file : listing.files) {
    if (interrupted_ = world_.listener.ends(); interrupted_) return {};
    if (auto made = make_file(file, known); !made) return made;
  }
  for (const Page& page : files) {
    if (!known.contains(page.url) || page.records.empty()) continue;
    auto left = listing.complete && !damaged_.contains(page.url) ? leave(page, false) : keep_as_it_was(page);
    if (!left) return left;
  }
  return records_.finish();
}

// The further pages of a thread, if it has any.
std::span<const std::uint32_t> RecordMaking::parts_of(const Page& page) const {
  const auto known = threads_.find(page.url);
  return known == threads_.end() ? std::span<const std::uint32_t>() : std::span(known->second);
}

base::Result<void> RecordMaking::make(Page page, const PlannedPage& row, bool left_out, const std::string* failure) {
  // What is part of a thread now has no record of its own any more.
  if (page.gone || row.vanished || !page.part_of.empty()) return leave(std::move(page), page.gone);
  if (page.warc_file.empty() && page.records.empty()) return {};  // it never came
  const std::uint32_t source = listing_->source_of(page);
  bool old = page.made_with != made_with_, failing = page.failures > 0 || page.missing > 0;
  for (const std::uint32_t i : parts_of(page)) {
    const Page& part = plan_->pages[i];
    old |= part.made_with != made_with_;
    failing |= part.failures > 0 || part.missing > 0;
  }
  NewRecords::Mark mark = NewRecords::Mark::kFresh;
  if (failing) mark = failure == nullptr ? NewRecords::Mark::kAsItWas : NewRecords::Mark::kStale;
  const Stale stale{last_answer(page), failure == nullptr ? std::string() : *failure};
  // A page whose captures are lost and that cannot be had has the record that it had.
  const bool is_captured = !page.warc_file.empty();
  return !left_out && old && is_captured ? make_again(page, source, mark, stale) : keep(page, mark, stale, source);
}

// The records of a page that stay. Where the version before has not all of them, they are made again.
base::Result<void> RecordMaking::keep(Page& page, NewRecords::Mark mark, const Stale& stale, std::uint32_t source) {
  const auto kept = records_.keep(page.records, mark, stale);
  if (!kept) return std::unexpected(kept.error());
  if (*kept < page.records.size() && !page.warc_file.empty()) return make_again(page, source, mark, stale);
  return records_.keep_ledger(page.url);
}

base::Result<void> RecordMaking::keep_as_it_was(const Page& page) {
  const auto kept = records_.keep(page.records, NewRecords::Mark::kAsItWas);
  if (!kept) return std::unexpected(kept.error());
  return records_.keep_ledger(page.url.substr(kFile.size()));
}

base::Result<void> RecordMaking::leave(Page page, bool is_gone) {
  if (page.records.empty()) return {};
  ++left_;
  if (is_gone) gone_.insert(page.records.begin(), page.records.end());
  // Other pages may have records of the same ids: each has to find its own.
  if (auto dropped = records_.drop(page.records, is_gone); !dropped) return dropped;
  page.records.clear();
  page.made_with.clear();
  touched_.push_back(std::move(page));
  return {};
}

void RecordMaking::trouble(base::Error error, const std::string& page) {
  if (troubles_.size() == kMostTroubles) return;
  if (error.place.file.empty()) error.place.file = page;
  troubles_.push_back(std::move(error));
}

// From the captures in the archive: of the page, and of those that it goes on with.
base::Result<void> RecordMaking::make_again(Page& page, std::uint32_t source, NewRecords::Mark mark,
                                            const Stale& stale) {
  std::vector<Made> made;
  const auto parts = parts_of(page);
  made.push_back(make_page(page, source));
  if (!made[0].converted) return keep_stale(page, std::move(made[0]));
  const auto missing = missing_parts_.find(page.url);
  std::size_t failed = missing == missing_parts_.end() ? 0 : missing->second;
  std::vector<convert::Converted> pages;
  for (const std::uint32_t i : parts) {
    made.push_back(make_page(plan_->pages[i], source));
    if (made.back().converted) continue;
    trouble(*made.back().error, plan_->pages[i].url);
    ++failed;
  }
  for (Made& one : made) {
    if (one.converted) pages.push_back(*std::move(one.converted));
  }
  auto joined = pages.size() + failed == 1 ? base::Result<convert::Converted>(std::move(pages[0]))
                                           : convert::join_pages(std::move(pages), failed);
  if (!joined) return std::unexpected(std::move(joined.error()));
  const auto id = records_.add(*std::move(joined), mark, stale, page.records);
  if (!id) return std::unexpected(id.error());
  for (std::size_t i = 0; i < made.size(); ++i) {
    const std::string& url = i == 0 ? page.url : plan_->pages[parts[i - 1]].url;
    if (auto written = records_.add_ledger(made[i].ledger, url, made[i].error ? &*made[i].error : nullptr); !written) {
      return written;
    }
  }
  page.records = {*id};
  note_made(page);
  for (std::size_t i = 0; i < parts.size(); ++i) {
    const Page& part = plan_->pages[parts[i]];
    if (made[i + 1].reason == kArchiveDamaged) {
      forget_answer(part);
    } else {
      note_made(part);
    }
  }
  return {};
}

// A page whose capture cannot be read is asked without a condition the next time: a 304 would leave nothing to convert.
void RecordMaking::forget_answer(Page page) {
  page.etag.clear();
  page.last_modified.clear();
  page.content.clear();
  touched_.push_back(std::move(page));
}

void RecordMaking::note_made(Page page) {
  page.made_with = made_with_;
  touched_.push_back(std::move(page));
}

// One page out of the archive, converted.
RecordMaking::Made RecordMaking::make_page(const Page& page, std::uint32_t source) {
  Made made;
  auto captured = captures_.read({page.warc_file, page.warc_offset});
  // A disk that fails once costs no record: what a page is must not depend on that.
  if (!captured) captured = captures_.read({page.warc_file, page.warc_offset});
  if (!captured) {
    made.error = captured.error();
    made.reason = kArchiveDamaged;
    return made;
  }
  if (!source::is_page_type(captured->type)) {
    made.error = base::Error{base::ErrorCode::kBinaryPage, "the answer is no page: its type is " + captured->type};
    made.reason = "wrong_type";
    return made;
  }
  const std::string at = base::utc_text(captured->captured);
  convert::Input input;
  input.name = page.url;
  input.url = captured->url;  // where it was in the end: what its links are resolved against
  input.bytes = captured->body;
  input.charset = captured->charset;
  input.captured = at;
  input.cut = captured->cut;
  return convert(input, source);
}

// A page that gives no record keeps the one that it had.
base::Result<void> RecordMaking::keep_stale(const Page& page, Made made) {
  const std::string name = is_file(page) ? page.url.substr(kFile.size()) : page.url;
  trouble(*made.error, name);
  if (made.reason == kArchiveDamaged) forget_answer(page);
  const auto kept = records_.keep(page.records, NewRecords::Mark::kStale, {last_answer(page), made.reason});
  if (!kept) return std::unexpected(kept.error());
  return *kept > 0 ? records_.keep_ledger(name) : records_.add_ledger(made.ledger, name, &*made.error);
}

RecordMaking::Made RecordMaking::convert(const convert::Input& input, std::uint32_t source) {
  ++converted_;
  convert::Options options = convert::options_of(rules_.of(source));
  options.provenance = dataset_.output.provenance;
  Made made;
  auto converted = convert::convert(input, options, dataset_.output.ledger ? &made.ledger : nullptr);
  if (converted) {
    made.converted = *std::move(converted);
  } else {
    made.error = std::move(converted.error());
    made.reason = base::name(made.error->code);
  }
  return made;
}

// A file is one page, or an archive of many. Of a file that cannot be read the records stay.
base::Result<void> RecordMaking::make_file(const Listing::File& file, KnownFiles& known) {
  auto reader = source::Reader::open(world_.disk, file.path, {});
  if (!reader) {
    trouble(reader.error(), file.path);
    note_damaged(file.name, known);
    return {};
  }
  for (;;) {
    source::RawPage raw;
    const auto more = (*reader)->next(raw);
    if (more && !*more) return {};
    if (!more) {
      trouble(more.error(), file.path);
      note_damaged(file.name, known);
      if (source::is_local(more.error()) && (*reader)->is_archive()) continue;
      return {};
    }
    if (!takes(raw, file.source)) continue;
    if (raw.name.starts_with(file.path)) raw.name.replace(0, file.path.size(), file.name);
    const auto at = known.find(file_page_url(raw.name));
    Page page = at == known.end() ? Page() : *at->second;
    if (at != known.end()) known.erase(at);
    if (auto made = make_file_page(raw, file.source, std::move(page)); !made) return made;
  }
}

// Of archives a source lets through pages by their addresses, up to its limit.
bool RecordMaking::takes(const source::RawPage& raw, std::uint32_t source) {
  const Source& settings = dataset_.sources[source];
  if (settings.kind != Source::Kind::kWarc) return true;
  const bool wanted = listing_->filters[source].wants(raw.url);
  return wanted && (settings.limit == 0 || ++taken_[source] <= settings.limit);
}

// What is known of the pages of a file that is damaged stays, where they do not come.
void RecordMaking::note_damaged(const std::string& name, const KnownFiles& known) {
  const std::string url = file_page_url(name);
  for (const auto& [other, page] : known) {
    if (other == url || other.starts_with(url + '#')) damaged_.insert(page->url);
  }
}

base::Result<void> RecordMaking::make_file_page(const source::RawPage& raw, std::uint32_t source, Page page) {
  const std::string content = base::hex(base::sha256(raw.bytes));
  if (page.content == content && page.made_with == made_with_) {
    const auto kept = records_.keep(page.records, NewRecords::Mark::kFresh);
    if (!kept) return std::unexpected(kept.error());
    if (*kept == page.records.size()) return records_.keep_ledger(raw.name);
  }
  const std::int64_t now = world_.clock.utc_milliseconds();
  page.url = file_page_url(raw.name);
  if (page.first_seen == 0) page.first_seen = now;
  page.last_listed = page.last_fetched = now;
  if (page.content != content) page.last_changed = now;
  page.content = content;
  Made made = convert(convert::input_of(raw), source);
  if (!made.converted) return keep_stale(page, std::move(made));
  const auto id = records_.add(*std::move(made.converted), NewRecords::Mark::kFresh, {}, page.records);
  if (!id) return std::unexpected(id.error());
  page.records = {*id};
  note_made(page);
  return records_.add_ledger(made.ledger, raw.name, nullptr);
}

}  // namespace thresh::dataset
