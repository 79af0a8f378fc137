// Random pages full of markup that says something: items that nest, refer to each other and never close.
#pragma once

#include <rapidcheck.h>

#include <string>
#include <vector>

namespace thresh::tests {

inline rc::Gen<std::string> markup_soup() {
  static const std::vector<std::string> kPieces = {
      "words ",
      "<div itemscope itemtype='http://schema.org/Article http://schema.org/Question' id=a>",
      "<div itemprop='author text' itemscope itemref='a b'>",
      "<p itemprop=headline id=b>",
      "<meta itemprop=datePublished content=2020-01-02>",
      "</div>",
      "</p>",
      "<div class='h-entry p-author' vocab='http://schema.org/' typeof=Article>",
      "<div class='hentry vcard'>",
      "<p class='p-name e-content dt-published'>",
      "<b class='value fn author'>",
      "</b>",
      "<div about='#x' rel='schema:comment' prefix='s: http://s.example/'>",
      "<a property='author s:n' rel=author href='/ann'>",
      "</a>",
      "<i property=headline typeof=Person resource='#x'>",
      "</i>",
      "<meta property=og:image content=i.png><meta property=og:image:width content=3>",
      "<template>",
      "</template>",
      "<script type=application/ld+json>{\"@id\": \"#q\", \"@type\": \"Question\", \"text\": \"<p>x\", "
      "\"suggestedAnswer\": [{\"@id\": \"#q\"}, {\"text\": 1}]}</script>",
      "<script>__INITIAL_STATE__ = {a: [1, 2}]}</script>"};
  return rc::gen::map(rc::gen::container<std::vector<std::string>>(rc::gen::elementOf(kPieces)),
                      [](const std::vector<std::string>& pieces) {
                        std::string page;
                        for (const std::string& piece : pieces) page += piece;
                        return page;
                      });
}

}  // namespace thresh::tests
