// Titles without the name of their site: "Rain in May - The Daily" on daily.example is "Rain in May".
//
// A title is parted at signs between words ("|", " - ", " – ", " · " …; beside Chinese, Japanese and Korean without
// spaces); its first or last part is the site's where it
// says what the page calls its site, or what the host is called.
//
// Tested by tests/automatic/site_name_test.cpp.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace thresh::automatic {

// The parts of a title, views of it.
std::vector<std::string_view> title_parts(std::string_view title);

class SiteName {
 public:
  // `name`: what the page calls its site, may be empty. `url`: where the page is from, may be empty.
  SiteName(std::string_view name, std::string_view url);

  // Whether the words are the site's name.
  bool is_site(std::string_view words) const;

  // The stretch of a title that is left without the site's name at its ends; all of it where nothing else would be.
  std::string_view without(std::string_view title) const;

 private:
  // Whether the last words of a title are the site's name and more ("Aura Official Site" on aura.com), behind others
  // that are longer.
  bool is_of_site(std::string_view words, std::string_view before) const;

  std::string name_, host_;          // letters and digits, folded
  std::vector<std::string> labels_;  // of the host, but for those that every host has
};

}  // namespace thresh::automatic
