// See outline_stack.h. Start tags first, then end tags, then the two lists themselves.
#include "html/gumbo/outline_stack.h"

#include <algorithm>
#include <iterator>
#include <utility>

#include "text/unicode.h"

namespace thresh::html {
namespace {

// The adoption agency algorithm gives up after so many rounds, one for each block between (section 13.2.6.4.7).
constexpr std::size_t kAdoptionRounds = 8;

// Four copies of one formatting element count as three ("Noah's Ark", section 13.2.4.3).
constexpr std::size_t kSameFormatting = 3;

bool is_one_of(std::string_view name, std::initializer_list<std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

}  // namespace

OutlineStack::Effect OutlineStack::start(const ScannedTag& tag, std::string_view source) {
  const TagTraits* traits = tag_traits(tag.name);
  if (traits != nullptr && traits->has(kTagFormatting) && formatting_full()) return Effect::kTooDeep;
  if (in_foreign()) {
    // Some of its attributes end svg and math, others do not.
    const bool doubtful = traits != nullptr && traits->name == "font" && tag.attributes > 0;
    if (doubtful) return Effect::kTooDeep;
    if (traits == nullptr || !traits->has(kTagBreakout)) {
      return start_foreign(tag, traits, source, stack_.back().space);
    }
    while (in_foreign()) pop();
  }
  if (in_select()) return start_in_select(tag, traits, source);
  return start_html(tag, traits, source);
}

OutlineStack::Effect OutlineStack::start_foreign(const ScannedTag& tag, const TagTraits* traits,
                                                 std::string_view source, Space space) {
  bool html_content = false;
  if (space == Space::kMath && traits != nullptr && traits->name == "annotation-xml") {
    html_content = text::ascii_lower(source).contains("html");
    if (source.contains('&') || (html_content && tag.attributes != 1)) return Effect::kTooDeep;
  }
  if (tag.self_closing) return Effect::kNone;
  const Effect effect = push(tag, traits, space);
  if (effect == Effect::kNone) stack_.back().html_content = html_content;
  return effect;
}

// Framesets nest, and nothing but their own end tag closes them. After other elements, they may count or not.
OutlineStack::Effect OutlineStack::start_frameset() {
  constexpr std::size_t kMaxFramesets = 32;
  if (!stack_.empty() || frameset_depth_ >= kMaxFramesets) return Effect::kTooDeep;
  ++frameset_depth_;
  in_framesets_ = true;
  return Effect::kNone;
}

OutlineStack::Effect OutlineStack::start_in_select(const ScannedTag& tag, const TagTraits* traits,
                                                   std::string_view source) {
  if (traits == nullptr) return Effect::kNone;
  const std::string_view name = traits->name;
  if (name == "script") return Effect::kRawText;
  if (traits->has(kTagInSelect)) {
    if (top_is("option")) pop();
    if (name == "optgroup" && top_is("optgroup")) pop();
    return push(tag, traits);
  }
  const bool leaves = is_one_of(name, {"select", "input", "keygen", "textarea"});
  const bool table = (traits->has(kTagTablePart) || name == "table") && find_in_table("table") != npos;
  if (!leaves && !table) return name == "template" ? push(tag, traits) : Effect::kNone;
  while (!top_is("select")) pop();
  pop();
  return name == "select" ? Effect::kNone : start_html(tag, traits, source);
}

OutlineStack::Effect OutlineStack::start_html(const ScannedTag& tag, const TagTraits* traits, std::string_view source) {
  if (traits == nullptr && in_framesets_) return Effect::kTooDeep;
  if (traits == nullptr) return reopen_formatting(), push(tag, traits);
  const std::string_view name = traits->name;
  if (name == "frameset") return start_frameset();
  if (traits->has(kTagIgnored)) return Effect::kNone;
  if (in_framesets_) return name == "noframes" ? Effect::kRawText : Effect::kTooDeep;
  if (name == "col" && find_in_table("table") == npos) return Effect::kTooDeep;  // of a template: it changes the rules
  if (traits->has(kTagTablePart)) return start_table_part(tag, traits);
  if (traits->has(kTagFormatting)) return start_formatting(tag, traits, source);
  close_before(traits);
  if (traits->has(kTagRawText)) return Effect::kRawText;
  if (!traits->has(kTagClosesP) && !is_one_of(name, {"template", "col"})) reopen_formatting();
  if (traits->has(kTagVoid)) return Effect::kNone;
  if (name == "form" && templates_ == 0 && std::exchange(form_open_, true)) return Effect::kNone;
  if (name == "svg") return start_foreign(tag, traits, source, Space::kSvg);
  if (name == "math") return start_foreign(tag, traits, source, Space::kMath);
  return push(tag, traits);
}

void OutlineStack::close_before(const TagTraits* traits) {
  const std::string_view name = traits->name;
  if (name == "li") close_item(true);
  if (name == "dd" || name == "dt") close_item(false);
  if (traits->has(kTagClosesP)) close_in_scope("p", "button");
  if (traits->has(kTagHeading) && !stack_.empty() && stack_.back().html(kTagHeading)) pop();
  if (name == "button") close_in_scope("button");
  if (traits->has(kTagInSelect) && top_is("option")) pop();
  if (is_one_of(name, {"rb", "rt", "rtc", "rp"}) && find_in_scope("ruby") != npos) {
    while (top_is("rb") || top_is("rt") || top_is("rtc") || top_is("rp")) pop();
  }
  if (name == "table" && (top_is("table") || top_is("tbody") || top_is("tfoot") || top_is("thead") || top_is("tr"))) {
    pop_to(find_in_table("table"));
  }
}

// The item before ends where the next one begins.
void OutlineStack::close_item(bool list) {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    ++steps_;
    const Element& element = stack_[i];
    if (list ? element.is("li") : element.is("dd") || element.is("dt")) return pop_to(i);
    const bool passes = element.is("address") || element.is("div") || element.is("p");
    if (element.special() && !passes) return;
  }
}

// Pops to the table, or to the row group or the row where the part belongs, and opens those that are missing. In a
// template without a table, the part may count or not.
OutlineStack::Effect OutlineStack::start_table_part(const ScannedTag& tag, const TagTraits* traits) {
  const std::size_t table = find_in_table("table");
  if (table == npos) return find_in_table("template") == npos ? Effect::kNone : push(tag, traits);
  const bool cell = is_one_of(traits->name, {"td", "th"});
  const bool row = traits->name == "tr";
  std::size_t keep = table + 1;
  const auto kept_is = [&](std::initializer_list<std::string_view> names) {
    return keep < stack_.size() &&
           std::ranges::any_of(names, [&](std::string_view name) { return stack_[keep].is(name); });
  };
  if ((row || cell) && kept_is({"tbody", "thead", "tfoot"})) ++keep;
  if (cell && kept_is({"tr"})) ++keep;
  pop_to(keep);
  if ((row || cell) && keep == table + 1) push_implied("tbody"), ++keep;
  if (cell && keep == table + 2) push_implied("tr");
  return push(tag, traits);
}

OutlineStack::Effect OutlineStack::start_formatting(const ScannedTag& tag, const TagTraits* traits,
                                                    std::string_view source) {
  const bool alone = traits->name == "a" || (traits->name == "nobr" && find_in_scope("nobr") != npos);
  if (alone && find_formatting(traits) != npos) end_formatting(traits);
  reopen_formatting();
  if (formatting_full()) return Effect::kTooDeep;
  const Effect effect = push(tag, traits);
  if (effect == Effect::kNone) remember_formatting(traits, source);
  return effect;
}

void OutlineStack::end(const ScannedTag& tag) {
  if (end_foreign(tag)) return;
  const TagTraits* traits = tag_traits(tag.name);
  if (traits != nullptr && traits->name == "frameset" && frameset_depth_ > 0) --frameset_depth_;
  if (traits != nullptr && (traits->has(kTagIgnored) || traits->has(kTagVoid) || traits->has(kTagRawText))) return;
  if (in_select() && end_in_select(traits)) return;
  if (traits == nullptr) return end_ordinary(traits);
  if (traits->has(kTagFormatting)) return end_formatting(traits);
  if (traits->has(kTagSpecial) && traits->name != "noscript") return end_special(traits);
  end_ordinary(traits);
}

// An end tag inside svg or math closes the element of that name there; then the rules of HTML do not apply.
bool OutlineStack::end_foreign(const ScannedTag& tag) {
  for (std::size_t i = stack_.size(); i-- > 0 && stack_[i].space != Space::kHtml;) {
    ++steps_;
    if (text::equals_ignoring_ascii_case(stack_[i].name, tag.name)) return pop_to(i), true;
  }
  return false;
}

// Whether the end tag is done with: in a select, most mean nothing.
bool OutlineStack::end_in_select(const TagTraits* traits) {
  if (traits == nullptr) return true;
  const std::string_view name = traits->name;
  if (name == "template") return false;
  if (traits->has(kTagInSelect)) {
    if (name == "optgroup" && top_is("option") && stack_[stack_.size() - 2].is("optgroup")) pop();
    if (top_is(name)) pop();
    return true;
  }
  const bool table = (traits->has(kTagTablePart) || name == "table") && find_in_table(name) != npos;
  if (name != "select" && !table) return true;
  while (!top_is("select")) pop();
  pop();
  return name == "select";
}

// "Any other end tag": the topmost element of that name, if no special one stands above it. To the parser, all names
// that it does not know are one.
void OutlineStack::end_ordinary(const TagTraits* traits) {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    ++steps_;
    const Element& element = stack_[i];
    if (element.space == Space::kHtml && element.tag == traits) return pop_to(i);
    if (element.special()) return;
  }
}

// The adoption agency algorithm, as far as the stack shows it: blocks above the element stay open, and what stands
// above the last of them (math, for one) is closed by its last round.
void OutlineStack::end_formatting(const TagTraits* traits) {
  const std::size_t entry = find_formatting(traits);
  if (entry == npos) return end_ordinary(traits);
  // Gumbo looks for the element from the front of both lists, whose markers do not stop it.
  constexpr std::size_t kPointersPerStep = 8;
  steps_ += (entry + stack_.size()) / kPointersPerStep;
  if (formatting_[entry].open) {
    const std::uint32_t serial = formatting_[entry].serial;
    std::size_t blocks = 0, last_block = 0;
    std::size_t i = stack_.size();
    while (i-- > 0 && stack_[i].formatting != serial) {
      ++steps_;
      if (stack_[i].scope()) return;
      if (stack_[i].special() && blocks++ == 0) last_block = i;
    }
    if (blocks >= kAdoptionRounds) return;
    if (blocks == 0) pop_to(i);
    if (blocks > 0) {
      pop_to(last_block + 1);
      erase(i);
    }
  }
  formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(entry));
}

void OutlineStack::end_special(const TagTraits* traits) {
  const std::string_view name = traits->name;
  if (name == "table" || traits->has(kTagTablePart)) {
    const std::size_t found = find_in_table(name);
    const bool certain = find_in_table("table") != npos || found + 1 == stack_.size();
    if (found != npos && certain) pop_to(found);
  } else if (name == "template") {
    const auto found = std::ranges::find_if(stack_.rbegin(), stack_.rend(), [](auto& e) { return e.is("template"); });
    steps_ += static_cast<std::uint64_t>(found - stack_.rbegin());
    if (found != stack_.rend()) pop_to(static_cast<std::size_t>(stack_.rend() - found) - 1);
  } else if (name == "form") {
    end_form();
  } else if (traits->has(kTagHeading)) {
    const std::size_t found = find_heading_in_scope();
    if (found != npos) pop_to(found);
  } else if (name == "p") {
    close_in_scope(name, "button");
  } else if (name == "li") {
    close_in_scope(name, "ol", "ul");
  } else {
    close_in_scope(name);
  }
}

// The form pointer (section 13.2.4.4): outside of templates there is one form at a time, and its end tag takes it out
// of the stack without closing what stands above it.
void OutlineStack::end_form() {
  if (templates_ == 0 && !std::exchange(form_open_, false)) return;
  if (find_in_scope("form") == npos) return;
  close_implied();
  const std::size_t found = find_in_scope("form");
  if (templates_ == 0) {
    erase(found);
  } else if (found + 1 == stack_.size()) {  // Gumbo closes a form in a template only where nothing is open inside it
    pop_to(found);
  }
}

// "Generate implied end tags" (section 13.2.6.3).
void OutlineStack::close_implied() {
  const auto implied = [](const Element& element) {
    return element.space == Space::kHtml && element.tag != nullptr &&
           is_one_of(element.tag->name, {"dd", "dt", "li", "optgroup", "option", "p", "rb", "rp", "rt", "rtc"});
  };
  while (!stack_.empty() && implied(stack_.back())) pop();
}

OutlineStack::Effect OutlineStack::push(const ScannedTag& tag, const TagTraits* traits, Space space) {
  if (stack_.size() >= max_depth_) return Effect::kTooDeep;
  ++steps_;
  stack_.push_back({traits, tag.name, space});
  if (stack_.back().is("template")) ++templates_;
  if (stack_.back().html(kTagMarker)) formatting_.push_back({nullptr, {}, 0, false});
  return Effect::kNone;
}

void OutlineStack::push_implied(std::string_view lower) {
  const TagTraits* traits = tag_traits(lower);
  stack_.push_back({traits, traits->name, Space::kHtml});
}

void OutlineStack::pop() {
  const Element element = stack_.back();
  stack_.pop_back();
  if (element.is("template")) --templates_;
  // Entries stand in the order of their serial numbers; markers have none.
  for (std::size_t i = formatting_.size(); element.formatting != 0 && i-- > 0;) {
    ++steps_;
    if (formatting_[i].tag == nullptr || formatting_[i].serial > element.formatting) continue;
    if (formatting_[i].serial == element.formatting) formatting_[i].open = false;
    break;
  }
  if (element.html(kTagMarker)) {
    formatting_.resize(formatting_from());
    if (!formatting_.empty()) formatting_.pop_back();
  }
}

void OutlineStack::pop_to(std::size_t size) {
  while (stack_.size() > size) pop();
}

void OutlineStack::erase(std::size_t index) {
  steps_ += stack_.size() - index;
  stack_.erase(stack_.begin() + static_cast<std::ptrdiff_t>(index));
}

void OutlineStack::remember_formatting(const TagTraits* traits, std::string_view source) {
  std::size_t same = 0;
  std::size_t earliest = npos;
  for (std::size_t i = formatting_.size(), from = formatting_from(); i-- > from;) {
    if (formatting_[i].source != source) continue;
    earliest = i;
    ++same;
  }
  if (same >= kSameFormatting) formatting_.erase(formatting_.begin() + static_cast<std::ptrdiff_t>(earliest));
  stack_.back().formatting = ++serial_;
  formatting_.push_back({traits, source, serial_, true});
}

// Each costs the parser a new element.
void OutlineStack::reopen_formatting() {
  constexpr std::uint64_t kElementSteps = 32;
  std::size_t first = formatting_.size();
  while (first > 0 && formatting_[first - 1].tag != nullptr && !formatting_[first - 1].open) --first;
  for (std::size_t i = first; i < formatting_.size(); ++i) {
    steps_ += kElementSteps;
    formatting_[i].open = true;
    stack_.push_back({formatting_[i].tag, formatting_[i].tag->name, Space::kHtml, false, formatting_[i].serial});
  }
}

std::size_t OutlineStack::formatting_from() const {
  std::size_t from = formatting_.size();
  while (from > 0 && formatting_[from - 1].tag != nullptr) --from;
  return from;
}

std::size_t OutlineStack::find_formatting(const TagTraits* traits) const {
  for (std::size_t i = formatting_.size(); i-- > 0 && formatting_[i].tag != nullptr;) {
    if (formatting_[i].tag == traits) return i;
  }
  return npos;
}

bool OutlineStack::Element::barrier() const {
  if (tag == nullptr || space == Space::kHtml) return false;
  const bool svg = is_one_of(tag->name, {"foreignobject", "desc", "title"});
  return space == Space::kSvg ? svg : tag->has(kTagIntegration) && !svg;
}

bool OutlineStack::Element::integration() const { return barrier() && (tag->name != "annotation-xml" || html_content); }

bool OutlineStack::in_foreign() const {
  return !stack_.empty() && stack_.back().space != Space::kHtml && !stack_.back().integration();
}

bool OutlineStack::in_select() {
  std::size_t i = stack_.size();
  while (i > 0 && stack_[i - 1].html(kTagInSelect)) --i, ++steps_;
  return i > 0 && stack_[i - 1].is("select");
}

std::size_t OutlineStack::find_in_scope(std::string_view lower, std::string_view boundary, std::string_view other) {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    ++steps_;
    const Element& element = stack_[i];
    if (element.is(lower)) return i;
    if (element.scope() || element.is(boundary) || element.is(other)) return npos;
  }
  return npos;
}

std::size_t OutlineStack::find_heading_in_scope() {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    ++steps_;
    if (stack_[i].html(kTagHeading)) return i;
    if (stack_[i].scope()) return npos;
  }
  return npos;
}

std::size_t OutlineStack::find_in_table(std::string_view lower) {
  for (std::size_t i = stack_.size(); i-- > 0;) {
    ++steps_;
    if (stack_[i].is(lower)) return i;
    if (stack_[i].is("table") || stack_[i].is("template")) return npos;
  }
  return npos;
}

void OutlineStack::close_in_scope(std::string_view lower, std::string_view boundary, std::string_view other) {
  const std::size_t found = find_in_scope(lower, boundary, other);
  if (found != npos) pop_to(found);
}

}  // namespace thresh::html
