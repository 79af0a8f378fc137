// What a dataset is made of and how it is kept fresh: a `dataset.yaml`, checked (docs/datasets.md is the language).
//
// Read as strictly as a selector file, by the same reader of YAML (rules/yaml_tree.h): unknown and duplicate keys,
// aliases, wrong types and ranges are errors with line, column and caret, all of a file at once.
//
// Tested by tests/dataset/dataset_file_test.cpp and tests/dataset/errors/*.yaml.
#pragma once

#include <cstdint>
#include <expected>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/limits.h"
#include "dataset/cron.h"
#include "dataset/quantity.h"
#include "text/time_zone.h"

namespace thresh::dataset {

// A path as the file has it, and where it stands there.
struct PathText {
  std::string text;
  base::FilePlace place;
};

struct Source {
  enum class Kind : std::uint8_t {
    kUrls,     // addresses that stand in the file
    kUrlList,  // files of addresses, one a line
    kSitemap,  // addresses of sitemaps or indexes of them
    kFeed,     // addresses of RSS or Atom feeds
    kFiles,    // files, folders, patterns
    kWarc      // archives: files or patterns
  };
  Kind kind = Kind::kUrls;
  std::vector<std::string> urls;  // of kUrls, kSitemap, kFeed
  std::vector<PathText> paths;    // of the others
  // Patterns of addresses (convert::url_matches): one of `include`, if there are any, and none of `exclude`.
  std::vector<std::string> include;
  std::vector<std::string> exclude;
  std::uint32_t limit = 0;      // the most pages of this source; 0: no bound
  std::vector<PathText> rules;  // selector files or folders of them; empty: those of the dataset
};

// A text that may be a secret: it stands in the file, or in a variable of the environment.
struct Secret {
  std::string text;
  std::string variable;  // not empty: `text` is empty, and this names the variable
  bool empty() const { return text.empty() && variable.empty(); }
};

struct Header {
  std::string name;
  Secret value;
};

// Durations are milliseconds.
struct FetchSettings {
  std::string agent;  // empty: the program's own
  std::int64_t delay = kSecond;
  std::uint32_t concurrency = 8;  // connections in all
  bool allow_private = false;
  bool robots = true;
  std::int64_t timeout = kMinute;  // of a page in all
  std::int64_t connect_timeout = 10 * kSecond;
  std::uint64_t max_bytes = std::uint64_t{16} << 20;  // of a page, decoded
  std::uint32_t retries = 3;
  std::uint32_t max_redirects = 10;
  Secret proxy;
  std::string cacert;  // a path; empty: the system's
  std::vector<Header> headers;
};

struct Schedule {
  Cron cron;
  text::TimeZone zone;
  std::int64_t jitter = kMinute;  // each run starts up to so much later
  bool due = false;               // whether a run asks only the pages that are due
};

// Beyond these a version is held back.
struct GuardSettings {
  double max_drop = 20;           // per cent: of the number of records a site
  double max_fill_drop = 20;      // of the share of records that have a field
  double max_type_failures = 20;  // of values that are no such value
  std::uint32_t min_records = 1;
};

struct Hook {
  std::string command;  // for /bin/sh; or
  std::string webhook;  // an address that is POSTed to
  Secret secret;        // of the signature; `text` is never set
  std::string secret_file;
  std::int64_t timeout = kMinute;
};

struct Hooks {
  std::vector<Hook> on_success;
  std::vector<Hook> on_held;
  std::vector<Hook> on_failure;
  bool empty() const { return on_success.empty() && on_held.empty() && on_failure.empty(); }
};

// How soon a page is asked again at the earliest and at the latest.
struct RefreshBounds {
  std::int64_t min_interval = kHour;
  std::int64_t max_interval = 30 * kDay;
};

struct OutputSettings {
  PathText folder;
  std::vector<std::string> formats = {"jsonl"};
  bool ledger = false;
  bool provenance = false;
  bool bare = false;
};

struct DatasetFile {
  std::string file;  // its path
  std::string name;  // `dataset`: a slug
  std::vector<Source> sources;
  std::vector<PathText> rules;  // empty: the shipped ones
  FetchSettings fetch;
  std::optional<Schedule> schedule;
  GuardSettings guard;
  std::uint32_t keep = 30;  // versions
  Hooks hooks;
  RefreshBounds refresh;
  OutputSettings output;

  // A path of the file as the program can open it: relative to the file's folder.
  std::string resolved(std::string_view path) const;
  // Likewise a pattern: the folder's own `*` and `[` are no part of it.
  std::string resolved_pattern(std::string_view pattern) const;
};

// All errors of the file, in the order of its lines (never an empty list). Errors: kBadRules, kTooLarge.
using LoadedDataset = std::expected<DatasetFile, std::vector<base::Error>>;
LoadedDataset load_dataset(std::string_view yaml, std::string_view file, const base::Limits& limits);
// From a disk. Errors as above, and kNotFound, kUnreadable; kBadRules for rules and lists of addresses that are not
// there.
LoadedDataset load_dataset_file(base::Disk& disk, const std::string& path, const base::Limits& limits);

// Everything written out, defaults too, as YAML that reads back as the same: for `--dry-run`.
std::string to_yaml(const DatasetFile& dataset);

}  // namespace thresh::dataset
