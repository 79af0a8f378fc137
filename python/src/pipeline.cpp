// See pipeline.h.
#include "pipeline.h"

#include <algorithm>
#include <memory>
#include <thread>
#include <utility>

#include "base/disk.h"
#include "convert/bookkeeping.h"
#include "errors.h"
#include "normalize/normalize.h"
#include "record/own_words.h"
#include "source/page_index.h"
#include "values.h"

namespace thresh::python {

using record::Map;

// The pages of one call of `next`.
struct Pipeline::Portion {
  std::size_t most = 0, read = 0;
  std::deque<nb::object> owners;  // of the pages that are not written yet, in order; touched under the GIL alone
};

namespace {

constexpr std::size_t kMostThreads = 1024;

convert::Options options_of(const Settings& settings) {
  convert::Options options = convert::options_of(*settings.rules);
  options.provenance = settings.provenance;
  return options;
}

// An instant in its usual form. Raises thresh.Error where it is no day.
std::string captured_of(const std::string& when) {
  constexpr std::size_t kDay = 10;  // letters of YYYY-MM-DD
  if (when.empty()) return when;
  const auto date = normalize::date(when);
  if (when.size() < kDay || when[4] != '-' || !date || date->iso.size() < kDay) {
    raise_usage("captured is a day or an instant of ISO 8601, not " + when, "such as 2026-11-25T14:30:00Z");
  }
  return date->iso;
}

Settings settings_of(std::shared_ptr<const RuleSet> rules, std::size_t threads, const std::string& duplicates,
                     bool provenance, bool bare, const std::string& captured, const std::string& where) {
  Settings settings;
  settings.rules = std::move(rules);
  if (threads == 0) threads = std::max(std::thread::hardware_concurrency(), 1U);
  settings.threads = std::min(threads, kMostThreads);
  settings.duplicates = duplicates == "drop"    ? Duplicates::kDrop
                        : duplicates == "keep"  ? Duplicates::kKeep
                        : duplicates == "defer" ? Duplicates::kDefer
                                                : Duplicates::kMark;
  settings.provenance = provenance;
  settings.bare = bare;
  settings.captured = captured_of(captured);
  if (!where.empty()) settings.where = value_or_raise(convert::Condition::read(where));
  return settings;
}

}  // namespace

Pipeline::Pipeline(Settings settings, const nb::iterable& pages)
    : settings_(std::move(settings)), iterator_(nb::iter(pages)) {}

Pipeline::Pipeline(Settings settings, const std::vector<std::string>& names) : settings_(std::move(settings)) {
  names_ = value_or_raise(source::expand(base::system_disk(), names));
}

Pipeline::Pipeline(Settings settings, const std::string& name, source::Part part)
    : settings_(std::move(settings)), names_{name} {
  input_.part = part;
  input_.indexes = std::make_shared<source::PageIndexes>();
}

Batch Pipeline::next(std::size_t most) {
  if (busy_) raise_usage("this reader is being read already, by another thread or by its own pages");
  busy_ = true;
  const std::unique_ptr<bool, void (*)(bool*)> at_end(&busy_, [](bool* busy) { *busy = false; });
  Batch batch;
  batch.custom_fields = settings_.rules->custom_fields;
  batch.bookkeeping = !settings_.bare;
  batch.provenance = settings_.provenance;
  batch.threads = settings_.threads;
  Portion portion;
  portion.most = most;
  const nb::gil_scoped_release free;
  base::OrderedWorkers<Job> workers(settings_.threads, [this](Job& job) { work(job); });
  workers.run([&](Job& job) { return read(job, portion); },
              [&](Job& job) {
                write(job, batch);
                if (iterator_.is_valid()) {
                  const nb::gil_scoped_acquire gil;
                  portion.owners.pop_front();
                }
                return true;
              });
  return batch;
}

bool Pipeline::read(Job& job, Portion& portion) {
  job = Job();
  if (ended_ || portion.read == portion.most) return false;
  const bool more = iterator_.is_valid() ? read_python(job, portion) : read_input(job, portion);
  portion.read += more ? 1 : 0;
  pages_ += more ? 1 : 0;
  ended_ = !more;
  return more;
}

bool Pipeline::read_python(Job& job, Portion& portion) {
  const nb::gil_scoped_acquire gil;
  if (PyErr_CheckSignals() != 0) throw nb::python_error();
  const nb::object page = nb::steal(PyIter_Next(iterator_.ptr()));
  if (!page.is_valid()) {
    if (PyErr_Occurred() != nullptr) throw nb::python_error();
    return false;
  }
  job.page = page_of(page);
  if (job.page.captured.empty()) job.page.captured = settings_.captured;
  portion.owners.push_back(std::move(job.page.owner));
  return true;
}

// An input that cannot be read is a page that fails; the others are not affected.
bool Pipeline::read_input(Job& job, Portion&) {
  base::Disk& disk = base::system_disk();
  if (pages_ % 64 == 0) {
    const nb::gil_scoped_acquire gil;
    if (PyErr_CheckSignals() != 0) throw nb::python_error();
  }
  while (reader_ != nullptr || at_ < names_.size()) {
    if (reader_ == nullptr) {
      job.raw.name = names_[at_];
      auto opened = source::Reader::open(disk, names_[at_++], {}, input_);
      if (!opened) return job.error = std::move(opened.error()), true;
      reader_ = *std::move(opened);
    }
    auto more = reader_->next(job.raw);
    if (more && *more) {
      if (!settings_.captured.empty()) job.raw.captured = settings_.captured;
      return true;
    }
    const bool goes_on = !more && source::is_local(more.error()) && reader_->is_archive();
    if (!goes_on) reader_ = nullptr;
    if (more) continue;
    job.error = std::move(more.error());
    job.raw.name = job.error->place.file.empty() ? names_[at_ - 1] : job.error->place.file;
    return true;
  }
  return false;
}

void Pipeline::work(Job& job) const {
  if (job.error) return;
  const bool of_python = iterator_.is_valid();
  auto converted = convert::convert(of_python ? job.page.input() : convert::input_of(job.raw), options_of(settings_));
  job.raw.bytes.clear();
  if (!converted) {
    job.error = std::move(converted.error());
    return;
  }
  job.record = std::move(converted->record);
  job.wanted = settings_.where.holds(job.record);
  if (job.wanted && settings_.duplicates != Duplicates::kKeep) {
    job.print = record::fingerprint(record::own_words(job.record));
  }
}

void Pipeline::write(Job& job, Batch& batch) {
  const std::size_t page = done_++;
  if (job.error) {
    const bool of_python = iterator_.is_valid();
    batch.failures.push_back({page, of_python ? job.page.name : job.raw.name, *std::move(job.error),
                              of_python ? job.page.url : job.raw.url});
    return;
  }
  if (!job.wanted) return;
  if (settings_.duplicates == Duplicates::kDefer) {
    job.record.add("duplicate_of", record::Value());
    batch.prints.push_back(record::to_bytes(job.print));
  } else if (settings_.duplicates != Duplicates::kKeep) {
    const auto original = seen_.add(*job.record.find("id")->as_text(), job.print);
    if (original && settings_.duplicates == Duplicates::kDrop) return;
    job.record.add("duplicate_of", original ? record::Value(original->id) : record::Value());
  }
  batch.pages.push_back(page);
  batch.names.push_back(iterator_.is_valid() ? std::move(job.page.name) : std::move(job.raw.name));
  if (settings_.bare) convert::strip_bookkeeping(job.record);
  batch.records.push_back(std::move(job.record));
}

Map convert_one(const Settings& settings, const Page& page) {
  auto converted = [&] {
    const nb::gil_scoped_release free;
    return convert::convert(page.input(), options_of(settings));
  }();
  Map record = value_or_raise(std::move(converted)).record;
  if (settings.bare) convert::strip_bookkeeping(record);
  return record;
}

void bind_pipeline(nb::module_& module) {
  nb::class_<Settings>(module, "Settings")
      .def(
          "__init__",
          [](Settings* place, std::shared_ptr<RuleSet> rules, std::size_t threads, const std::string& duplicates,
             bool provenance, bool bare, const std::string& captured, const std::string& where) {
            new (place) Settings(settings_of(std::move(rules), threads, duplicates, provenance, bare, captured, where));
          },
          nb::arg("rules"), nb::arg("threads") = 1, nb::arg("duplicates") = "mark", nb::arg("provenance") = false,
          nb::arg("bare") = false, nb::arg("captured") = "", nb::arg("where") = "");
  nb::class_<Pipeline>(module, "Pipeline")
      .def_static(
          "of_pages",
          [](const Settings& settings, const nb::iterable& pages) {
            return std::make_unique<Pipeline>(settings, pages);
          },
          nb::arg("settings"), nb::arg("pages"))
      .def_static(
          "of_paths",
          [](const Settings& settings, const std::vector<std::string>& names) {
            return std::make_unique<Pipeline>(settings, names);
          },
          nb::arg("settings"), nb::arg("paths"))
      .def_static(
          "of_part",
          [](const Settings& settings, const std::string& path, std::uint64_t begin, std::uint64_t end) {
            return std::make_unique<Pipeline>(settings, path, source::Part{begin, end});
          },
          nb::arg("settings"), nb::arg("path"), nb::arg("begin"), nb::arg("end"))
      .def("next", &Pipeline::next, nb::arg("most"))
      .def_prop_ro("ended", &Pipeline::ended);
  module.def(
      "expand",
      [](const std::vector<std::string>& paths) { return value_or_raise(source::expand(base::system_disk(), paths)); },
      nb::arg("paths"));
  module.def(
      "convert",
      [](const Settings& settings, nb::handle page) {
        Page one = page_of(page);
        if (one.captured.empty()) one.captured = settings.captured;
        return object_of(convert_one(settings, one));
      },
      nb::arg("settings"), nb::arg("page"));
}

}  // namespace thresh::python
