// Pages to draft from, for the tests of this room.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "convert/pages.h"
#include "induction/draft_rules.h"
#include "induction/example_page.h"

namespace thresh::tests {

// A page and what it was read as; the text stays where it is.
struct Read {
  explicit Read(std::string html) : text(std::make_unique<std::string>(std::move(html))) {
    convert::Input input = input_of("p.html", *text);
    auto read = induction::ExamplePage::read(input, {});
    REQUIRE(read);
    page = std::move(*read);
  }
  std::unique_ptr<std::string> text;
  std::unique_ptr<induction::ExamplePage> page;
};

inline induction::Draft draft_of(const std::vector<std::string>& pages, std::string_view url = "") {
  std::vector<convert::Input> inputs;
  for (const std::string& page : pages) {
    inputs.push_back(input_of("p.html", page));
    inputs.back().url = url;
  }
  auto draft = induction::draft_rules(inputs, {});
  REQUIRE(draft);
  return std::move(*draft);
}

// A post of a board. `extra` stands behind the text.
inline std::string board_post(std::string_view name, std::string_view day, std::string_view text,
                              std::string_view extra = "") {
  return "<div class=post><div class=who><a class=user href=/u/" + std::string(name) + ">" + std::string(name) +
         "</a></div><div class=head><time datetime=2024-03-" + std::string(day) + ">March " + std::string(day) +
         "</time></div><div class=text><p>" + std::string(text) + "</p>" + std::string(extra) + "</div></div>";
}

inline std::string board(std::string_view title, const std::vector<std::string>& posts) {
  std::string out = "<html><head><title>" + std::string(title) +
                    "</title></head><body><nav><a href=/>Home</a> <a href=/new>New "
                    "posts</a></nav><h1>" +
                    std::string(title) + "</h1><div class=posts>";
  for (const std::string& post : posts) out += post;
  return out + "</div><footer>Powered by a board that nobody knows</footer></body></html>";
}

inline const std::vector<std::string>& board_texts() {
  static const std::vector<std::string> kTexts = {
      "My bicycle lamp goes out whenever I ride over a bump, and I have already changed the bulb twice this winter.",
      "That sounds like a loose cable at the dynamo. Mine did the same until I soldered the contact and taped it.",
      "Check the ground as well. On older frames the paint keeps the lamp from touching the metal of the fork.",
      "Thank you both, it was the cable. I found it broken right behind the connector and replaced the whole wire."};
  return kTexts;
}

inline std::vector<std::string> board_posts(std::string_view extra = "") {
  std::vector<std::string> out;
  const std::vector<std::string> names = {"marie", "tomasz", "ines", "marie"};
  for (std::size_t i = 0; i < 4; ++i) {
    out.push_back(board_post(names[i], "1" + std::to_string(i), board_texts()[i], extra));
  }
  return out;
}

}  // namespace thresh::tests
