// The records of a new version: page by page, in the order of their addresses, those that stay and those that are made
// again from the archive; behind them those of pages that are files.
//
// Tested by tests/dataset/refresh_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "base/error.h"
#include "dataset/captures.h"
#include "dataset/listing.h"
#include "dataset/new_records.h"
#include "dataset/plan.h"
#include "dataset/refresh.h"
#include "source/source.h"

namespace thresh::dataset {

// Whether a page of the state is a file, and the name of that file as the state has it.
bool is_file(const Page& page);
std::string file_page_url(std::string_view name);

class RecordMaking {
 public:
  RecordMaking(const DatasetFile& dataset, const SourceRules& rules, const RefreshWorld& world, Captures& captures,
               NewRecords records, std::string made_with)
      : dataset_(dataset),
        rules_(rules),
        world_(world),
        captures_(captures),
        records_(std::move(records)),
        made_with_(std::move(made_with)) {}

  // `files`: what is known of pages that are files. `failures`: why pages of the plan could not be had in this run.
  // Errors: those of writing, and of reading the version before.
  base::Result<void> run(const Plan& plan, const Listing& listing, const std::vector<Page>& files,
                         const std::string& only, const std::unordered_map<std::uint32_t, std::string>& failures);

  NewRecords& records() { return records_; }
  const NewRecords& records() const { return records_; }
  // Whether the version is other than the one before.
  bool differs() const { return records_.differs() || left_ > 0; }
  // Pages whose records are others now, or of other rules: for the state, once the version is published.
  const std::vector<Page>& touched() const { return touched_; }
  const std::unordered_set<std::string>& gone() const { return gone_; }  // ids of records whose page is gone
  std::uint64_t converted() const { return converted_; }
  std::vector<base::Error>& troubles() { return troubles_; }
  bool interrupted() const { return interrupted_; }

 private:
  base::Result<void> make(Page page, const PlannedPage& row, bool left_out, const std::string* failure);
  base::Result<void> make_again(Page& page, std::uint32_t source, NewRecords::Mark mark, const Stale& stale);
  // What is known of pages that are files and have not come yet, by Page::url.
  using KnownFiles = std::unordered_map<std::string_view, const Page*>;
  base::Result<void> make_file(const Listing::File& file, KnownFiles& known);
  bool takes(const source::RawPage& raw, std::uint32_t source);
  base::Result<void> make_file_page(const source::RawPage& raw, std::uint32_t source, Page page);
  void note_damaged(const std::string& name, const KnownFiles& known);
  // What became of one page: its record, or why there is none.
  struct Made {
    std::optional<convert::Converted> converted;
    convert::Ledger ledger;
    std::optional<base::Error> error;
    std::string reason;  // as a stale record has it
  };
  Made make_page(const Page& page, std::uint32_t source);
  Made convert(const convert::Input& input, std::uint32_t source);
  base::Result<void> keep_stale(const Page& page, Made made);
  void note_made(Page page);
  void forget_answer(Page page);
  std::span<const std::uint32_t> parts_of(const Page& page) const;
  base::Result<void> keep(Page& page, NewRecords::Mark mark, const Stale& stale, std::uint32_t source);
  base::Result<void> keep_as_it_was(const Page& page);
  base::Result<void> leave(Page page, bool is_gone);
  void trouble(base::Error error, const std::string& page);

  const DatasetFile& dataset_;
  const SourceRules& rules_;
  const RefreshWorld& world_;
  Captures& captures_;
  NewRecords records_;
  std::string made_with_;
  const Listing* listing_ = nullptr;
  const Plan* plan_ = nullptr;
  std::unordered_map<std::string, std::vector<std::uint32_t>> threads_;
  std::unordered_map<std::string, std::size_t> missing_parts_;  // by the first page: parts that could not be had yet
  std::vector<Page> touched_;
  std::unordered_set<std::string> gone_, damaged_;
  std::unordered_map<std::uint32_t, std::uint32_t> taken_;  // pages of archives, by source
  std::vector<base::Error> troubles_;
  std::uint64_t converted_ = 0, left_ = 0;
  bool interrupted_ = false;
};

}  // namespace thresh::dataset
