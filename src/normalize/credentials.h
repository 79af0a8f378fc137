// Letters behind a name: "MD", "Ph.D.", "FACS", "FRCS(C)". The table is data/credentials.tsv.
//
// Some of them are words or names too ("Ma", "do", "Pa"): those count only in capitals or with full stops between the
// letters. What a firm carries ("PC", "LLC") is known, so that it can be left out. Tested through person.cpp.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "normalize/words.h"

namespace thresh::normalize {

struct Credential {
  std::string_view usual;        // "MD"
  bool corporate = false;        // of a firm
  bool dotted = false;           // written with full stops
  bool word = false;             // could be a word or a name
  std::string_view firm_behind;  // behind these (separated by |) it is of a firm
};

// The credential that `word` is. `set_apart`: it stands behind a comma, where lower case may be one too ("rn").
std::optional<Credential> credential_of(std::string_view word, bool set_apart);

// The credentials that one word holds: "MD", "MD/PhD", "MD-PhD"; none if it holds anything else.
std::vector<Credential> credentials_of(std::string_view word, bool set_apart);

// The credential that several words from `from` on are together, where they are not each one: "M. D.", "FRCS Ed",
// "LEED AP"; and how many of them.
struct SpacedCredential {
  Credential credential;
  std::size_t words;
};
std::optional<SpacedCredential> spaced_credential(const Words& words, std::size_t from, bool set_apart);

// Whether `word` looks like one that the table does not have: two to eight capitals, maybe with hyphens.
bool looks_like_credential(std::string_view word);

}  // namespace thresh::normalize
