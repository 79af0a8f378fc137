// The pages that the arguments of a command stand for, read one at a time: an archive holds many (source/source.h), and
// a web address is one page, fetched when its turn comes (url_reader.h).
//
// An argument that is nothing, or a page that cannot be read, is reported and counted; the others are not affected.
//
// Tested by tests/cli/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "cli/console.h"
#include "cli/url_reader.h"
#include "convert/page.h"
#include "source/source.h"

namespace thresh::cli {

class Inputs {
 public:
  // `url`: where the page was fetched from; `captured`: when, ISO 8601; both may be empty. `read_as`: input_flags.h.
  // What is said of the pages is checked by `check_url`.
  Inputs(const std::vector<std::string>& arguments, std::string url, Console& console, std::string captured = {},
         source::InputOptions read_as = {});

  // The inputs that were found, in order, each as the user would name it.
  const std::vector<std::string>& names() const { return names_; }
  // How pages are fetched; without this as FetchSettings has it when nothing was said. It outlives the inputs.
  void fetch_with(const FetchSettings& settings) { settings_ = &settings; }

  // Whether `url`, which may be empty, is an address; if it is none, says so.
  static bool check_url(const std::string& url, Console& console);

  // How many failed so far, and how many of these could not be fetched.
  std::size_t failed() const { return failed_; }
  std::size_t unfetched() const { return unfetched_; }
  // How to leave where some of them failed: 6 where one could not be fetched, 2 where all that went wrong was what was
  // asked for, else 3; 0 where none failed.
  int exit_code() const;
  // Whether there may be more than one page: more than one input was asked for, or an archive.
  bool many() const { return asked_ > 1 || archive_; }
  // Whether there is no more than one; if there is, says that `command` takes one page.
  bool is_one(std::string_view command) const;

  // The next page of all inputs; nothing after the last one, or where the program is to stop. It stays valid until the
  // next one is read.
  std::optional<convert::Input> next();
  // The same, for who keeps the page.
  bool next(source::RawPage& page);
  // Reads an input that is one page. An archive of several pages is reported.
  std::optional<convert::Input> read(const std::string& name);
  // How far files and archives are read, in bytes as they lie on the disk. Costs a look at each of them when it is
  // first asked for.
  struct Position {
    std::uint64_t read = 0, all = 0;
  };
  Position position();
  struct Failure;
  // The arguments that were nothing.
  const std::vector<Failure>& missing() const { return missing_; }
  // What was passed over in archives so far.
  const source::Skipped& skipped() const { return skipped_; }
  // An input that failed.
  struct Failure {
    std::string name;
    base::Error error;
    bool unfetched = false;
  };
  // Of a run that is gone on with: what failed before.
  void go_on(std::size_t failed, std::size_t unfetched) { failed_ = failed, unfetched_ = unfetched; }
  // From now on what fails while pages are read is kept and not reported, for who reads ahead of what it writes.
  void hold_failures() { held_.emplace(); }
  // What failed since they were taken last.
  std::vector<Failure> take_failures() { return std::exchange(*held_, {}); }
  // Reports and counts an input that failed.
  void report(const Failure& failure);
  void fail(const std::string& name, const base::Error& error) { report({name, error}); }

 private:
  bool fetch(const std::string& name, source::RawPage& page);
  bool open(const std::string& name);
  void put_down(Failure failure);
  void add_what_is_said(source::RawPage& page) const;

  std::vector<std::string> names_;
  std::string url_, captured_;
  Console& console_;
  source::InputOptions read_as_;
  std::unique_ptr<source::Reader> reader_;  // of the name before names_[at_]
  std::size_t at_ = 0;
  bool archive_ = false;  // one of the inputs that were opened so far
  source::RawPage raw_;
  const FetchSettings* settings_ = nullptr;
  std::unique_ptr<UrlReader> urls_;
  source::Skipped skipped_;
  std::optional<std::vector<Failure>> held_;
  std::vector<Failure> missing_;
  std::vector<std::uint64_t> sizes_;  // of the inputs, by name; 0 where it is no file; made when it is first asked for
  std::uint64_t read_ = 0, all_ = 0;
  std::size_t closed_ = 0;  // inputs that `read_` has
  std::size_t failed_ = 0, asked_ = 0, unfetched_ = 0, misused_ = 0;
};

}  // namespace thresh::cli
