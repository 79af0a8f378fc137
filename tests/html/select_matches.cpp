// What selectors find on a page, for a Python test that asks another library the same (soupsieve_test.py).
//
// usage: select_matches < JOBS
// A job is two lines, the size of a page and of its selectors in bytes, then both; each selector is a line. The answer
// to a job: the number of elements, a line for each (its name, attributes and own text), the number of selectors and a
// line for each: the numbers of the elements that it finds, from 0, or a '!' and what is wrong with it.
#include <cstdio>
#include <iostream>
#include <string>
#include <unordered_map>

#include "base/arena.h"
#include "html/parse.h"
#include "html/selector.h"

using namespace thresh;

namespace {

// On one line, tabs left over for what parts the columns.
std::string escaped(std::string_view text) {
  std::string out;
  for (const char c : text) {
    const std::string_view escape = c == '\\' ? "\\\\" : c == '\n' ? "\\n" : c == '\t' ? "\\t" : "";
    escape.empty() ? out += c : out += escape;
  }
  return out;
}

std::string element_line(const html::Document& document, html::NodeId id) {
  std::string out(document.name(id));
  for (const html::Attribute& attribute : document.attributes(id)) {
    out.append("\t").append(document.name(attribute)).append("=").append(escaped(document.value(attribute)));
  }
  out += '\t';
  for (html::NodeId child = document.first_child(id); child != html::kNoNode; child = document.next_sibling(child)) {
    if (document.is_text(child)) out += escaped(document.text(child));
  }
  return out;
}

std::string found_line(const html::Document& document, const std::unordered_map<html::NodeId, std::size_t>& numbers,
                       std::string_view source) {
  const auto selector = html::Selector::compile(source);
  if (!selector) return "!" + escaped(selector.error().message);
  html::Budget budget{1'000'000'000};
  std::string out;
  for (const html::NodeId node : selector->select(document, 0, budget)) {
    out += out.empty() ? "" : " ";
    out += std::to_string(numbers.at(node));
  }
  return out;
}

void answer(const std::string& page, std::string_view selectors) {
  base::Arena arena;
  const html::Document document = html::parse(page, {}, arena);
  std::unordered_map<html::NodeId, std::size_t> numbers;
  std::string elements, found;
  for (html::NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    numbers.emplace(id, numbers.size());
    elements += element_line(document, id) + '\n';
  }
  std::size_t count = 0;
  for (; !selectors.empty(); ++count) {
    const std::size_t end = selectors.find('\n');
    found += found_line(document, numbers, selectors.substr(0, end)) + '\n';
    selectors.remove_prefix(end == std::string_view::npos ? selectors.size() : end + 1);
  }
  std::cout << numbers.size() << '\n' << elements << count << '\n' << found << std::flush;
}

}  // namespace

int main() {
  std::size_t page_size = 0, selectors_size = 0;
  while (std::cin >> page_size >> selectors_size) {
    std::cin.ignore(1);
    std::string page(page_size, '\0'), selectors(selectors_size, '\0');
    std::cin.read(page.data(), static_cast<std::streamsize>(page_size));
    std::cin.read(selectors.data(), static_cast<std::streamsize>(selectors_size));
    answer(page, selectors);
  }
}
