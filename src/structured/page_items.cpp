// See page_items.h.
#include "structured/page_items.h"

#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <unordered_set>

#include "normalize/normalize.h"
#include "record/folded_words.h"
#include "structured/address.h"
#include "text/unicode.h"

namespace thresh::structured {
namespace {

// Properties whose value is what the owner is there for. Any other item that has an owner is a part of it.
constexpr std::string_view kHolding[] = {"mainEntity", "mainContentOfPage", "blogPost", "blogPosts", "hasPart"};

// Whether pages have such items beside what they are about: the author, the publisher, the shop.
bool stands_by(std::string_view role) {
  return role == "person" || role == "business" || role == "organization" || role == "website" || role == "rating" ||
         role == "comment" || role == "answer";
}

class Chooser {
 public:
  explicit Chooser(const Markup& markup) : markup_(markup), items_(markup.items()) {
    note_address(markup.page().url);
    note_address(markup.page().metas->first("og:url").content);
    const html::Document& document = *markup.page().document;
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id) || document.node(id).name != html::Name::kLink) continue;
      if (!text::equals_ignoring_ascii_case(text::trim_ascii(document.attribute(id, "rel").value_or("")), "canonical"))
        continue;
      note_address(document.attribute(id, "href").value_or(""));
    }
  }

  std::vector<PageItem> choose() {
    std::map<std::string_view, std::vector<PageItem>> by_role;
    for (const PageItem& candidate : candidates()) by_role[candidate.role.role].push_back(candidate);
    std::vector<PageItem> out;
    for (auto& [role, group] : by_role) {
      const bool any = std::ranges::any_of(group, &PageItem::named);
      if (any) std::erase_if(group, [](const PageItem& item) { return !item.named; });
      if (any || alike(group) || choose_one(group)) out.insert(out.end(), group.begin(), group.end());
    }
    std::ranges::sort(out, [](const PageItem& a, const PageItem& b) {
      if (a.named != b.named) return a.named;
      return a.role.behind != b.role.behind ? a.role.behind < b.role.behind : a.id < b.id;
    });
    return out;
  }

 private:
  // Of several different items of a role: that which the page's title names, else those of the type that stands before
  // the others; a film only where nothing else is there.
  bool choose_one(std::vector<PageItem>& group) const {
    constexpr int kLast = 3;
    const auto is_last = [](const PageItem& item) { return item.role.behind == kLast; };
    if (!std::ranges::all_of(group, is_last)) std::erase_if(group, is_last);
    std::vector<PageItem> titled = group;
    const Titles said = titles();
    std::erase_if(titled, [&](const PageItem& item) { return !said.name(name_of(item)); });
    if (!titled.empty() && alike(titled)) {
      group = std::move(titled);
      return true;
    }
    const int first = std::ranges::min(group, {}, [](const PageItem& item) { return item.role.behind; }).role.behind;
    std::erase_if(group, [&](const PageItem& item) { return item.role.behind != first; });
    return alike(group);
  }

  std::string name_of(const PageItem& item) const {
    const Value* value = find(items_[item.id], "headline");
    if (value == nullptr) value = find(items_[item.id], "name");
    return value == nullptr ? std::string() : text::fold(markup_.said().words(*value));
  }

  // What the page says its title is: its heading, og:title and <title>.
  struct Titles {
    std::string heading, shared, head;

    // Whether a name is one of them, or a part of <title>.
    bool name(const std::string& words) const {
      constexpr std::size_t kTelling = 8;  // bytes of a name that is a part
      if (words.empty()) return false;
      return words == heading || words == shared || (words.size() >= kTelling && head.contains(words));
    }
  };

  Titles titles() const {
    const html::Document& document = *markup_.page().document;
    const html::NodeId title = document.find("title");
    const html::NodeId words = title == html::kNoNode ? html::kNoNode : document.first_child(title);
    return {text::fold(heading()), text::fold(markup_.page().metas->first("og:title").content),
            words == html::kNoNode ? std::string() : text::fold(document.text(words))};
  }

  void note_address(std::string_view address) {
    const std::string_view bare = bare_address(address);
    if (!bare.empty()) addresses_.emplace_back(bare);
  }

  // Whether an item is that of another page, a teaser of this one: it gives another address, and more than half of its
  // headline is nowhere in this page's titles; or it gives none, and nothing of its headline is. An address alone does
  // not tell: sites give those of syndicated and moved pages, and of their mobile ones. <title> alone does not, either:
  // that of a page which scripts write is often the site's name. Whole texts, questions with their answers and threads
  // are hardly ever those of teasers, so they have to give another address.
  bool is_of_another(const Item& item, std::string_view role) const {
    constexpr double kHalf = 0.5;
    const bool is_talk = role == "thread" || role == "question";
    if (role != "article" && role != "review" && !is_talk) return false;
    const Value* name = find(item, "headline");
    if (name == nullptr) name = find(item, "name");
    if (name == nullptr) return false;
    const std::vector<std::uint64_t> words = record::fold_words(markup_.said().words(*name)).hashes;
    const std::unordered_set<std::uint64_t>& titles = title_words();
    if (words.empty() || titles.empty()) return false;
    const auto known = std::ranges::count_if(words, [&](std::uint64_t word) { return titles.contains(word); });
    const bool whole = is_talk || find(item, "articleBody") != nullptr || find(item, "reviewBody") != nullptr;
    if (!gives_another_address(item)) return !whole && known == 0;
    return static_cast<double>(known) < kHalf * static_cast<double>(words.size());
  }

  // The words of the page's titles; none where it has neither a heading nor an og:title.
  const std::unordered_set<std::uint64_t>& title_words() const {
    if (title_words_) return *title_words_;
    title_words_.emplace();
    const Titles said = titles();
    if (said.heading.empty() && said.shared.empty()) return *title_words_;
    for (const std::string* title : {&said.heading, &said.shared, &said.head}) {
      for (const std::uint64_t word : record::fold_words(*title).hashes) title_words_->insert(word);
    }
    return *title_words_;
  }

  // Whether one of its addresses is that of a page, and not the first page of a site.
  bool gives_another_address(const Item& item) const {
    const auto is_page = [](std::string_view address) {
      return is_web_address(address) && bare_address(address).contains('/');
    };
    if (is_page(item.id)) return true;
    return std::ranges::any_of(item.properties, [&](const Property& property) {
      const std::string_view name = local_name(property.name);
      if (name != "url" && name != "mainEntityOfPage") return false;
      if (property.value.kind == Value::Kind::kItem) {
        return property.value.item != kNoItem && is_page(items_[property.value.item].id);
      }
      const std::string address = markup_.said().words(property.value);
      return is_page(address) || address.starts_with('/');
    });
  }

  bool is_own(std::string_view address) const {
    address = text::trim_ascii(address);
    // "#article" is a part of this very page.
    if (address.empty() || address.starts_with('#')) return false;
    const std::string whole = resolve(address, markup_.page().url);
    return std::ranges::find(addresses_, bare_address(whole)) != addresses_.end();
  }

  bool names_page(const Item& item) const {
    if (is_own(item.id)) return true;
    for (const Property& property : item.properties) {
      const std::string_view name = local_name(property.name);
      if (name != "url" && name != "mainEntityOfPage") continue;
      if (property.value.kind != Value::Kind::kItem) {
        if (is_own(markup_.said().words(property.value))) return true;
      } else if (property.value.item != kNoItem) {
        const Item& page = items_[property.value.item];
        const Value* url = find(page, "url");
        if (is_own(page.id)) return true;
        if (url != nullptr && url->kind != Value::Kind::kItem && is_own(markup_.said().words(*url))) return true;
      }
    }
    return false;
  }

  std::vector<PageItem> candidates() const {
    std::vector<bool> held(items_.all.size()), main(items_.all.size());
    for (const Item& item : items_.all) {
      if (has_role(item, "faq")) continue;  // its questions are the site's own
      for (const Property& property : item.properties) {
        if (property.value.kind != Value::Kind::kItem || property.value.item == kNoItem) continue;
        const std::string_view name = local_name(property.name);
        if (std::ranges::find(kHolding, name) != std::end(kHolding)) held[property.value.item] = true;
        if (name == "mainEntity") main[property.value.item] = true;
        if (name == "mainEntityOfPage") held[property.value.item] = true;
      }
    }
    std::vector<PageItem> out;
    const ItemId headed = headed_item();
    for (ItemId id = 0; id < items_.all.size(); ++id) {
      if (items_[id].owned && !held[id]) continue;
      const Role role = role_of(items_[id]);
      if (role.role.empty()) continue;
      const PageItem item = {id, role, main[id] || id == headed || names_page(items_[id])};
      if (item.named || (!stands_by(role.role) && !is_of_another(items_[id], role.role))) out.push_back(item);
    }
    return out;
  }

  // The only person or business at the top, where the page's heading is its name; kNoItem where there is none.
  ItemId headed_item() const {
    ItemId alone = kNoItem;
    for (ItemId id = 0; id < items_.all.size(); ++id) {
      if (items_[id].owned) continue;
      const std::string_view role = role_of(items_[id]).role;
      if (role != "person" && role != "business") continue;
      if (alone != kNoItem) return kNoItem;
      alone = id;
    }
    const Value* const value = alone == kNoItem ? nullptr : find(items_[alone], "name");
    if (value == nullptr) return kNoItem;
    const std::string own = bare_name(markup_.said().words(*value));
    if (own.empty()) return kNoItem;
    const bool heads = own == bare_name(heading()) || own == bare_name(markup_.page().metas->first("og:title").content);
    return heads ? alone : kNoItem;
  }

  // The words of the first heading of the first level.
  std::string heading() const {
    const html::Document& document = *markup_.page().document;
    for (html::NodeId id = 0; id < document.size(); ++id) {
      if (!document.is_element(id) || document.node(id).name != html::Name::kH1) continue;
      std::string words;
      for (html::NodeId inner = id; inner < document.node(id).end; ++inner) {
        if (document.is_text(inner)) words += document.text(inner);
      }
      return text::collapse_spaces(words);
    }
    return {};
  }

  // A name for comparing, without what is before and behind a person's: "Dr. Ann Berg, MD" is "ann berg".
  static std::string bare_name(std::string_view words) {
    constexpr std::size_t kLongest = 200;  // bytes
    if (words.size() > kLongest) return {};
    const auto person = normalize::person(text::trim(words));
    return text::fold(person && !person->name.empty() ? std::string_view(person->name) : words);
  }

  // Whether items are one thing said again: their names are the same, or there is but one.
  bool alike(const std::vector<PageItem>& group) const {
    std::string name;
    for (const PageItem& item : group) {
      const std::string own = name_of(item);
      if (name.empty()) name = own;
      if (!own.empty() && own != name) return false;
    }
    // Many without a name are no one thing.
    return group.size() == 1 || !name.empty();
  }

  const Markup& markup_;
  const Items& items_;
  std::vector<std::string> addresses_;
  mutable std::optional<std::unordered_set<std::uint64_t>> title_words_;
};

}  // namespace

std::vector<PageItem> page_items(const Markup& markup) { return Chooser(markup).choose(); }

}  // namespace thresh::structured
