// Titles and the names of their sites.
#include "automatic/site_name.h"

#include <catch2/catch.hpp>

using namespace thresh::automatic;

TEST_CASE("a title is parted at signs between words") {
  using Parts = std::vector<std::string_view>;
  CHECK(title_parts("Rain in May - The Daily") == Parts{"Rain in May", "The Daily"});
  CHECK(title_parts("Rain|Daily \u2014 News") == Parts{"Rain", "Daily", "News"});
  CHECK(title_parts("Long-distance movers: a guide") == Parts{"Long-distance movers: a guide"});
  CHECK(title_parts("成都新增三条地铁线路_川蜀网") == Parts{"成都新增三条地铁线路", "川蜀网"});
  CHECK(title_parts("雨の五月｜朝陽新聞") == Parts{"雨の五月", "朝陽新聞"});
  CHECK(title_parts("snake_case - long-distance") == Parts{"snake_case", "long-distance"});
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

TEST_CASE("a site's name may be its whole host, have a mark, or stand before what it is") {
  CHECK(SiteName("", "https://www.bcn.example/x").without("Rain in May | bcn.example") == "Rain in May");
  CHECK(SiteName("", "https://getwet.agency/").without("Rain for all | Get Wet Agency") == "Rain for all");
  CHECK(SiteName("Leeds Rain Wear\u00ae", "").without("Coats for May | Leeds\u00ae Rain Wear") == "Coats for May");
  CHECK(SiteName("", "https://www.aura.example/x").without("Umbrellas for all and more | Aura Official Site") ==
        "Umbrellas for all and more");
  CHECK(SiteName("", "https://www.aura.example/x").without("Rain | Aura brings umbrellas to all") ==
        "Rain | Aura brings umbrellas to all");
}

TEST_CASE("what is no site's name stays, and so does a title that is nothing else") {
  CHECK(SiteName("The Daily", "https://thedaily.com").without("Rain - the first part") == "Rain - the first part");
  CHECK(SiteName("The Daily", "https://thedaily.com").without("The Daily") == "The Daily");
  CHECK(SiteName("", "").without("") == "");
}
