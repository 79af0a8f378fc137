// The heads of the shipped selector files against the whole files.
#include "rules/shipped.h"

#include <catch2/catch.hpp>
#include <thread>

#include "rules/load.h"

namespace thresh::rules {
namespace {

// What a condition says, one line each.
std::string words(const Match& match) {
  std::string out;
  for (const std::string& url : match.urls) out += "url " + url + '\n';
  for (const html::Selector& selector : match.html) out += "html " + selector.source() + '\n';
  for (const text::Pattern& pattern : match.text) out += "text " + std::string(pattern.source()) + '\n';
  return out;
}

TEST_CASE("A head says of each shipped file what the whole one says of when it applies") {
  const Loaded all = load_shipped({});
  REQUIRE(all);
  const Shipped shipped({});
  CHECK(shipped.errors().empty());
  REQUIRE(shipped.heads().size() == all->size());
  for (std::size_t i = 0; i < all->size(); ++i) {
    const Rules &head = shipped.heads()[i], &whole = (*all)[i];
    INFO(whole.file << ' ' << whole.variant);
    CHECK(head.id == whole.id);
    CHECK(head.file == whole.file);
    CHECK(head.variant == whole.variant);
    CHECK(head.kind == whole.kind);
    CHECK(words(head.match) == words(whole.match));
    CHECK(words(head.within) == words(whole.within));
    CHECK(head.html.has_value() == whole.html.has_value());
    CHECK(head.text.has_value() == whole.text.has_value());
  }
}

TEST_CASE("The whole of a head is what the file says, whoever asks first") {
  const Loaded all = load_shipped({});
  REQUIRE(all);
  const Shipped shipped({});
  REQUIRE(shipped.heads().size() == all->size());
  std::vector<const Rules*> seen(2 * all->size());
  const auto ask = [&](std::size_t from) {
    for (std::size_t i = 0; i < all->size(); ++i) seen[from + i] = &shipped.whole(shipped.heads()[i]);
  };
  std::thread other(ask, 0);
  ask(all->size());
  other.join();
  for (std::size_t i = 0; i < all->size(); ++i) {
    INFO((*all)[i].file << ' ' << (*all)[i].variant);
    CHECK(seen[i] == seen[all->size() + i]);
    CHECK(resolved(*seen[i]) == resolved((*all)[i]));
  }
}

TEST_CASE("A head keeps conditions and names, of variants too, and nothing else") {
  CHECK(head_of("# a comment\nrules: a/b@1\nrecord: qa\nmatch:\n  html:\n    - .x\n\n    # why\n    - .y\nuse: {a: b}\n"
                "html:\n  title: h1\ndrop: [nav]\n") ==
        "rules: a/b@1\nrecord: qa\nmatch:\n  html:\n    - .x\n    - .y\nhtml: {url: a}\n");
  CHECK(head_of("variants:\n  - name: old\n    match:\n      html: .x\n    html:\n      title: h1\n  - drop: [nav]\n"
                "    match: {html: .y}\n    text:\n      lines: {}\n") ==
        "variants:\n  - name: old\n    match:\n      html: .x\n    html: {url: a}\n  - match: {html: .y}\n"
        "    text: {lines: {a: {line: 1, to: url}}, layout: a}\n");
}

}  // namespace
}  // namespace thresh::rules
