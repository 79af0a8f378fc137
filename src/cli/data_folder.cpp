// See data_folder.h.
#include "cli/data_folder.h"

#include <charconv>

namespace thresh::cli {

std::optional<dataset::Versions> open_versions(const std::string& data, Console& console) {
  auto versions = dataset::Versions::open(console.disk(), data);
  if (versions) return *std::move(versions);
  console.error(versions.error());
  return std::nullopt;
}

std::optional<std::uint32_t> read_version(const std::string& text, Console& console) {
  std::uint32_t number = 0;
  const auto [end, trouble] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (trouble == std::errc() && end == text.data() + text.size() && number > 0) return number;
  console.error({base::ErrorCode::kUsage, "the number of a version is wanted, not " + text, {}, ""});
  return std::nullopt;
}

}  // namespace thresh::cli
