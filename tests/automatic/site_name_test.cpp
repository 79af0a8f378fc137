// Titles and the names of their sites.
#include "automatic/site_name.h"

#include <catch2/catch.hpp>

using namespace thresh::automatic;

TEST_CASE("a title is parted at signs between words") {
  using Parts = std::vector<std::string_view>;
  CHECK(title_parts("Rain in May - The Daily") == Parts{"Rain in May", "The Daily"});
  CHECK(title_parts("Rain|Daily \u2014 News") == Parts{"Rain", "Daily", "News"});
  CHECK(title_parts("Long-distance movers: a guide") == Parts{"Long-distance movers: a guide"});
  CHECK(title_parts(" - ").empty());
  CHECK(title_parts("").empty());
}

TEST_CASE("a site is known by what it calls itself, by its host, by its initials") {
  CHECK(SiteName("The Daily", "").without("Rain in May - The Daily") == "Rain in May");
  CHECK(SiteName("", "https://www.thedaily.com/x").without("Rain in May | The Daily") == "Rain in May");
  CHECK(SiteName("", "https://www.bbc.co.uk/x").without("BBC - Rain in May") == "Rain in May");
  CHECK(SiteName("", "https://nps.gov/").without("Webcams - Yosemite (National Park Service)") ==
        "Webcams - Yosemite (National Park Service)");
  CHECK(SiteName("", "https://nps.gov/").without("Webcams - National Park Service") == "Webcams");
}

TEST_CASE("what is no site's name stays, and so does a title that is nothing else") {
  CHECK(SiteName("The Daily", "https://thedaily.com").without("Rain - the first part") == "Rain - the first part");
  CHECK(SiteName("The Daily", "https://thedaily.com").without("The Daily") == "The Daily");
  CHECK(SiteName("", "").without("") == "");
}
