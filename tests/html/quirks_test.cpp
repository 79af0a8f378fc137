// Tests of html/tree/quirks.h: section 13.2.6.4.1 of the HTML standard.
#include "html/tree/quirks.h"

#include <catch2/catch.hpp>

namespace thresh::html {
namespace {

bool quirky(std::string_view name, std::optional<std::string_view> public_id = {},
            std::optional<std::string_view> system_id = {}, bool force = false) {
  Doctype doctype;
  doctype.name = name;
  doctype.public_id = public_id;
  doctype.system_id = system_id;
  return is_quirky(doctype, force);
}

TEST_CASE("pages of today are not quirky, those of the nineties are") {
  CHECK_FALSE(quirky("html"));
  CHECK(quirky("html", {}, {}, true));
  CHECK(quirky("svg"));
  CHECK_FALSE(quirky("html", {}, "about:legacy-compat"));
  CHECK(quirky("html", "-//W3C//DTD HTML 3.2 Final//EN"));
  CHECK(quirky("html", "HTML"));
  CHECK(quirky("html", {}, "http://www.ibm.com/data/dtd/v11/ibmxhtml1-transitional.dtd"));
  CHECK_FALSE(quirky("html", "-//W3C//DTD XHTML 1.0 Strict//EN", "http://www.w3.org/TR/xhtml1/DTD/xhtml1-strict.dtd"));
}

TEST_CASE("HTML 4.01 Transitional is quirky without its system identifier only") {
  CHECK(quirky("html", "-//W3C//DTD HTML 4.01 Transitional//EN"));
  CHECK_FALSE(quirky("html", "-//W3C//DTD HTML 4.01 Transitional//EN", "http://www.w3.org/TR/html4/loose.dtd"));
}

}  // namespace
}  // namespace thresh::html
