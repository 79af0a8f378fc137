// A row of a dump as a page: of its values, which is the page, its address, its time (dump_keys.h has the keys).
//
// Values stay where they are, as views in the form that their file has them in, until it is known which one is taken;
// that one is written once, to where the page keeps its bytes. HTML goes before text: first what is HTML by its key,
// then what begins with a tag, whatever its key, then text. An address is taken where it looks like one, a time where
// it is one.
//
// Tested by tests/source/row_page_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "source/dump_keys.h"
#include "source/source.h"

namespace thresh::source {

// A value as its file has it.
struct RowValue {
  enum class Form : std::uint8_t {
    kPlain,   // the bytes themselves
    kJson,    // what stands between the quotes of a JSON string
    kQuoted,  // what stands between the quotes of a cell of CSV, in which a quote is two
  };
  std::string_view raw;
  Form form = Form::kPlain;
};

// The bytes that a value stands for, behind what `out` holds. What is no escape of JSON stands for itself; half a pair
// of surrogates is U+FFFD.
void append_value(const RowValue& value, std::string& out);

// Collects the values of one row.
class RowPage {
 public:
  // `utf8`: whether its values are text, and so UTF-8 in this program, whatever a page in them says of itself.
  explicit RowPage(bool utf8) : utf8_(utf8) {}

  void clear() { best_ = {}; }
  // `any_html`: whether HTML is taken under a key that nobody knows.
  void offer(const std::array<KeyRole, 4>& roles, const RowValue& value, bool any_html);
  // Whether there is a page among the values, which is then in `page`: its bytes, url, charset, captured.
  bool make(RawPage& page, std::size_t limit) const;

 private:
  struct Candidate {
    std::optional<RowValue> value;
    std::uint32_t rank = UINT32_MAX;
    bool is_html = false;
  };
  struct Best {
    Candidate page, url, time, charset;
  };
  void offer_page(Role role, std::uint32_t rank, const RowValue& value);
  static void keep(Candidate& candidate, const RowValue& value, std::uint32_t rank, bool is_html = false);

  Best best_;
  bool utf8_;
};

// Whether the value begins with a tag, a comment or a declaration. `whole`: only where it begins a whole document.
bool begins_as_html(const RowValue& value, bool whole);

}  // namespace thresh::source
