// robots.txt (RFC 9309): what a site asks crawlers to leave alone, as a list of rules, and whether a path may be
// fetched.
//
// A file is read line by line, groups by the product tokens that they name; the groups of one token are one (section
// 2.2.1). Of the rules that match, the longest decides, and of equals `Allow` (section 2.2.2). Every decision names the
// line that made it, so that it can be recorded.
//
// What real files have and the grammar does not is read as it was meant:
//   - a byte order mark, CR or LF or both as line ends, NUL and other controls, bytes that are no UTF-8;
//   - "Useragent", "User agent"; "Dissallow", "Dissalow", "Disalow", "Diasllow", "Disallaw"; "Crawldelay", "Crawl
//     delay"; "Site-map", "Sitemaps"; in any case;
//   - white space where the colon should be ("Disallow /private");
//   - a token with a version or words behind it ("ExampleBot/1.0"), of which the first letters, "-" and "_" count;
//   - an empty line between a group's agents and its rules, and none between two groups.
// A rule whose pattern starts neither with "/" nor with "*" is no rule (section 2.2, path-pattern). Other lines, such
// as `Crawl-delay:`, neither start nor end a group (section 2.2.4).
//
// Time is linear in the file when it is read, and in the rules of the group and the path when it is asked; patterns
// with many stars are no dearer than others.
//
// Tested by tests/fetch/robots_test.cpp, tests/fetch/robots_protego_test.py and fuzz/robots_fuzz.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::fetch {

// The product token of an agent's name: "clinic-dataset (mail@clinic.example)" is "clinic-dataset". Lower case.
std::string product_token(std::string_view agent);

struct RobotsDecision {
  bool allowed = true;
  std::uint32_t line = 0;  // of the rule that decided, from 1; 0: no rule matches
  std::string rule;        // that line's pattern as it is written, at most 200 bytes of it; empty where none matches
};

class Robots {
 public:
  // How much of a file is read. At least 500 KiB must be (section 2.5); a line that this cuts is no line.
  static constexpr std::size_t kMostBytes = std::size_t{1} << 20;
  static constexpr std::int64_t kLongestDelay = 3'600'000;  // milliseconds; what asks for more gets an hour

  Robots() = default;  // allows everything
  static Robots parse(std::string_view bytes);

  // May `agent` (its name or its product token) fetch `path`, which is a URL's path with its query ("/a?b")?
  // /robots.txt itself always may (section 2.2.2).
  RobotsDecision ask(std::string_view agent, std::string_view path) const;

  // What the agent's group asks for between two requests, in milliseconds. No standard has it; it is the longest of the
  // group's lines.
  std::optional<std::int64_t> crawl_delay(std::string_view agent) const;

  // The addresses of the `Sitemap:` lines, as they are written, whatever group they stand in.
  const std::vector<std::string>& sitemaps() const { return sitemaps_; }
  // The file was longer than kMostBytes.
  bool is_cut() const { return cut_; }

 private:
  struct Rule {
    std::string pattern;  // in the form that paths are compared in
    std::string written;
    std::uint32_t line = 0;
    bool allow = false;
  };
  // The rules that stand below some agents. One token may have several; agents share them, so that a file of many
  // agents and many rules costs no more than its size.
  struct Section {
    std::size_t begin = 0, end = 0;  // of its rules
    std::int64_t delay = -1;         // milliseconds; -1: says nothing
  };
  struct Agent {
    std::string token;  // "*" for all
    std::size_t section = 0;
    auto operator<=>(const Agent&) const = default;
  };
  class Reader;

  std::span<const Agent> sections_of(std::string_view agent) const;

  std::vector<Rule> rules_;
  std::vector<Section> sections_;
  std::vector<Agent> agents_;  // sorted
  std::vector<std::string> sitemaps_;
  bool cut_ = false;
};

}  // namespace thresh::fetch
