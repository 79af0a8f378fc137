// See fingerprint_file.h.
#include "dataset/fingerprint_file.h"

#include <utility>

namespace thresh::dataset {
namespace {

constexpr std::size_t kLargest = std::size_t{2} << 30;

std::size_t entry_size() {
  static const std::size_t kSize = record::to_bytes(record::Fingerprint()).size();
  return kSize;
}

std::string last_line(std::string_view records_sha256, std::string_view own_sha256) {
  return "fingerprints of " + std::string(records_sha256) + " by thresh " THRESH_VERSION ", " +
         std::string(own_sha256) + '\n';
}

}  // namespace

OldFingerprints OldFingerprints::read(base::Disk& disk, const std::string& path, std::string_view records_sha256) {
  OldFingerprints prints;
  if (disk.kind(path) != base::PathKind::kFile) return prints;
  auto bytes = disk.read(path, kLargest);
  if (!bytes) return prints;
  const std::size_t line = last_line(records_sha256, base::hex(base::Sha256())).size();
  if (bytes->size() < line || (bytes->size() - line) % entry_size() != 0) return prints;
  const std::string_view entries = std::string_view(*bytes).substr(0, bytes->size() - line);
  if (std::string_view(*bytes).substr(entries.size()) != last_line(records_sha256, base::hex(base::sha256(entries)))) {
    return prints;
  }
  bytes->resize(bytes->size() - line);
  prints.bytes_ = *std::move(bytes);
  return prints;
}

std::optional<record::Fingerprint> OldFingerprints::at(std::size_t number) const {
  if (number >= bytes_.size() / entry_size()) return std::nullopt;
  return record::fingerprint_of_bytes(std::string_view(bytes_).substr(number * entry_size(), entry_size()));
}

base::Result<NewFingerprints> NewFingerprints::create(base::Disk& disk, const std::string& path) {
  auto output = disk.create(path);
  if (!output) return std::unexpected(std::move(output.error()));
  return NewFingerprints(*std::move(output));
}

base::Result<void> NewFingerprints::add(const record::Fingerprint& print) {
  const std::string bytes = record::to_bytes(print);
  digest_->add(bytes);
  return output_->write(bytes);
}

base::Result<void> NewFingerprints::commit(std::string_view records_sha256) {
  if (auto written = output_->write(last_line(records_sha256, base::hex(digest_->finish()))); !written) return written;
  return output_->commit();
}

}  // namespace thresh::dataset
