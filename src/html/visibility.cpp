// See visibility.h. Names of classes and attributes, as the common frameworks and themes use them.
#include "html/visibility.h"

#include <algorithm>
#include <array>
#include <string>
#include <string_view>

#include "base/ascii.h"
#include "html/element_style.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

// Class names that hide an element in the style sheets of common frameworks and themes.
constexpr std::array<std::string_view, 14> kHidingClasses = {
    "ng-hide",           "d-none",        "hidden",    "hide",         "is-hidden",      "u-hidden",
    "visually-hidden",   "sr-only",       "invisible", "display-none", "visuallyhidden", "screen-reader-text",
    "element-invisible", "element-hidden"};

// The names that Bootstrap ("d-md-block") and Tailwind ("md:flex") give to screens wider than a phone's.
constexpr std::array<std::string_view, 7> kScreens = {"sm", "md", "lg", "xl", "xxl", "2xl", "print"};

constexpr std::array<std::string_view, 6> kApplicationMarks = {"ng-app", "ng-version",  "ng-strict-di",
                                                               "ng-csp", "data-ng-app", "ng-controller"};

constexpr std::array<std::string_view, 8> kDirectivePrefixes = {"ng-", "data-ng-", "v-", "x-",
                                                                "*",   "[",        "(",  "data-bind"};

constexpr std::size_t kLongestNotice = 200;  // bytes

// Calls `done` for each word of `text` until it returns true; whether it did.
template <class Done>
bool any_word(std::string_view text, Done done) {
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && base::is_ascii_space(text[at])) ++at;
    const std::size_t start = at;
    while (at < text.size() && !base::is_ascii_space(text[at])) ++at;
    if (at > start && done(text.substr(start, at - start))) return true;
  }
  return false;
}

// "d-md-block", "md:flex", "lg:inline": shown again on a wider screen.
bool shows_again(std::string_view word) {
  return std::ranges::any_of(kScreens, [&](std::string_view screen) {
    std::string_view rest = word;
    const bool bootstrap = rest.starts_with("d-");
    if (bootstrap) rest.remove_prefix(2);
    if (!rest.starts_with(screen) || rest.size() <= screen.size()) return false;
    rest.remove_prefix(screen.size());
    return bootstrap ? rest[0] == '-' && rest != "-none" : rest[0] == ':' && !rest.contains("hidden");
  });
}

// A bit for each length that a hiding class has: most words have another.
constexpr std::uint32_t kHidingLengths = [] {
  std::uint32_t lengths = 0;
  for (const std::string_view name : kHidingClasses) lengths |= 1U << name.size();
  return lengths;
}();

bool is_hiding(std::string_view word) {
  if (word.size() >= 32 || (kHidingLengths >> word.size() & 1) == 0) return false;
  return std::ranges::any_of(kHidingClasses, [&](std::string_view name) {
    return name.size() == word.size() && name[0] == word[0] && name == word;
  });
}

bool hides_by_class(std::string_view classes) {
  const bool hiding = any_word(classes, is_hiding);
  return hiding && !any_word(classes, shows_again);
}

// Whether a style attribute sets display to none or visibility to hidden.
bool hides_by_style(std::string_view style) {
  std::string squeezed = text::ascii_lower(style);
  std::erase_if(squeezed, base::is_ascii_space);
  for (std::string_view rest = squeezed; !rest.empty();) {
    const std::string_view declaration = rest.substr(0, rest.find(';'));
    rest.remove_prefix(std::min(declaration.size() + 1, rest.size()));
    const std::string_view bare = declaration.substr(0, declaration.find('!'));  // "!important"
    if (bare == "display:none" || bare == "visibility:hidden") return true;
  }
  return false;
}

// The text of a noscript that is no longer than a notice; longer ones end early.
std::string short_text(const Document& document, NodeId node) {
  std::string text;
  for (NodeId id = node + 1; id < document.node(node).end && text.size() <= kLongestNotice; ++id) {
    if (document.type(id) == NodeType::kText) text += document.text(id).substr(0, kLongestNotice + 1);
  }
  return text::ascii_lower(text::collapse_spaces(text));
}

bool is_notice(const Document& document, NodeId noscript) {
  const std::string text = short_text(document, noscript);
  if (text.size() > kLongestNotice) return false;
  if (text.empty() || text.contains("javascript") || text.contains("cookies")) return true;
  return text.contains("enable") && text.contains("script");
}

}  // namespace

bool hides(const Document& document, NodeId element) {
  const Name name = document.node(element).name;
  if (name == Name::kHtml || name == Name::kBody) return false;
  bool open = false;
  for (const Attribute& attribute : document.attributes(element)) {
    const Name said = attribute.name();
    const auto value = [&] { return document.value(attribute); };
    if (said == Name::kHidden) return true;
    if (said == Name::kAriaHidden && text::equals_ignoring_ascii_case(value(), "true")) return true;
    if (said == Name::kStyle && hides_by_style(value())) return true;
    if (said == Name::kClass && hides_by_class(value())) return true;
    if (said == Name::kOpen) open = true;
  }
  return name == Name::kDialog && !open;
}

bool has_directive(const Document& document, NodeId element) {
  return std::ranges::any_of(document.attributes(element), [&](const Attribute& attribute) {
    if (static_cast<std::uint32_t>(attribute.name()) < kKnownNames) return false;  // none of those is a directive
    const std::string_view name = document.name(attribute);
    if (std::ranges::find(kApplicationMarks, name) != kApplicationMarks.end()) return false;
    return std::ranges::any_of(kDirectivePrefixes, [&](std::string_view prefix) { return name.starts_with(prefix); });
  });
}

bool never_shown(const Document& document, NodeId element) {
  const Role role = style_of(document.names(), document.node(element).name).role;
  return role == Role::kNeverShown || (role == Role::kNoscript && is_notice(document, element));
}

Visibility::Visibility(const Document& document) : flags_(document.size(), 0) {
  for (NodeId id = 0; id < document.size(); ++id) {
    if (!document.is_element(id)) continue;
    const int flags = (html::hides(document, id) ? kHides : 0) | (html::has_directive(document, id) ? kDirective : 0);
    flags_[id] = static_cast<std::uint8_t>(flags);
  }
}

bool in_template(const Document& document, const Visibility& visibility, NodeId element) {
  for (NodeId up = element; up != kNoNode && document.is_element(up); up = document.parent(up)) {
    if (visibility.hides(up) || visibility.has_directive(up) || never_shown(document, up)) return true;
  }
  return false;
}

}  // namespace thresh::html
