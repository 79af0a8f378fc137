// One run of a dataset: list, plan, ask, keep, convert what changed, compare, guard, publish.
//
// The steps are made so that the program can be stopped between any two operations. What was answered is in the archive
// and in the state at once. Records are made from the archive, so that a page whose record is not up to date (because
// the run was stopped, because rules or program changed, because a version was held back) is converted again without
// being asked for. A version is written beside the others and renamed. Only then the state says which records it holds;
// where that is missing, the next run makes the same records again and finds no difference.
//
// A page that fails keeps its last record, marked stale; one that is missing twice (404, 410) loses it, as does one
// that no source names any more.
//
// Tested by tests/dataset/refresh_test.cpp (a scripted network, clock and disk) and tests/dataset/refresh_test.py (the
// program against a site).
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/clock.h"
#include "base/disk.h"
#include "base/error.h"
#include "dataset/captures.h"
#include "dataset/change.h"
#include "dataset/dataset_file.h"
#include "dataset/guard.h"
#include "dataset/page_visits.h"
#include "dataset/plan.h"
#include "dataset/source_rules.h"
#include "fetch/transport.h"

namespace thresh::dataset {

struct RefreshOptions {
  bool due_only = false;
  std::string only;      // a pattern of addresses; empty: all
  bool dry_run = false;  // plan, and change nothing
};

// The outside world.
struct RefreshWorld {
  base::Disk& disk;
  base::Clock& clock;
  std::function<base::Result<std::unique_ptr<fetch::Transport>>()> transport;
  std::function<base::Result<std::unique_ptr<Captures>>(std::int64_t run)> captures;
  RunListener& listener;
};

struct RunReport {
  enum class End : std::uint8_t {
    kPublished,    // a new version
    kUnchanged,    // nothing differs from the last one
    kHeld,         // a guard holds the new version back
    kPlanned,      // a dry run
    kInterrupted,  // asked to end: what was asked for is kept, the next run goes on
    kNothing,      // no page could be had and there is no version: nothing is published
  };
  End end = End::kPlanned;
  std::string dataset;
  std::int64_t started = 0, finished = 0;  // UTC, milliseconds
  std::uint32_t version = 0;               // published or held
  std::uint64_t records = 0, stale = 0;
  std::uint64_t asked = 0, changed = 0, converted = 0, resumed = 0;
  std::map<fetch::Fate, std::uint64_t> fates;
  std::map<std::string, HostTimes> hosts;
  std::vector<VisitedPage> failed;    // pages that could not be had
  std::vector<base::Error> troubles;  // lists, pages that gave no record, damage of the archive
  ChangeCounts changes;
  GuardReport guard;
  std::string plan;  // as text, of a dry run
};

std::string_view name(RunReport::End end);  // "published"

// Runs it. `dataset.output.folder` is made if need be. Errors: kLocked; kUnreadable where the state is damaged and
// cannot be made again; kWriteFailed; kInternal.
base::Result<RunReport> refresh(const DatasetFile& dataset, const SourceRules& rules, const RefreshOptions& options,
                                const RefreshWorld& world);

}  // namespace thresh::dataset
