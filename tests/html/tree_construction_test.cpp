// Tree construction against the cases of html5lib (shared/conformance/html5lib/tree-construction), on every kind of
// block, and how many of them there have to be.
#include <algorithm>
#include <catch2/catch.hpp>

#include "html/parse.h"
#include "html/tree_dump.h"
#include "shared_data.h"

namespace thresh::html {
namespace {

struct Case {
  std::string where;
  std::string data, document, fragment;
  bool scripting_off = false, scripting_on = false;
};

// The format: sections "#name", the data of each up to the next; cases begin with "#data".
std::vector<Case> read_cases_of(const std::filesystem::path& path) {
  std::vector<Case> cases;
  std::istringstream lines(read_file(path));
  std::string line, section;
  for (std::size_t number = 1; std::getline(lines, line); ++number) {
    if (line == "#data") cases.push_back({path.filename().string() + ":" + std::to_string(number), {}, {}, {}});
    const bool starts = line == "#data" || line == "#errors" || line == "#new-errors" || line == "#document-fragment" ||
                        line == "#script-off" || line == "#script-on" || line == "#document";
    if (starts) {
      section = line;
      if (line == "#script-off") cases.back().scripting_off = true;
      if (line == "#script-on") cases.back().scripting_on = true;
      continue;
    }
    if (section == "#data") cases.back().data += line + "\n";
    if (section == "#document") cases.back().document += line + "\n";
    if (section == "#document-fragment") cases.back().fragment += line;
  }
  for (Case& one : cases) {
    if (!one.data.empty()) one.data.pop_back();
    while (one.document.ends_with("\n\n")) one.document.pop_back();
  }
  return cases;
}

std::string tree_of(const Case& one, bool scripting, simd::Level level) {
  base::Arena arena;
  const ParseOptions options{.scripting = scripting, .level = level};
  if (one.fragment.empty()) return dump_tree(parse(one.data, {}, arena, options));
  const Document document = parse_fragment(one.data, fragment_context(one.fragment), {}, arena, options);
  return dump_tree(document, document.find("html"));
}

TEST_CASE("trees are those of html5lib's cases") {
  std::size_t count = 0, with_scripting = 0;
  for (const auto& path : shared_files("conformance/html5lib/tree-construction", ".dat")) {
    for (const Case& one : read_cases_of(path)) {
      ++count;
      with_scripting += one.scripting_on;
      for (const simd::Level level : simd::levels()) {
        INFO(one.where << " on " << simd::name(level) << "\n" << one.data);
        if (!one.scripting_on) CHECK(tree_of(one, false, level) == one.document);
        if (!one.scripting_off) CHECK(tree_of(one, true, level) == one.document);
      }
    }
  }
  if (count == 0) return;
  CHECK(count == 1792);
  CHECK(with_scripting == 8);
}

// What html5lib's cases do not ask.
TEST_CASE("trees of odd places") {
  const auto tree = [](const std::string& page) {
    base::Arena arena;
    return dump_tree(parse(page, {}, arena));
  };
  // A comment in foreign content stays there, whatever the mode (section 13.2.6.5).
  CHECK(tree("<body><svg></body><!--x-->") ==
        "| <html>\n|   <head>\n|   <body>\n|     <svg svg>\n|       <!-- x -->\n");
  // Text after a column that is in no group (section 13.2.6.4.12).
  CHECK(tree("<template><col>a b</template>") ==
        "| <html>\n|   <head>\n|     <template>\n|       content\n|         <col>\n|         \" \"\n|   <body>\n");
  // A selectedcontent inside of an option is not filled (section 4.10.10).
  CHECK(tree("<select><option>1<selectedcontent>") ==
        "| <html>\n|   <head>\n|   <body>\n|     <select>\n|       <option>\n|         \"1\"\n"
        "|         <selectedcontent>\n");
  // Step 2 of the adoption agency asks for the whole list of active formatting elements, not for its last part: the
  // end tag of the template leaves <object>'s marker away and its own in the list (section 13.2.6.4.7).
  CHECK(tree("<body><b><template><b><object></template></b>x") ==
        "| <html>\n|   <head>\n|   <body>\n|     <b>\n|       <template>\n|         content\n|           <b>\n"
        "|             <object>\n|       \"x\"\n");
}

}  // namespace
}  // namespace thresh::html
