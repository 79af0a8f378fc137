// The closed lists of words that records use for what is missing and what was removed. docs/records.md explains each.
//
// Tested by tests/record/reasons_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

namespace thresh::record {

// Why a value is null.
enum class Absence : std::uint8_t {
  kNotOnPage,      // the rules looked and found nothing
  kEmpty,          // the place is there and holds nothing
  kUnrendered,     // a template artifact stands where the value should be
  kUnparsable,     // there is text, and it is no such value
  kNotApplicable,  // a page of this kind cannot have it
};

std::string_view name(Absence absence);
std::span<const std::string_view> absence_names();  // in the order of the enumeration

// Why text was taken away. The names are what a selector file's `drop` may say.
enum class Removal : std::uint8_t {
  kTemplateArtifact,  // "{{ voteCount }}"
  kBoilerplate,       // the site's own standing text
  kDisclaimer,        // legal and medical notices
  kNavigation,        // menus, breadcrumbs, pagination
  kAdvertisement,     // advertisements and promotions
  kInterface,         // labels of buttons and controls: "Share", "Reply"
  kNotice,            // "Loading…", "Please enable JavaScript"
  kDuplicate,         // the same text a second time
  kHidden,            // text that the page does not show
  kInvisible,         // characters without width
};

inline constexpr std::size_t kRemovalCount = 10;

std::string_view name(Removal removal);
std::optional<Removal> removal_of_name(std::string_view name);
std::span<const std::string_view> removal_names();

}  // namespace thresh::record
