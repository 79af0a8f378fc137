// The fingerprints of a version's records, kept beside the versions: a record that stays need not be read for its words
// again to find what repeats it.
//
// DATA/fingerprints holds, in the order of the file of records, the bytes of each fingerprint (record/fingerprint.h),
// and behind them one line that says of which file they are, by its SHA-256, which program made them, and their own
// SHA-256. A file that does not fit is none: then fingerprints are made again. Nothing but time is lost with it.
//
// Tested by tests/dataset/fingerprint_file_test.cpp.
#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "base/disk.h"
#include "base/error.h"
#include "base/sha256.h"
#include "record/fingerprint.h"

namespace thresh::dataset {

class OldFingerprints {
 public:
  OldFingerprints() = default;  // none

  // Those of the file of records with that SHA-256, as hexadecimal digits; none where there are none of it.
  static OldFingerprints read(base::Disk& disk, const std::string& path, std::string_view records_sha256);

  // Of the record with that number in its file, from 0; nothing where it is not known.
  std::optional<record::Fingerprint> at(std::size_t number) const;

 private:
  std::string bytes_;
};

class NewFingerprints {
 public:
  // Errors: kWriteFailed.
  static base::Result<NewFingerprints> create(base::Disk& disk, const std::string& path);

  // Of the next record. Errors: kWriteFailed.
  base::Result<void> add(const record::Fingerprint& print);
  // Puts them in their place. Errors: kWriteFailed.
  base::Result<void> commit(std::string_view records_sha256);

 private:
  explicit NewFingerprints(std::unique_ptr<base::Output> output) : output_(std::move(output)) {}

  std::unique_ptr<base::Output> output_;
  std::unique_ptr<base::Sha256Stream> digest_ = std::make_unique<base::Sha256Stream>();
};

}  // namespace thresh::dataset
