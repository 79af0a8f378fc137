// See page_address.h: cut into parts, each brought to its one form, put together again.
#include "record/page_address.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <vector>

#include "base/ascii.h"
#include "base/embedded.h"
#include "base/rows.h"

namespace thresh::record {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = base::ascii_lower(c);
  return out;
}

// Takes what stands before the first `mark` off `rest`, and the mark; all of it where there is no mark.
std::string_view take_until(std::string_view& rest, char mark) {
  const std::size_t end = std::min(rest.find(mark), rest.size());
  const std::string_view part = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  return part;
}

// Takes what follows the first `mark` off `text`, and the mark.
std::string_view take_tail(std::string_view& text, char mark) {
  std::string_view tail = text;
  text = take_until(tail, mark);
  return tail;
}

// --- Escapes.

int hex_digit(char c) {
  if (base::is_ascii_digit(c)) return c - '0';
  const char small = base::ascii_lower(c);
  return small >= 'a' && small <= 'f' ? small - 'a' + 10 : -1;
}

// RFC 3986, section 2.3: escaping one of these changes nothing.
bool is_unreserved(char c) { return base::is_ascii_alphanumeric(c) || c == '-' || c == '.' || c == '_' || c == '~'; }

// What no URL may hold unescaped; browsers escape most of it when they follow a link.
bool needs_escape(char c) {
  return c <= ' ' || c >= 0x7F || std::string_view("%\"<>\\^`{|}").find(c) != std::string_view::npos;
}

void append_escaped(std::string& out, char c) {
  constexpr std::string_view kDigits = "0123456789ABCDEF";
  const auto byte = static_cast<std::uint8_t>(c);
  out += '%';
  out += kDigits[byte >> 4];
  out += kDigits[byte & 15];
}

std::string usual_escapes(std::string_view text) {
  std::string out;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const bool escape =
        text[i] == '%' && i + 2 < text.size() && hex_digit(text[i + 1]) >= 0 && hex_digit(text[i + 2]) >= 0;
    // A "%" that starts no escape is one itself, or what comes after it could make it one.
    const char c = escape ? static_cast<char>(hex_digit(text[i + 1]) * 16 + hex_digit(text[i + 2])) : text[i];
    if (escape ? is_unreserved(c) : !needs_escape(c))
      out += c;
    else
      append_escaped(out, c);
    if (escape) i += 2;
  }
  return out;
}

// --- Parts.

// Without "www." where a domain is left after it: "www.com" is one.
std::string usual_host(std::string_view authority) {
  const std::size_t at = authority.rfind('@');
  const std::size_t begin = at == std::string_view::npos ? 0 : at + 1;
  std::string host = lower(authority.substr(begin));
  constexpr std::string_view kTails[] = {":443", ":80", ":", "."};
  for (const std::string_view* tail = kTails; tail != std::end(kTails);) {
    const bool there = host.ends_with(*tail);
    if (there) host.resize(host.size() - tail->size());
    tail = there ? kTails : tail + 1;  // from the first again: "example.org.:443"
  }
  constexpr std::string_view kWww = "www.";
  while (host.starts_with(kWww) && host.find('.', kWww.size()) != std::string::npos) host.erase(0, kWww.size());
  return std::string(authority.substr(0, begin)) + host;
}

// Without the session that Java servers write into the path: "/a;jsessionid=0A1B".
std::string usual_path(std::string_view path) {
  constexpr std::string_view kSession = ";jsessionid=";
  const std::string escaped = usual_escapes(path);
  const std::string small = lower(escaped);
  std::string out;
  for (std::size_t at = 0; at < escaped.size();) {
    const std::size_t session = std::min(small.find(kSession, at), small.size());
    out.append(escaped, at, session - at);
    at = session == small.size() ? session : std::min(small.find('/', session), small.size());
  }
  while (out.ends_with('/')) out.pop_back();
  return out;
}

struct Tracking {
  std::vector<std::string_view> names, starts;

  static const Tracking& table() {
    static const Tracking kTable = [] {
      Tracking table;
      base::for_each_row(base::embedded("data/tracking_parameters.tsv"), [&](std::string_view row) {
        std::string_view name = base::take_column(row);
        if (!row.empty()) return;  // what tracks on some hosts only; normalize::url knows it
        if (name.ends_with('*')) {
          name.remove_suffix(1);
          table.starts.push_back(name);
        } else {
          table.names.push_back(name);
        }
      });
      std::ranges::sort(table.names);
      return table;
    }();
    return kTable;
  }

  bool has(std::string_view parameter) const {
    const std::string name = lower(parameter);
    return std::ranges::binary_search(names, std::string_view(name)) ||
           std::ranges::any_of(starts, [&](std::string_view start) { return name.starts_with(start); });
  }
};

struct Parameter {
  std::string name, text;
  std::size_t place;  // among the others: those of one name keep their order
};

std::string usual_query(std::string_view query) {
  std::vector<Parameter> parameters;
  bool all_named = true;
  while (!query.empty()) {
    std::string text = usual_escapes(take_until(query, '&'));
    const std::size_t equals = text.find('=');
    std::string name = text.substr(0, equals);
    if (text.empty() || Tracking::table().has(name)) continue;
    all_named = all_named && equals != std::string::npos && equals > 0;
    parameters.push_back({std::move(name), std::move(text), parameters.size()});
  }
  if (all_named) {
    std::ranges::sort(parameters, [](const Parameter& a, const Parameter& b) {
      return a.name != b.name ? a.name < b.name : a.place < b.place;
    });
  }
  std::string out;
  for (const Parameter& parameter : parameters) (out += out.empty() ? '?' : '&') += parameter.text;
  return out;
}

bool is_route(std::string_view fragment) { return fragment.starts_with('!') || fragment.starts_with('/'); }

}  // namespace

std::string page_address(std::string_view url) {
  std::string_view rest = url;
  const std::string scheme = lower(take_until(rest, ':'));
  if ((scheme != "http" && scheme != "https") || !rest.starts_with("//")) return std::string(url);
  rest.remove_prefix(2);
  const std::string_view fragment = take_tail(rest, '#');
  const std::string_view query = take_tail(rest, '?');
  const std::size_t path = std::min(rest.find('/'), rest.size());
  std::string out = "https://" + usual_host(rest.substr(0, path));
  out += usual_path(rest.substr(path));
  out += usual_query(query);
  if (is_route(fragment)) (out += '#') += usual_escapes(fragment);
  return out;
}

}  // namespace thresh::record
