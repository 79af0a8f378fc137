// See refresh.h. `Refresh::run` is the recipe.
#include "dataset/refresh.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <unordered_set>
#include <utility>

#include "base/sha256.h"
#include "convert/choose_rules.h"
#include "dataset/change_writers.h"
#include "dataset/diff.h"
#include "dataset/lock.h"
#include "dataset/new_records.h"
#include "dataset/record_making.h"
#include "dataset/recorded_pages.h"
#include "dataset/run_page.h"
#include "dataset/state.h"
#include "dataset/thread_walk.h"
#include "dataset/transport_settings.h"
#include "dataset/versions.h"
#include "rules/load.h"

namespace thresh::dataset {
namespace {

constexpr std::int64_t kResumable = kHour;  // a run that was stopped longer ago is begun anew

class Refresh {
 public:
  Refresh(const DatasetFile& dataset, const SourceRules& rules, const RefreshOptions& options,
          const RefreshWorld& world)
      : dataset_(dataset), rules_(rules), options_(options), world_(world), lister_(dataset) {
    report_.dataset = dataset.name;
    report_.started = world.clock.utc_milliseconds();
    made_with_ = THRESH_VERSION " " + rules.digest.substr(0, 16);
    if (dataset.output.provenance) made_with_ += " provenance";
    if (dataset.output.ledger) made_with_ += " ledger";
  }

  base::Result<RunReport> run() {
    if (auto opened = open(); !opened) return fail(opened);
    if (auto listed = list_and_plan(); !listed) return fail(listed);
    if (options_.dry_run) {
      report_.plan = to_text(plan_, 50);
      return finish(RunReport::End::kPlanned);
    }
    if (auto asked = ask(); !asked) return fail(asked);
    if (auto walked = follow_threads(); !walked) return fail(walked);
    if (visits_->interrupted()) return end(RunReport::End::kInterrupted);
    return make_version();
  }

 private:
  std::unexpected<base::Error> fail(const base::Result<void>& result) { return std::unexpected(result.error()); }

  std::string folder() const { return dataset_.resolved(dataset_.output.folder.text); }

  // The folder, the lock, the versions and the state.
  base::Result<void> open() {
    const bool is_new = world_.disk.kind(folder()) == base::PathKind::kMissing;
    if (options_.dry_run && is_new) return {};
    if (auto made = world_.disk.make_folders(folder()); !made) return made;
    auto lock = Lock::take(folder() + "/lock", world_.clock);
    if (!lock) return std::unexpected(std::move(lock.error()));
    lock_.emplace(*std::move(lock));
    auto versions = Versions::create(world_.disk, folder());
    if (!versions) return std::unexpected(std::move(versions.error()));
    versions_.emplace(*std::move(versions));
    if (!options_.dry_run) {
      if (auto recovered = versions_->recover(); !recovered) return recovered;
    }
    const auto latest = versions_->latest();
    if (!latest) return std::unexpected(latest.error());
    latest_ = *latest;
    if (auto found = find_sound(); !found) return found;
    return open_state();
  }

  // Records that stay are copied from the version before, so its bytes have to be those that were written. Where they
  // are not, the records are made anew, and those that cannot be come from the newest version that is whole.
  base::Result<void> find_sound() {
    for (std::optional<std::uint32_t> number = latest_; number;) {
      const auto manifest = versions_->manifest(*number);
      if (!manifest && number == latest_) return std::unexpected(manifest.error());
      if (!manifest) return {};
      if (number == latest_) {
        if (auto own = note_latest(**manifest); !own) return own;
      }
      const std::string_view name = NewRecords::base_name(**manifest);
      const Manifest::File* file = (*manifest)->find(name);
      const auto version = versions_->enter(*number);
      if (!version) return std::unexpected(version.error());
      const auto intact = file == nullptr ? base::Result<bool>(true) : is_intact(**version, *file);
      if (intact && *intact) {
        sound_ = number;
        old_name_ = name;
        if (file != nullptr) old_digest_ = file->sha256;
        return {};
      }
      base::Error error{base::ErrorCode::kUnreadable,
                        "the bytes of this file are not those that were written; its records are made again"};
      error.place.file = (*version)->path() + '/' + std::string(name);
      report_.troubles.push_back(std::move(error));
      const auto previous = (*manifest)->previous;
      number = previous && *previous < *number ? previous : std::nullopt;
    }
    return {};
  }

  // Another dataset's records are not to be taken for pages that left. Where the settings ask for other files than the
  // latest version has, there is a new one to make.
  base::Result<void> note_latest(const Manifest& latest) {
    if (!latest.dataset.empty() && latest.dataset != dataset_.name) {
      base::Error error{base::ErrorCode::kUsage, "this folder is that of another dataset, " + latest.dataset};
      error.place.file = folder();
      error.hint = "give each an output folder of its own; a dataset keeps its name as long as it keeps its folder";
      return std::unexpected(std::move(error));
    }
    std::set<std::string> names;
    for (const Manifest::File& file : latest.files) {
      if (file.name.starts_with("records.") || file.name == NewRecords::kFull || file.name == NewRecords::kLedger) {
        names.insert(file.name);
      }
    }
    other_files_ = names != NewRecords::names(dataset_.output);
    return {};
  }

  // A state that is not there is made from the archive, which is empty where the dataset is new. One that is damaged is
  // not touched: State::open says what to do.
  base::Result<void> open_state() {
    const std::string path = folder() + "/state.sqlite";
    auto state = State::open(path);
    if (!state && state.error().code == base::ErrorCode::kNotFound) {
      if (options_.dry_run) return {};
      auto captures = world_.captures(0);
      if (!captures) return std::unexpected(std::move(captures.error()));
      const auto all = (*captures)->all();
      if (!all) return std::unexpected(all.error());
      auto pages = remembered(*all);
      if (!pages) return std::unexpected(std::move(pages.error()));
      state = State::create(path, *pages);
    }
    if (!state) return std::unexpected(std::move(state.error()));
    state_.emplace(*std::move(state));
    return note_last_runs();
  }

  base::Result<std::vector<Page>> remembered(const std::vector<Capture>& captures) {
    if (!sound_) return std::vector<Page>();
    auto folder = versions_->enter(*sound_);
    if (!folder) return std::unexpected(std::move(folder.error()));
    auto records = open_records(**folder);
    if (!records) return std::unexpected(std::move(records.error()));
    return recorded_pages(*records, remember(captures, dataset_.refresh), report_.started);
  }

  // The records of a version; none where it has no such file.
  base::Result<RecordFile> open_records(base::Folder& version) const {
    if (version.kind(old_name_) != base::PathKind::kFile) return RecordFile::nothing();
    auto file = version.open(old_name_);
    if (!file) return std::unexpected(std::move(file.error()));
    return RecordFile(*std::move(file), version.path() + '/' + std::string(old_name_));
  }

  // Which version the state speaks of, and whether there is a run to go on with.
  base::Result<void> note_last_runs() {
    const auto runs = state_->runs(kMostRuns);
    if (!runs) return std::unexpected(runs.error());
    if (!runs->empty() && runs->front().finished == 0 && report_.started - runs->front().started < kResumable) {
      resumes_from_ = runs->front().started;
    }
    const auto published = std::ranges::find_if(*runs, [](const Run& run) { return run.version > 0; });
    const std::int64_t of = published == runs->end() ? 0 : published->version;
    of_latest_ = latest_ ? of == *latest_ && sound_ == latest_ : of == 0;
    return {};
  }

  base::Result<void> list_and_plan() {
    auto known = state_ ? state_->pages() : base::Result<std::vector<Page>>(std::vector<Page>());
    if (!known) return std::unexpected(std::move(known.error()));
    std::vector<Page> pages;
    for (Page& page : *known) {
      // The latest version is another one than the state knows (a rollback): nothing is known of its records.
      if (!of_latest_) page.made_with.clear();
      (is_file(page) ? files_ : pages).push_back(std::move(page));
    }
    if (auto begun = begin_fetching(); !begun) return begun;
    lister_.begin(world_.disk);
    if (!dataset_.fetch.headers.empty()) {
      for (const std::string& url : lister_.named()) fetcher_->trust(url);
    }
    if (auto listed = visits_->list(*fetcher_, lister_); !listed) return listed;
    listing_ = lister_.finish();
    std::ranges::copy(listing_.troubles, std::back_inserter(report_.troubles));
    std::vector<std::string> found = listing_.urls;
    adopt_fed(pages);
    keep_fed(pages, found);
    keep_parts(pages, found);
    std::unordered_set<std::string> refused = refused_pages(pages);
    plan_ = plan(std::move(pages), std::move(found),
                 {.now = report_.started,
                  .due_only = options_.due_only,
                  .only = options_.only,
                  .made_with = made_with_,
                  .listing_complete = listing_.complete,
                  .refused = std::move(refused),
                  .fetch = true,
                  .bounds = dataset_.refresh});
    for (PlannedPage& row : plan_.rows) leave_out(row);
    return note_listing();
  }

  // Who names which page, and what vanished, is remembered at once: it is so whatever becomes of this run.
  base::Result<void> note_listing() {
    std::vector<Page> noted;
    for (const PlannedPage& row : plan_.rows) {
      Page& page = plan_.pages[row.page];
      const bool is_new = note_sources(page) || row.noted;
      if (is_new && page.first_seen < report_.started) noted.push_back(page);
    }
    if (options_.dry_run || !state_ || noted.empty()) return {};
    return state_->save(noted);
  }

  // A feed that moved to another address of its host has the pages of the one that it was.
  void adopt_fed(std::vector<Page>& pages) {
    std::set<std::string> known;
    for (const Page& page : pages) known.insert(page.feeds.begin(), page.feeds.end());
    for (const std::string& moved : listing_.new_feeds(known)) {
      for (Page& page : pages) {
        const auto is_old = [&](const std::string& key) { return listing_.is_moved(key, moved); };
        if (std::ranges::any_of(page.feeds, is_old)) adopted_[page.url].push_back(moved);
      }
    }
    for (Page& page : pages) {
      const auto adopted = adopted_.find(page.url);
      if (adopted != adopted_.end()) std::ranges::copy(adopted->second, std::back_inserter(page.feeds));
    }
  }

  // Whether anything is new in it.
  bool note_sources(Page& page) const {
    const auto before = std::pair(page.source, page.feeds.size());
    if (const auto named = listing_.sources.find(page.url); named != listing_.sources.end()) {
      page.source = listing_.keys[named->second];
    }
    if (const auto fed = listing_.feeds.find(page.url); fed != listing_.feeds.end()) {
      for (const std::uint32_t feed : fed->second) page.feeds.push_back(listing_.keys[feed]);
      std::ranges::sort(page.feeds);
      const auto repeated = std::ranges::unique(page.feeds);
      page.feeds.erase(repeated.begin(), repeated.end());
    }
    return before != std::pair(page.source, page.feeds.size()) || adopted_.contains(page.url);
  }

  // A feed names what is new and forgets the rest: a page that it named once stays, as long as the feed is a source and
  // lets it through.
  void keep_fed(const std::vector<Page>& pages, std::vector<std::string>& found) const {
    for (const Page& page : pages) {
      if (page.last_listed > 0 && page.part == 0 && !page.gone && listing_.stays_in_feed(page)) {
        found.push_back(page.url);
      }
    }
  }

  // What the settings of today take out is out, whether or not the lists could be had. A further page of a thread goes
  // with the first one. Where a source that is new could not be listed it may be an old one under another name, so
  // pages of a source that is none any more wait for its list.
  std::unordered_set<std::string> refused_pages(const std::vector<Page>& pages) const {
    std::unordered_set<std::string> refused;
    if (listing_.complete) return refused;
    const bool may_be_renamed = has_new_source_failed(pages);
    for (const Page& page : pages) {
      if (page.part > 0 || !listing_.refuses(page)) continue;
      if (may_be_renamed && !listing_.find_source(page.source)) continue;
      refused.insert(page.url);
    }
    for (const Page& page : pages) {
      if (page.part > 0 && refused.contains(page.part_of)) refused.insert(page.url);
    }
    return refused;
  }

  bool has_new_source_failed(const std::vector<Page>& pages) const {
    for (std::size_t i = 0; i < listing_.keys.size(); ++i) {
      if (!listing_.failed[i]) continue;
      const auto is_of = [&](const Page& page) { return page.source == listing_.keys[i]; };
      if (std::ranges::none_of(pages, is_of)) return true;
    }
    return false;
  }

  // The further pages of a thread are listed as long as its first page is.
  static void keep_parts(const std::vector<Page>& pages, std::vector<std::string>& found) {
    const std::unordered_set<std::string> listed(found.begin(), found.end());
    for (const Page& page : pages) {
      if (page.part > 0 && listed.contains(page.part_of)) found.push_back(page.url);
    }
  }

  // Pages that left the listing are not asked, and neither are those that the run before, which was stopped, has had.
  // One that failed then is tried again; of one that was missing the second answer has to come on another day.
  void leave_out(PlannedPage& row) {
    if (row.ask == PlannedPage::Ask::kNo) return;
    const Page& page = plan_.pages[row.page];
    const bool asked_before = resumes_from_ > 0 && page.last_fetched >= resumes_from_ && page.failures == 0;
    if (!asked_before && !row.vanished) return;
    row.ask = PlannedPage::Ask::kNo;
    --plan_.asked;
    report_.resumed += asked_before ? 1 : 0;
  }

  base::Result<void> begin_fetching() {
    const auto begun = options_.dry_run ? base::Result<std::int64_t>(0) : state_->begin_run(begun_at(), made_with_);
    if (!begun) return std::unexpected(begun.error());
    run_ = *begun;
    if (!options_.dry_run) {
      auto captures = world_.captures(run_);
      if (!captures) return std::unexpected(std::move(captures.error()));
      captures_ = *std::move(captures);
    }
    auto transport = world_.transport();
    if (!transport) return std::unexpected(std::move(transport.error()));
    transport_ = *std::move(transport);
    visits_.emplace(state_ ? &*state_ : nullptr, captures_.get(), dataset_.refresh, report_.started, world_.listener);
    fetcher_.emplace(*transport_, world_.clock, fetch_options(dataset_), *visits_);
    return {};
  }

  // A run that goes on with one that was stopped counts from its start, should it be stopped too.
  std::int64_t begun_at() const { return resumes_from_ > 0 ? resumes_from_ : report_.started; }

  base::Result<void> ask() {
    auto asked = visits_->ask(*fetcher_, plan_);
    report_.asked = plan_.asked;
    report_.changed = visits_->changed();
    report_.fates = visits_->fates();
    report_.hosts = visits_->hosts();
    report_.failed = visits_->failed_pages();
    return asked;
  }

  // What threads go on with, page by page.
  base::Result<void> follow_threads() {
    ThreadWalk walk(rules_, listing_, *captures_, made_with_);
    while (!visits_->interrupted() && walk.step(plan_, report_.started) > 0) {
      if (auto asked = ask(); !asked) return asked;
    }
    std::vector<Page> parts;
    std::ranges::copy_if(plan_.pages, std::back_inserter(parts),
                         [](const Page& page) { return !page.part_of.empty(); });
    return parts.empty() ? base::Result<void>() : state_->save(parts);
  }

  // Whether any record may be other than in the latest version. Files are looked at where records are made.
  bool may_differ() const {
    if (!latest_ || sound_ != latest_ || other_files_ || !listing_.files.empty() || !files_.empty() ||
        visits_->recovered() > 0)
      return true;
    if (!visits_->failures().empty()) return true;
    return std::ranges::any_of(plan_.rows, [this](const PlannedPage& row) {
      const Page& page = plan_.pages[row.page];
      const bool leaves = page.gone || row.vanished || !page.part_of.empty();
      const bool is_captured = !page.warc_file.empty();
      if (leaves) return !page.records.empty() || (page.part > 0 && is_captured && page.made_with != made_with_);
      return !page.warc_file.empty() && page.made_with != made_with_;
    });
  }

  base::Result<RunReport> make_version() {
    if (!may_differ()) {
      const auto latest = versions_->manifest(*latest_);
      if (!latest) return std::unexpected(latest.error());
      report_.records = (*latest)->records;
      report_.stale = (*latest)->stale;
      return end(RunReport::End::kUnchanged);
    }
    auto report = make_new_version();
    // What was begun and not published is thrown away.
    if (auto cleaned = versions_->recover(); report && !cleaned) report_.troubles.push_back(cleaned.error());
    return report;
  }

  base::Result<RunReport> make_new_version() {
    auto version = versions_->begin();
    if (!version) return std::unexpected(std::move(version.error()));
    const auto made = make_records(*version);
    if (!made) return std::unexpected(made.error());
    RecordMaking& making = *making_;
    report_.converted = making.converted();
    report_.records = making.records().records();
    report_.stale = making.records().stale();
    std::ranges::move(making.troubles(), std::back_inserter(report_.troubles));
    if (making.interrupted()) return end(RunReport::End::kInterrupted);
    const bool nothing = report_.records == 0 && !latest_;
    if (nothing && (!report_.failed.empty() || !report_.troubles.empty())) return end(RunReport::End::kNothing);
    if (latest_ && sound_ == latest_ && !other_files_ && !making.differs()) return end(RunReport::End::kUnchanged);
    return publish(*version);
  }

  base::Result<void> make_records(NewVersion& version) {
    NewRecords::Before before;
    if (sound_) {
      auto folder = versions_->enter(*sound_);
      if (!folder) return std::unexpected(std::move(folder.error()));
      auto old_records = old_lines(**folder, old_name_, "id");
      if (!old_records) return std::unexpected(std::move(old_records.error()));
      before.records = *std::move(old_records);
      before.fingerprints = OldFingerprints::read(world_.disk, fingerprints_path(), old_digest_);
      if (dataset_.output.ledger && (*folder)->kind(NewRecords::kLedger) == base::PathKind::kFile) {
        auto old_ledger = old_lines(**folder, NewRecords::kLedger, "source");
        if (!old_ledger) return std::unexpected(std::move(old_ledger.error()));
        before.ledger = *std::move(old_ledger);
      }
    }
    auto files = NewRecords::begin(version, dataset_.output, std::move(before));
    if (!files) return std::unexpected(std::move(files.error()));
    files->note_fingerprints(world_.disk, fingerprints_path());
    making_.emplace(dataset_, rules_, world_, *captures_, *std::move(files), made_with_);
    // What stands in a version that lost bytes is not to stay, whatever is asked.
    return making_->run(plan_, listing_, files_, sound_ == latest_ ? options_.only : "", visits_->failures());
  }

  std::string fingerprints_path() const { return folder() + "/fingerprints"; }

  base::Result<OldLines> old_lines(base::Folder& folder, std::string_view name, std::string_view key) {
    if (folder.kind(name) != base::PathKind::kFile) return OldLines();
    auto file = folder.open(name);
    if (!file) return std::unexpected(std::move(file.error()));
    return OldLines::read(RecordFile(*std::move(file), folder.path() + '/' + std::string(name)), key);
  }

  Manifest manifest() const {
    Manifest manifest;
    manifest.dataset = dataset_.name;
    manifest.created = base::utc_text(report_.started);
    manifest.program = THRESH_VERSION;
    for (const rules::RuleSet& set : rules_.sets) {
      for (const rules::Rules& rules : set.rules) {
        manifest.rules.push_back({rules.id, base::hex(base::sha256(rules::resolved(rules)))});
      }
    }
    std::ranges::sort(manifest.rules, {}, [](const Manifest::Rules& r) { return std::pair(r.id, r.sha256); });
    const auto repeated = std::ranges::unique(manifest.rules);
    manifest.rules.erase(repeated.begin(), repeated.end());
    manifest.records = report_.records;
    manifest.stale = report_.stale;
    manifest.statistics = making_->records().statistics().to_map();
    return manifest;
  }

  base::Result<RunReport> publish(NewVersion& version) {
    Manifest manifest = this->manifest();
    if (auto compared = write_changes(version, manifest); !compared) return fail(compared);
    const auto news = is_news();
    if (!news) return std::unexpected(news.error());
    if (!*news) return end(RunReport::End::kUnchanged);
    report_.version = version.number();
    manifest.changes = counts_map(report_.changes);
    const GuardLimits limits = this->limits();
    const auto before = references(*versions_, limits);
    if (!before) return std::unexpected(before.error());
    std::vector<rules::Rules> all;
    for (const rules::RuleSet& set : rules_.sets) std::ranges::copy(set.rules, std::back_inserter(all));
    report_.guard = guard(making_->records().statistics(), *before, RulePlaces(all), limits);
    report_.end = report_.guard.holds() ? RunReport::End::kHeld : RunReport::End::kPublished;
    report_.finished = world_.clock.utc_milliseconds();
    page_ = run_page(report_, &making_->records().statistics(), *before);
    if (auto written = write_file(version, "report.html", page_); !written) return fail(written);
    if (report_.guard.holds()) {
      manifest.held = alarms_list(report_.guard);
      if (auto held = version.hold(std::move(manifest)); !held) return std::unexpected(std::move(held.error()));
      return end(RunReport::End::kHeld);
    }
    auto published = version.publish(std::move(manifest));
    if (!published) return std::unexpected(std::move(published.error()));
    if (const auto* file = published->find(NewRecords::base_name(*published))) {
      making_->records().keep_fingerprints(file->sha256);
    }
    // What cannot be deleted is deleted the next time.
    if (auto pruned = versions_->prune(dataset_.keep); !pruned) report_.troubles.push_back(pruned.error());
    return end(RunReport::End::kPublished);
  }

  // Whether the version says anything that the latest one does not. Where the state knew of another version (one that
  // was held back is published, or one was taken back) pages are read again that are as they were, and only the time
  // at which they were captured is another.
  base::Result<bool> is_news() {
    if (of_latest_ || !latest_ || sound_ != latest_ || other_files_ || report_.changes.changed() > 0) return true;
    const auto latest = versions_->manifest(*latest_);
    if (!latest) return std::unexpected(latest.error());
    return (*latest)->records != report_.records || (*latest)->stale != report_.stale;
  }

  static base::Result<void> write_file(NewVersion& version, std::string_view name, const std::string& bytes) {
    auto output = version.create(name);
    if (!output) return std::unexpected(std::move(output.error()));
    if (auto written = (*output)->write(bytes); !written) return written;
    return (*output)->commit();
  }

  // The page of the last run stands beside the versions, for runs that made none too. That it cannot be written does
  // not undo the run.
  void write_page() {
    if (page_.empty()) page_ = run_page(report_, nullptr, {});
    auto output = world_.disk.create(folder() + "/report.html");
    base::Result<void> written;
    if (!output) written = std::unexpected(std::move(output.error()));
    if (written) written = (*output)->write(page_);
    if (written) written = (*output)->commit();
    if (!written) report_.troubles.push_back(written.error());
  }

  GuardLimits limits() const {
    GuardLimits limits;
    limits.max_drop = dataset_.guard.max_drop / 100;
    limits.max_fill_drop = dataset_.guard.max_fill_drop / 100;
    limits.max_type_failures = dataset_.guard.max_type_failures / 100;
    limits.min_records = dataset_.guard.min_records;
    return limits;
  }

  // Compares the records with those of the version before, which is nothing for the first one.
  base::Result<void> write_changes(NewVersion& version, const Manifest& manifest) {
    DiffFacts facts;
    facts.gone = making_->gone();
    if (sound_) {
      const auto old = versions_->manifest(*sound_);
      if (!old) return std::unexpected(old.error());
      facts.rules_changed = !manifest.made_alike(**old);
    }
    auto output = version.create("changes.jsonl");
    if (!output) return std::unexpected(std::move(output.error()));
    auto writer = line_writer(**output);
    auto counts = compare_with_latest(version, facts, *writer);
    if (!counts) return std::unexpected(std::move(counts.error()));
    report_.changes = *counts;
    if (auto finished = writer->finish(*counts); !finished) return finished;
    return (*output)->commit();
  }

  base::Result<ChangeCounts> compare_with_latest(NewVersion& version, const DiffFacts& facts, ChangeSink& sink) {
    const std::string_view name = NewRecords::base_name(dataset_.output);
    auto now = version.open(name);
    if (!now) return std::unexpected(std::move(now.error()));
    RecordFile after(*std::move(now), std::string(name));
    if (!sound_) {
      RecordFile before = RecordFile::nothing();
      return diff(before, after, facts, sink);
    }
    auto folder = versions_->enter(*sound_);
    if (!folder) return std::unexpected(std::move(folder.error()));
    auto before = open_records(**folder);
    if (!before) return std::unexpected(std::move(before.error()));
    return diff(*before, after, facts, sink);
  }

  // The state says what is published only now.
  base::Result<RunReport> end(RunReport::End how) {
    Run run;
    run.id = run_;
    run.started = begun_at();
    run.outcome = name(how);
    run.made_with = made_with_;
    run.asked = static_cast<std::int64_t>(report_.asked);
    run.changed = static_cast<std::int64_t>(report_.changed);
    run.failed = static_cast<std::int64_t>(report_.failed.size());
    if (how == RunReport::End::kPublished) run.version = report_.version;
    // A state that knew of another version now speaks of the latest one.
    if (how == RunReport::End::kUnchanged && !of_latest_ && latest_) run.version = *latest_;
    if (making_ && (how == RunReport::End::kPublished || how == RunReport::End::kUnchanged)) {
      if (auto saved = state_->save(making_->touched()); !saved) return fail(saved);
    }
    if (how != RunReport::End::kInterrupted) {
      run.finished = std::max<std::int64_t>(world_.clock.utc_milliseconds(), 1);
      if (auto finished = state_->finish_run(run); !finished) return fail(finished);
    }
    return finish(how);
  }

  RunReport finish(RunReport::End how) {
    report_.end = how;
    report_.finished = world_.clock.utc_milliseconds();
    if (how != RunReport::End::kPlanned) write_page();
    return report_;
  }

  static constexpr std::uint32_t kMostRuns = 1000;  // that are looked through for the last one that published

  const DatasetFile& dataset_;
  const SourceRules& rules_;
  const RefreshOptions& options_;
  const RefreshWorld& world_;
  std::string made_with_;
  RunReport report_;
  std::optional<Lock> lock_;
  std::optional<Versions> versions_;
  std::optional<std::uint32_t> latest_;
  std::optional<std::uint32_t> sound_;  // the newest version from the latest one back whose records are as written
  std::string_view old_name_;           // of its file of records
  std::string old_digest_;              // and the SHA-256 of that
  bool other_files_ = false;            // the latest version has not the files that are asked for
  std::optional<State> state_;
  bool of_latest_ = false;  // the state speaks of the latest version
  std::int64_t resumes_from_ = 0;
  std::int64_t run_ = 0;
  std::unique_ptr<Captures> captures_;
  std::unique_ptr<fetch::Transport> transport_;
  Lister lister_;
  std::optional<PageVisits> visits_;
  std::optional<fetch::Fetcher> fetcher_;
  Listing listing_;
  std::map<std::string, std::vector<std::string>> adopted_;  // by address: feeds that a page has got from older ones
  std::vector<Page> files_;                                  // what is known of pages that are files
  Plan plan_;
  std::optional<RecordMaking> making_;
  std::string page_;  // of the run, to look at
};

}  // namespace

std::string_view name(RunReport::End end) {
  switch (end) {
    case RunReport::End::kPublished:
      return "published";
    case RunReport::End::kUnchanged:
      return "unchanged";
    case RunReport::End::kHeld:
      return "held_back";
    case RunReport::End::kPlanned:
      return "planned";
    case RunReport::End::kInterrupted:
      return "interrupted";
    case RunReport::End::kNothing:
      break;
  }
  return "nothing";
}

base::Result<RunReport> refresh(const DatasetFile& dataset, const SourceRules& rules, const RefreshOptions& options,
                                const RefreshWorld& world) {
  return Refresh(dataset, rules, options, world).run();
}

}  // namespace thresh::dataset
