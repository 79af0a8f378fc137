// What was taken away from a page: a count and an example for each reason. It becomes the record's `removed` list.
//
// Tested by tests/clean/tally_test.cpp.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "record/reasons.h"
#include "text/passage.h"

namespace thresh::clean {

// The start of a text for a message, on one line: at most 80 code points and "…".
std::string example_of(std::string_view text);

class Tally {
 public:
  struct Entry {
    record::Removal reason = record::Removal::kTemplateArtifact;
    std::size_t count = 0;
    std::string example;  // the first text that went, at most 80 code points, on one line
  };

  void add(record::Removal reason, std::string_view text, std::size_t count = 1);

  // The reasons that occurred, in the order of the enumeration.
  std::vector<Entry> entries() const;

  // The words that went last as the template in a value's place; the same marker stands above every answer.
  bool is_last_template(std::string_view words) const { return !words.empty() && words == last_template_; }
  void set_last_template(std::string_view words) { last_template_ = words; }

  // Why a piece of text went, for those who want an account of each (convert/account.h).
  struct Cause {
    record::Removal reason = record::Removal::kTemplateArtifact;
    std::string rule;         // "artifact:mustache"; empty where it is a line of the selector file
    std::uint32_t line = 0;   // that line; 0 where it is none
    double confidence = 1.0;  // that it is chaff, 0 to 1
    bool operator==(const Cause&) const = default;
  };
  // What went as a whole, before there were passages: a subtree of the document, or a run.
  struct Gone {
    std::uint16_t cause = 0;
    std::uint32_t node = text::Run::kNoNode;
    text::Run run = {};
  };

  // From now on causes and what is gone are kept.
  void keep_account() { accounts_ = true; }
  bool keeps_account() const { return accounts_; }
  // The number of a cause, from 1; 0 where no account is kept.
  std::uint16_t cause(record::Removal reason, std::string_view rule, double confidence) {
    return accounts_ ? number_of({reason, std::string(rule), 0, confidence}) : std::uint16_t{0};
  }
  // The same for what a line of the selector file drops.
  std::uint16_t cause(record::Removal reason, std::uint32_t line) {
    return accounts_ ? number_of({.reason = reason, .rule = {}, .line = line, .confidence = 1.0}) : std::uint16_t{0};
  }
  const Cause& cause(std::uint16_t number) const { return causes_[number - 1U]; }
  void note(Gone gone) {
    if (accounts_) gone_.push_back(gone);
  }
  const std::vector<Gone>& gone() const { return gone_; }

 private:
  std::uint16_t number_of(Cause cause);

  std::array<Entry, record::kRemovalCount> entries_;
  std::string last_template_;
  bool accounts_ = false;
  std::vector<Cause> causes_;
  std::vector<Gone> gone_;
};

}  // namespace thresh::clean
