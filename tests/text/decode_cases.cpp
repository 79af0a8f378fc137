// For detection_rate.py: decodes pages that say nothing of their encoding. Reads a line for each, its bytes in
// hexadecimal, and writes a line for each: the encoding and the text, in hexadecimal again.
#include <iostream>
#include <string>

#include "text/decode.h"
#include "text/table.h"

int main() {
  std::string line;
  while (std::getline(std::cin, line)) {
    std::string bytes;
    for (std::size_t i = 0; i + 1 < line.size(); i += 2) {
      bytes += static_cast<char>(static_cast<std::uint8_t>(thresh::tests::hexadecimal(line.substr(i, 2))));
    }
    thresh::base::Arena arena;
    const thresh::text::Decoded page = thresh::text::decode(bytes, true, {}, arena);
    std::cout << page.charset << '\t';
    constexpr std::string_view kDigits = "0123456789abcdef";
    for (const char c : page.text) {
      const auto byte = static_cast<std::uint8_t>(c);
      std::cout << kDigits[byte >> 4] << kDigits[byte & 15];
    }
    std::cout << '\n';
  }
}
