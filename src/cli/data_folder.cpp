// See data_folder.h.
#include "cli/data_folder.h"

#include <charconv>

#include "cli/exit_code.h"
#include "dataset/dataset_file.h"

namespace thresh::cli {

std::expected<std::string, int> data_folder(const std::string& data, Console& console) {
  if (console.disk().kind(data) != base::PathKind::kFile) return data;
  const auto dataset = dataset::load_dataset_file(console.disk(), data, {});
  if (dataset) return dataset->resolved(dataset->output.folder.text);
  for (const base::Error& error : dataset.error()) console.error(error);
  return std::unexpected(exit_code(dataset.error().front().code));
}

std::expected<OpenDataset, int> open_dataset(const std::string& data, Access access, Console& console) {
  const auto fail = [&](const base::Error& error) {
    console.error(error);
    return std::unexpected(int{exit_code(error.code)});
  };
  const auto folder = data_folder(data, console);
  if (!folder) return std::unexpected(folder.error());
  auto versions = dataset::Versions::open(console.disk(), *folder);
  if (!versions) return fail(versions.error());
  if (access == Access::kRead) return OpenDataset{*std::move(versions), std::nullopt};
  auto lock = dataset::Lock::take(*folder + "/lock", base::system_clock());
  if (!lock) return fail(lock.error());
  return OpenDataset{*std::move(versions), *std::move(lock)};
}

std::optional<std::uint32_t> read_version(const std::string& text, Console& console) {
  std::uint32_t number = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (trouble == std::errc() && end == text.data() + text.size() && number > 0) return number;
  console.error({base::ErrorCode::kUsage, "the number of a version is wanted, not " + text, {}, ""});
  return std::nullopt;
}

}  // namespace thresh::cli
