// See input_flags.h.
#include "cli/input_flags.h"

#include <utility>

namespace thresh::cli {

std::vector<Flag> InputFlags::flags() {
  return {
      {.names = "--from",
       .value = "KIND",
       .about =
           "what the inputs are, where their bytes should not decide: page, warc,\njsonl (a list of JSON too), csv "
           "(and tsv), tar, zip, sqlite",
       .target = &from_,
       .choices = source::input_kind_names()},
      {.names = "--html-key",
       .value = "KEY",
       .about = "the key of rows (JSON, CSV, SQLite) that holds the page as HTML: a name, a\ndotted path or a JSON "
                "pointer; else the usual names are known",
       .target = &options_.keys.html},
      {.names = "--text-key",
       .value = "KEY",
       .about = "the same for the text of the page, where there is no HTML",
       .target = &options_.keys.text},
      {.names = "--url-key",
       .value = "KEY",
       .about = "the same for where it was fetched from",
       .target = &options_.keys.url},
      {.names = "--time-key", .value = "KEY", .about = "the same for when", .target = &options_.keys.time},
      {.names = "--table",
       .value = "NAME",
       .about = "the table of SQLite to read; else all that hold pages",
       .target = &options_.table},
  };
}

source::InputOptions InputFlags::options() const {
  source::InputOptions options = options_;
  options.kind = source::input_kind(from_).value_or(source::InputKind::kAuto);
  return options;
}

std::vector<Flag> with_input_flags(std::vector<Flag> flags, InputFlags& input) {
  for (Flag& flag : input.flags()) flags.push_back(std::move(flag));
  return flags;
}

}  // namespace thresh::cli
