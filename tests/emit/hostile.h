// Hostile strings for the emitters: the lines of hostile_strings.tsv, some that are too long for a file, and pieces of
// which random ones are made.
#pragma once

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

namespace thresh::emit {

inline std::string utf8_of(std::uint32_t c) {
  const auto byte = [](std::uint32_t bits) { return static_cast<char>(bits); };
  if (c < 0x80) return {byte(c)};
  if (c < 0x800) return {byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F))};
  if (c < 0x10000) return {byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
  return {byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F))};
}

// Resolves the escapes that hostile_strings.tsv describes.
inline std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    if (text[i] != '\\') {
      out += text[i];
      continue;
    }
    const char letter = i + 1 < text.size() ? text[++i] : '?';
    const std::size_t digits = letter == 'x' ? 2 : letter == 'u' ? 4 : letter == 'U' ? 8 : 0;
    std::uint32_t number = 0;
    if (digits > 0) {
      const std::string_view hex = text.substr(i + 1, digits);
      const auto [end, error] = std::from_chars(hex.data(), hex.data() + hex.size(), number, 16);
      if (error != std::errc() || hex.size() != digits || end != hex.data() + digits)
        throw std::runtime_error("bad escape");
      i += digits;
    }
    switch (letter) {
      case 'n':
        out += '\n';
        break;
      case 't':
        out += '\t';
        break;
      case 'r':
        out += '\r';
        break;
      case '\\':
        out += '\\';
        break;
      case 'x':
        out += static_cast<char>(number);
        break;
      case 'u':
      case 'U':
        out += utf8_of(number);
        break;
      default:
        throw std::runtime_error("unknown escape in " + std::string(text));
    }
  }
  return out;
}

// The strings of the file, then the long ones.
inline std::vector<std::string> hostile_strings(const std::string& source_dir) {
  std::vector<std::string> strings;
  std::ifstream in(source_dir + "/tests/emit/hostile_strings.tsv", std::ios::binary);
  for (std::string line; std::getline(in, line);) {
    const std::size_t tab = line.find('\t');
    if (line.starts_with("#") || tab == std::string::npos) continue;
    strings.push_back(unescaped(std::string_view(line).substr(tab + 1)));
  }
  if (strings.empty()) throw std::runtime_error("no hostile strings");
  constexpr std::size_t kMegabyte = std::size_t{1} << 20;
  std::string words;
  while (words.size() < kMegabyte) words += "one line of many words, ";
  strings.push_back(words + "end");                     // plain
  strings.push_back("# " + words + "end");              // single quotes
  strings.push_back(words + "\x7F");                    // double quotes
  strings.push_back(words + "end\nand a second line");  // a block
  strings.push_back(std::string(2000, 'k'));            // longer than a simple key may be
  strings.push_back(": " + std::string(1022, 'k'));
  strings.push_back(std::string(5000, '\n') + "a");
  return strings;
}

// Pieces that mean something to a reader, alone or beside each other.
inline std::vector<std::string> hostile_pieces() {
  std::vector<std::string> pieces = {
      "a", "b", "word", "two words", "1",  "0",  "12",   "2020", "no",  "null", "-",  "--",  "---", ".", "...",
      "?", ":", ": ",   " :",        "#",  " #", "# ",   ",",    "[",   "]",    "{",  "}",   "&",   "*", "!",
      "|", ">", "'",    "\"",        "%",  "@",  "`",    "~",    "=",   "<<",   "\\", "\\n", "+",   "_", "e",
      "x", "T", " ",    "  ",        "\t", "\n", "\n\n", "\n ",  " \n", "\n\t", "\r", "\r\n"};
  for (const std::uint32_t c :
       {0x00,   0x01,   0x1B,   0x7F,   0x80,   0x85,   0xA0,   0xAD,   0xE9,   0x301,   0x200B,  0x2019,  0x2028,
        0x2029, 0x202E, 0x3000, 0xD7FF, 0xE000, 0xFEFF, 0xFFFD, 0xFFFE, 0xFFFF, 0x1F600, 0x1FFFE, 0x10FFFF}) {
    pieces.push_back(utf8_of(c));
  }
  return pieces;
}

}  // namespace thresh::emit
