// See address.h.
#include "structured/address.h"

#include <algorithm>

#include "base/ascii.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

constexpr std::size_t kNone = std::string_view::npos;

// The length of a scheme with its colon: 0 where the reference has none.
std::size_t scheme_length(std::string_view reference) {
  const std::size_t colon = reference.find(':');
  if (colon == kNone || colon == 0) return 0;
  const std::string_view scheme = reference.substr(0, colon);
  const bool sound = std::ranges::all_of(
      scheme, [](char c) { return base::is_ascii_alphanumeric(c) || c == '+' || c == '-' || c == '.'; });
  return sound && !base::is_ascii_digit(scheme.front()) ? colon + 1 : 0;
}

// Where the path of an address begins: behind its scheme and host.
std::size_t path_begin(std::string_view address) {
  std::size_t at = scheme_length(address);
  if (address.substr(at).starts_with("//")) at = address.find_first_of("/?#", at + 2);
  return std::min(at, address.size());
}

// Takes "." and ".." out of a path (section 5.2.4).
std::string without_dots(std::string_view path) {
  std::string out;
  while (!path.empty()) {
    const std::size_t end = std::min(path.find('/', 1), path.size());
    const std::string_view segment = path.substr(0, end);  // with the slash before it
    path.remove_prefix(end);
    if (segment == "/..") {
      out.resize(std::min(out.rfind('/'), out.size()));
    } else if (segment != "/.") {
      out += segment;
    }
    if (path.empty() && (segment == "/.." || segment == "/.")) out += '/';
  }
  return out;
}

}  // namespace

std::string resolve(std::string_view reference, std::string_view base) {
  reference = text::trim_ascii(reference);
  if (base.empty() || scheme_length(reference) > 0) return std::string(reference);
  const std::string_view whole = base.substr(0, base.find('#'));
  if (reference.empty()) return std::string(whole);
  if (reference.starts_with("//")) return std::string(base.substr(0, scheme_length(base))) + std::string(reference);
  if (reference.starts_with('#')) return std::string(whole) + std::string(reference);
  const std::string_view page = whole.substr(0, whole.find('?'));
  if (reference.starts_with('?')) return std::string(page) + std::string(reference);
  const std::size_t root = path_begin(page);
  const std::size_t end = std::min(reference.find_first_of("?#"), reference.size());
  std::string path(reference.substr(0, end));
  if (!path.starts_with('/')) {
    const std::string_view folder = page.substr(root, std::max(page.rfind('/') + 1, root) - root);
    path = (folder.empty() ? "/" : std::string(folder)) + path;
  }
  return std::string(page.substr(0, root)) + without_dots(path) + std::string(reference.substr(end));
}

std::string base_address(const html::Document& document, std::string_view url) {
  for (html::NodeId id = document.find("base"); id < document.size(); ++id) {
    if (!document.is_element(id) || document.name(id) != "base") continue;
    if (const auto target = document.attribute(id, "href")) return resolve(*target, url);
  }
  return std::string(url);
}

bool is_web_address(std::string_view text) {
  text = text::trim_ascii(text);
  if (text.find_first_of(" \t\n\r") != kNone) return false;
  const std::string start = text::ascii_lower(text.substr(0, 8));
  return start.starts_with("http://") || start.starts_with("https://") || start.starts_with("//") ||
         (start.starts_with("www.") && text.find('.', 4) != kNone);
}

std::string_view bare_address(std::string_view address) {
  address = text::trim_ascii(address);
  address = address.substr(0, address.find_first_of("?#"));
  address.remove_prefix(scheme_length(address));
  while (address.starts_with('/')) address.remove_prefix(1);
  if (address.starts_with("www.")) address.remove_prefix(4);
  while (address.ends_with('/')) address.remove_suffix(1);
  return address;
}

}  // namespace thresh::structured
