// What a normalizer makes of texts, for forms_score_test.py and url_conformance_test.py.
//
// usage: read_forms TABLE < TEXTS
//        read_forms url-against < TEXTS AND BASES
// A line of TEXTS is a text; of the second form, a text, a tab and a base. The answer is a line for each: the cells of
// its row in tests/normalize/TABLE.tsv, "-" for no value.
#include <algorithm>
#include <iostream>
#include <string>

#include "normalize/normalize.h"
#include "renderings.h"

using namespace thresh;

int main(int argc, char** argv) {
  const std::string_view asked = argc == 2 ? argv[1] : "";
  const auto tables = normalize::tables();
  const auto table = std::ranges::find(tables, asked, &normalize::Table::name);
  if (table == tables.end() && asked != "url-against") return 2;
  for (std::string line; std::getline(std::cin, line);) {
    const std::size_t tab = std::min(line.find('\t'), line.size());
    const std::string_view text = std::string_view(line).substr(0, tab);
    const std::string_view base = std::string_view(line).substr(std::min(tab + 1, line.size()));
    std::cout << (asked == "url-against" ? normalize::url(text, base).value_or("-") : table->render(text)) << '\n';
  }
  return 0;
}
