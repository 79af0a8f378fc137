// Random pages for the property tests: tags that close, nest and break each other, with text, comments and entities
// between them.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace thresh::html {

inline rc::Gen<std::string> tag_soup() {
  static const std::vector<std::string> kPieces = {
      "one",        " ",           "\n",        "two words ", "&amp;",        "&nbsp;",        "é",
      "<p>",        "</p>",        "<div>",     "</div>",     "<b>",          "</b>",          "<i>",
      "</i>",       "<a href=x>",  "</a>",      "<br>",       "<ul>",         "<li>",          "</li>",
      "</ul>",      "<ol>",        "</ol>",     "<h2>",       "</h2>",        "<pre>",         "</pre>",
      "<code>",     "</code>",     "<table>",   "<tr>",       "<td>",         "</td>",         "</tr>",
      "</table>",   "<span>",      "</span>",   "<!-- c -->", "<blockquote>", "</blockquote>", "<script>x</script>",
      "<svg>",      "</svg>",      "<select>",  "<option>",   "</select>",    "<textarea>",    "</textarea>",
      "<template>", "</template>", "<form>",    "</form>",    "<noscript>",   "</noscript>",   "<x-y class=z>",
      "</x-y>",     "<button>",    "</button>", "<math>",     "<mi>",         "</math>"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string page;
                        for (const std::string& piece : pieces) page += piece;
                        return page;
                      });
}

}  // namespace thresh::html
