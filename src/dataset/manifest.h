// What a version of a dataset says of itself: manifest.json, the last file that is written into it.
//
// schemas/manifest.json describes it; docs/versions.md explains it.
//
// Tested by tests/dataset/manifest_test.cpp.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/error.h"
#include "base/folder.h"
#include "dataset/change.h"
#include "record/value.h"

namespace thresh::dataset {

inline constexpr int kManifestSchema = 1;
inline constexpr std::string_view kManifestName = "manifest.json";
inline constexpr std::size_t kLargestManifest = std::size_t{64} << 20;

struct Manifest {
  struct File {
    std::string name;  // a slug
    std::uint64_t size = 0;
    std::string sha256;
    bool operator==(const File&) const = default;
  };
  struct Rules {
    std::string id;      // "realself/question@1"
    std::string sha256;  // of the selector file
    bool operator==(const Rules&) const = default;
  };

  std::string dataset;  // its name; may be empty
  std::uint32_t version = 0;
  std::optional<std::uint32_t> previous;  // what was `latest` when it was made
  std::string created;                    // RFC 3339, UTC
  std::string program;                    // "0.1.0"
  std::vector<Rules> rules;               // sorted by id
  std::uint64_t records = 0;
  std::uint64_t stale = 0;  // records that were kept because their page could not be fetched
  record::Map changes;      // how many records of each class of change, against `previous`
  std::vector<File> files;  // all but the manifest, sorted by name
  record::Map statistics;   // statistics.h; empty where none were collected
  record::List held;        // why a guard held it back (guard.h); empty: nothing did

  // Whether the rules and the program are the same, so that the same page gives the same record.
  bool made_alike(const Manifest& other) const { return program == other.program && rules == other.rules; }
  const File* find(std::string_view name) const;  // nullptr if there is none
};

record::Map to_map(const Manifest& manifest);
// Errors: kUnreadable, where it is no manifest that this program knows.
base::Result<Manifest> manifest_of(std::string_view json);

// Whether the file in the folder of a version has the bytes that were written. Errors: kNotFound, kUnreadable.
base::Result<bool> is_intact(base::Folder& version, const Manifest::File& file);

// How many records there are of each class, zeros left out; the records without a change are `same`.
record::Map counts_map(const ChangeCounts& counts);

}  // namespace thresh::dataset
