// thresh fetch: pages from the web, politely, into an archive, a folder or straight into records.
//
// Pages come as they finish. What is made of them (a record, an error) waits until those before it are done, so that
// records stand in the order of the addresses whatever the network does. A page that fails is reported, the others are
// written, and the exit code says so.
//
// Tested by tests/cli/fetch.test and tests/fetch/fetch_test.py.
#include "fetch/fetcher.h"

#include <unistd.h>

#include <memory>
#include <optional>
#include <utility>

#include "cli/archive.h"
#include "cli/command.h"
#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/fetch_report.h"
#include "cli/fetch_settings.h"
#include "cli/fetched_threads.h"
#include "cli/interrupt.h"
#include "cli/kind_files.h"
#include "cli/load_rules.h"
#include "cli/page_folder.h"
#include "cli/quantity.h"
#include "cli/record_output.h"
#include "cli/same_place.h"
#include "cli/shared_flags.h"
#include "convert/convert.h"
#include "convert/custom_columns.h"
#include "convert/wall.h"
#include "emit/emit.h"
#include "fetch/fetch_targets.h"
#include "fetch/in_order.h"

namespace thresh::cli {
namespace {

convert::Input input_of(const fetch::Exchange& exchange, const std::string& name, const std::string& charset,
                        const std::string& captured) {
  convert::Input input;
  input.name = name;
  input.bytes = exchange.body;
  input.url = exchange.url;
  input.charset = charset;
  input.captured = captured;
  return input;
}

std::string charset_in(const fetch::Exchange& exchange) {
  return fetch::charset_of(fetch::field_of(exchange.head, "Content-Type"));
}

class Fetch : public Invocation, private fetch::FetchSink {
 public:
  std::vector<Flag> flags() override {
    std::vector<Flag> all = {
        {.names = "urls", .value = "URL…", .about = "the pages to fetch", .target = &urls_},
        {.names = "--urls",
         .value = "FILE",
         .about = "and those in this file, an address a line; - is standard input",
         .target = &url_files_},
        {.names = "--sitemap",
         .value = "URL",
         .about = "and those that this sitemap lists, or the sitemaps that it lists",
         .target = &sitemaps_},
        {.names = "--feed", .value = "URL", .about = "and those in this feed, RSS or Atom", .target = &feeds_},
        {.names = "--include",
         .value = "PATTERN",
         .about = "only addresses like this: * stands for anything, re:… is a regular expression",
         .target = &include_},
        {.names = "--exclude", .value = "PATTERN", .about = "no addresses like this", .target = &exclude_},
        {.names = "--limit", .value = "N", .about = "at most so many pages", .target = &limit_},
        {.names = "-o,--output",
         .value = "PATH",
         .about = "an archive (x.warc.gz), a folder of pages (folder/), or a file of records;\n"
                  "records to standard output without this",
         .target = &output_},
        {.names = "--warc",
         .value = "FILE",
         .about = "an archive of all that comes over the wire, beside the records or pages",
         .target = &warc_},
        {.names = "-t,--to", .value = "FORMAT", .about = to_about_, .target = &to_, .choices = emit::format_names()},
        rules_flag(rules_),
        {.names = "--bare",
         .value = "",
         .about = "the data alone: no absent, warnings, removed, completeness",
         .target = &bare_},
        {.names = "--follow-next",
         .value = "",
         .about = "fetch the further pages of a thread too, as `next:` of its rules says;\nits records become one",
         .target = &follow_},
        {.names = "--json",
         .value = "",
         .about = "say on standard error what became of each page, as a line of JSON",
         .target = &json_},
    };
    for (auto& flag : settings_.basic_flags()) all.push_back(std::move(flag));
    for (auto& flag : settings_.more_flags()) all.push_back(std::move(flag));
    return all;
  }

  int run(Console& console) override {
    auto targets = prepare(console.disk());
    if (!targets) {
      console.error(targets.error());
      return exit_code(targets.error().code);
    }
    if (makes_records() || follow_) {
      rule_set_ = load_rules(rules_, console);
      if (!rule_set_) return kBadRules;
      convert_options_ = convert::options_of(*rule_set_);
    }
    if (auto safe = check_outputs(console.disk()); !safe) {
      console.error(safe.error());
      return exit_code(safe.error().code);
    }
    if (auto opened = open_outputs(console.disk()); !opened) {
      console.error(opened.error());
      return exit_code(opened.error().code);
    }
    auto transport = settings_.make_transport(base::system_clock(), archive_.has_value());
    if (!transport) {
      console.error(transport.error());
      return exit_code(transport.error().code);
    }
    note_interrupts();
    FetchReport report(console, base::system_clock(), json_, !console.quiet() && ::isatty(STDERR_FILENO) == 1);
    report_ = &report;
    console_ = &console;
    fetch::Fetcher fetcher(**transport, base::system_clock(), settings_.options(), *this);
    fetcher_ = &fetcher;
    fetch_all(fetcher, *targets);
    if (written_) written_ = commit(console);
    report.finish(fetcher.counts(), records_ ? static_cast<std::int64_t>(records_->records()) : -1);
    if (!written_) return report_written(written_);
    if (interrupted() != 0) return kKilled + interrupted();
    return report.failed() > 0 || lists_failed_ ? kNetworkFailed : unconverted_ > 0 ? kBadInput : kDone;
  }

 private:
  static constexpr std::uint64_t kList = std::uint64_t{1} << 63;  // set in the tag of a list

  bool to_archive() const { return is_archive_path(output_); }
  bool to_folder(base::Disk& disk) const {
    return output_.ends_with('/') || (!output_.empty() && disk.kind(output_) == base::PathKind::kFolder);
  }
  bool makes_records() const { return !is_archive_path(output_) && !folder_output_; }

  // The command line taken apart. Errors: kUsage, and those of reading files.
  base::Result<fetch::FetchTargets> prepare(base::Disk& disk) {
    if (auto read = settings_.read(disk); !read) return std::unexpected(std::move(read.error()));
    folder_output_ = to_folder(disk);
    for (const std::string* path : {&output_, &warc_}) {
      if (!path->empty() && (path->ends_with(".warc") || (path == &warc_ && !is_archive_path(*path)))) {
        return base::failure(base::ErrorCode::kUsage, *path + " is no name of an archive that is written",
                             "archives are compressed: NAME.warc.gz");
      }
    }
    if (!makes_records() && (!to_.empty() || !rules_.empty() || bare_)) {
      return base::failure(base::ErrorCode::kUsage,
                           "--to, --rules and --bare are about records, and " + output_ + " is none of their files",
                           "--warc FILE writes an archive beside the records");
    }
    if (!limit_.empty()) {
      const auto limit = read_number(limit_, 1, INT32_MAX);
      if (!limit) return base::failure(base::ErrorCode::kUsage, "--limit takes a whole number, not " + limit_);
      most_ = static_cast<std::size_t>(*limit);
    }
    auto filter = fetch::LinkFilter::make(include_, exclude_);
    if (!filter) return std::unexpected(std::move(filter.error()));
    fetch::FetchTargets targets(*std::move(filter));
    for (const std::string& url : urls_) targets.add_page(url);
    for (const std::string& file : url_files_) {
      if (auto added = targets.add_file(disk, file); !added) return std::unexpected(std::move(added.error()));
    }
    for (const std::string& url : sitemaps_) targets.add_list(url);
    for (const std::string& url : feeds_) targets.add_list(url);
    if (urls_.empty() && url_files_.empty() && sitemaps_.empty() && feeds_.empty()) {
      return base::failure(base::ErrorCode::kUsage, "there is nothing to fetch",
                           "name pages, or --urls, --sitemap or --feed");
    }
    return targets;
  }

  // Nothing that is read, and no other output, is overwritten.
  base::Result<void> check_outputs(base::Disk& disk) const {
    std::vector<std::string> paths{output_};
    if (makes_records()) {
      auto format =
          RecordOutput::format_of(disk, {.path = output_, .format = to_, .where = {}, .fields = {}, .limit = {}});
      if (!format) return std::unexpected(std::move(format.error()));
      paths = files_of(**format, output_);
    }
    for (const std::string& path : paths) {
      if (same_place(disk, path, warc_)) {
        return base::failure(base::ErrorCode::kUsage, "the archive and the records need a file each");
      }
    }
    paths.push_back(warc_);
    for (const std::string& path : paths) {
      if (is_among(disk, path, url_files_)) {
        return base::failure(base::ErrorCode::kUsage, "the output " + path + " is one of the lists of addresses");
      }
      if (!rules_.empty() && rule_set_ && replaces_rules(disk, path, *rule_set_)) {
        return base::failure(base::ErrorCode::kUsage, "the output " + path + " is one of the selector files");
      }
    }
    return {};
  }

  base::Result<void> open_outputs(base::Disk& disk) {
    const std::string& archive = to_archive() ? output_ : warc_;
    if (!archive.empty()) {
      archive_.emplace(disk, archive, settings_.options().agent, base::system_clock().utc_milliseconds());
    }
    if (folder_output_) {
      auto folder = PageFolder::create(disk, output_);
      if (!folder) return std::unexpected(std::move(folder.error()));
      folder_ = *std::move(folder);
    } else if (makes_records()) {
      auto records = RecordOutput::create(disk, {.path = output_,
                                                 .format = to_,
                                                 .bare = bare_,
                                                 .where = {},
                                                 .fields = {},
                                                 .limit = {},
                                                 .custom_fields = convert::custom_columns(rule_set_->rules)});
      if (!records) return std::unexpected(std::move(records.error()));
      records_ = *std::move(records);
    }
    return {};
  }

  void fetch_all(fetch::Fetcher& fetcher, fetch::FetchTargets& targets) {
    targets_ = &targets;
    if (settings_.has_headers()) {
      for (const std::string& url : targets.named()) fetcher.trust(url);
    }
    for (auto lists = targets.take_lists(); !lists.empty() && !ends(); lists = targets.take_lists()) {
      for (fetch::PageRequest& list : lists) {
        list.tag |= kList;
        fetcher.add(std::move(list));
      }
      fetcher.run();
    }
    std::uint64_t number = 0;
    for (std::string& url : targets.pages(most_)) {
      fetch::PageRequest request;
      request.url = std::move(url);
      request.tag = number++;
      threads_.list(request.tag, request.url);
      fetcher.add(std::move(request));
    }
    if (!ends()) fetcher.run();
  }

  base::Result<void> commit(Console& console) {
    if (archive_) {
      if (auto written = archive_->sync(); !written) return written;
      for (const std::string& file : archive_->files()) console.note("archived in " + file);
    }
    if (folder_) return folder_->commit();
    if (!records_) return {};
    if (records_->to_file() && records_->records() == 0) {
      console.note("there is no record; " + output_ + " is not written");
      return {};
    }
    return records_->commit(console.disk());
  }

  // --- what the fetcher tells ---

  void on_exchange(const fetch::Exchange& exchange, const fetch::PageRequest*) override {
    if (archive_ && written_) written_ = archive_->add(exchange);
  }

  std::string wall(const fetch::Exchange& exchange) override {
    // Where a record is made of the page, the conversion finds the wall.
    if (records_ && exchange.fate == fetch::Fate::kOk) return {};
    const std::string charset = charset_in(exchange);
    auto page = convert::Page::open(input_of(exchange, exchange.url, charset, {}), convert_options_.limits);
    if (!page) return {};
    return convert::find_wall(**page).value_or(std::string());
  }

  bool ends() override { return !written_ || interrupted() != 0; }

  void on_page(fetch::Fetched&& page) override {
    if ((page.tag & kList) != 0) return take_list(std::move(page));
    const std::size_t number = page.tag;
    const bool came = page.fate == fetch::Fate::kOk;
    if (came && folder_ && written_) written_ = folder_->add(number + 1, threads_.pages(number) + 1, page);
    std::optional<convert::Converted> converted;
    if (came && (records_ || follow_)) converted = convert_page(page);
    if (follow_) return follow(std::move(page), std::move(converted));
    report_->add(page, fetcher_->waiting());
    if (!records_) return;
    order_.add(number, std::move(converted), [&](std::optional<convert::Converted> next) {
      if (next) write(*std::move(next));
    });
  }

  // A page of a thread. The next one is asked for; behind the last one the records that are whole are written.
  void follow(fetch::Fetched&& page, std::optional<convert::Converted> converted) {
    const std::size_t number = page.tag;
    const bool had = converted.has_value();
    auto next = had ? threads_.add(number, page.final_url, *std::move(converted)) : std::nullopt;
    if (next) {
      fetch::PageRequest request;
      request.url = *std::move(next);
      request.tag = number;
      fetcher_->add(std::move(request));
    }
    report_->add(page, fetcher_->waiting());
    if (next) return;
    for (convert::Converted& record : threads_.end(number, had ? 0 : 1)) write(std::move(record));
  }

  void write(convert::Converted record) {
    if (records_ && written_) written_ = records_->add(std::move(record));
  }

  void take_list(fetch::Fetched&& list) {
    list.tag &= ~kList;
    std::string trouble = list.message;
    if (list.fate == fetch::Fate::kOk) trouble = targets_->read_list(list);
    if (trouble.empty()) return;
    lists_failed_ = true;
    console_->page_error(list.url, {base::ErrorCode::kNetwork, trouble, {}, {}});
  }

  // The record of a page; nothing where it gives none, which is reported.
  std::optional<convert::Converted> convert_page(fetch::Fetched& page) {
    const std::string charset = charset_in(page.exchange);
    const std::string captured = base::utc_text(page.exchange.began);
    auto converted = convert::convert(input_of(page.exchange, page.url, charset, captured), convert_options_);
    if (converted) return *std::move(converted);
    if (converted.error().code == base::ErrorCode::kBlockedPage) {
      page.fate = fetch::Fate::kBlocked;
      page.message = converted.error().message;
    } else if (records_) {
      ++unconverted_;
      console_->page_error(page.url, converted.error());
    }
    return std::nullopt;
  }

  FetchSettings settings_;
  std::vector<std::string> urls_, url_files_, sitemaps_, feeds_, include_, exclude_, rules_;
  std::string limit_, output_, warc_, to_;
  bool bare_ = false, json_ = false, follow_ = false, folder_output_ = false;
  std::size_t most_ = 0;

  std::optional<rules::RuleSet> rule_set_;
  convert::Options convert_options_;
  std::optional<Archive> archive_;
  std::unique_ptr<PageFolder> folder_;
  std::unique_ptr<RecordOutput> records_;
  const std::string to_about_ = "records in this format:\n" + emit::format_list();
  Console* console_ = nullptr;
  FetchReport* report_ = nullptr;
  fetch::FetchTargets* targets_ = nullptr;
  fetch::Fetcher* fetcher_ = nullptr;
  fetch::InOrder<std::optional<convert::Converted>> order_;
  base::Result<void> written_;
  FetchedThreads threads_;  // with --follow-next
  std::size_t unconverted_ = 0;
  bool lists_failed_ = false;
};

}  // namespace

std::unique_ptr<Invocation> make_fetch() { return std::make_unique<Fetch>(); }

}  // namespace thresh::cli
