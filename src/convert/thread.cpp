// See thread.h.
#include "convert/thread.h"

#include <algorithm>
#include <charconv>
#include <numeric>
#include <optional>
#include <string>
#include <unordered_map>
#include <utility>

#include "base/utf8.h"
#include "record/shape.h"

namespace thresh::convert {
namespace {

using record::List;
using record::Map;
using record::Value;

std::string_view text_at(const Map& map, std::string_view key) {
  const Value* value = map.find(key);
  const std::string* text = value == nullptr ? nullptr : value->as_text();
  return text == nullptr ? std::string_view() : std::string_view(*text);
}

List* list_at(Map& map, std::string_view key) {
  Value* value = map.find(key);
  return value == nullptr ? nullptr : value->as_list();
}

// What two copies of one post agree in. Votes and edits may have changed between two pages; addresses are compared by
// who asks. Empty for a post that says nothing, which is the copy of none.
std::string words_of(const Map& post) {
  const Value* author = post.find("author");
  const Map* person = author == nullptr ? nullptr : author->as_map();
  const std::string_view body = text_at(post, "body");
  if (body.empty()) return {};
  std::string words(body);
  words.append(1, '\0').append(person == nullptr ? std::string_view() : text_at(*person, "name"));
  words.append(1, '\0').append(text_at(post, "date"));
  return words.append(1, '\0').append(text_at(post, "headline"));
}

// A list of the record, and what of it is known of the pages before.
struct Joined {
  std::string path;  // "/answers"
  bool posts = false;
  std::unordered_map<std::string, std::vector<std::size_t>> known = {};  // by their words: items of earlier pages
  std::vector<std::size_t> places = {};                                  // of each item of the page that is being added
  std::vector<bool> repeated = {};                                       // the same
  std::optional<std::int64_t> stated = {};                               // what the first page says that says it
  bool each_states_its_own = true;                                       // every page states as many as it holds itself
};

class Joiner {
 public:
  explicit Joiner(Converted first) : record_(std::move(first.record)), canonical_(std::move(first.canonical_url)) {
    find_lists();
    note_page(record_);
    for (Joined& list : lists_) {
      read_stated(list, record_, list_of(list, record_)->size());
      list.places.resize(list_of(list, record_)->size());
      std::iota(list.places.begin(), list.places.end(), std::size_t{0});
      list.repeated.assign(list.places.size(), false);
      remember(list);
    }
    record_.erase("provenance");
    next_ = std::move(first.next_url);
    keep_warnings();
  }

  void add(Converted page) {
    ++pages_;
    note_page(page.record);
    for (Joined& list : lists_) append(list, page.record);
    add_tags(page.record);
    add_body(page.record);
    add_entries("absent", page.record);
    add_entries("conflicts", page.record);
    add_warnings(page.record);
    add_removed(page.record);
    next_ = std::move(page.next_url);
  }

  Converted finish(std::size_t failed) {
    const bool goes_on = !next_.empty() && !is_one_of_the_pages(next_);
    record_.find("source")->as_map()->set("pages", std::move(sources_));
    count_repeats();
    for (Joined& list : lists_) settle(list);
    settle_pages(failed, goes_on);
    const bool has_findings = !list_at(record_, "warnings")->empty();
    return {std::move(record_), has_findings, std::move(next_), std::move(canonical_)};
  }

 private:
  // The lists of objects of the kind; of a custom record all lists that it has.
  void find_lists() {
    const record::Kind& kind = *record::find_kind(text_at(record_, "kind"));
    if (!kind.open) {
      for (const record::Field& field : kind.shape->fields) {
        const bool objects = field.list && field.shape != nullptr && list_at(record_, field.name) != nullptr;
        const bool posts = field.shape == &record::post_shape();
        if (objects) lists_.push_back({.path = '/' + std::string(field.name), .posts = posts});
      }
      return;
    }
    for (const auto& [key, value] : record_.find("fields")->as_map()->entries()) {
      if (value.as_list() != nullptr) lists_.push_back({.path = "/fields/" + record::pointer_segment(key)});
    }
  }

  static std::string key_of(const Joined& list) { return list.path.substr(list.path.rfind('/') + 1); }

  static List* list_of(const Joined& list, Map& record) {
    const Value* wrapper = record.find("fields");
    if (!list.path.starts_with("/fields/")) return list_at(record, key_of(list));
    if (wrapper == nullptr || wrapper->as_map() == nullptr) return nullptr;
    for (auto& [key, value] : record.find("fields")->as_map()->entries()) {
      if ("/fields/" + record::pointer_segment(key) == list.path) return value.as_list();
    }
    return nullptr;
  }

  void note_page(Map& record) {
    const Map& source = *record.find("source")->as_map();
    Map page;
    for (const std::string_view key : {"name", "url", "sha256", "charset", "captured"}) {
      const Value* value = source.find(key);
      page.add(key, value == nullptr ? Value() : *value);
    }
    sources_.emplace_back(std::move(page));
  }

  bool is_one_of_the_pages(std::string_view url) const {
    const auto is_it = [url](const Value& page) { return text_at(*page.as_map(), "url") == url; };
    return url == canonical_ || std::ranges::any_of(sources_, is_it);
  }

  // The place of the item of an earlier page that this one is a copy of.
  std::optional<std::size_t> copy_of(const Joined& list, const Value& item) {
    const Map* post = list.posts ? item.as_map() : nullptr;
    if (post == nullptr) return std::nullopt;
    const auto found = list.known.find(words_of(*post));
    if (found == list.known.end()) return std::nullopt;
    const std::string_view url = text_at(*post, "url");
    for (const std::size_t place : found->second) {
      const std::string_view other = text_at(*(*list_of(list, record_))[place].as_map(), "url");
      if (url.empty() || other.empty() || url == other) return place;
    }
    return std::nullopt;
  }

  void append(Joined& list, Map& page) {
    List& all = *list_of(list, record_);
    List* items = list_of(list, page);
    list.places.clear();
    list.repeated.clear();
    if (items == nullptr) return;
    read_stated(list, page, items->size());
    const std::size_t first = all.size();
    for (Value& item : *items) {
      const auto copy = copy_of(list, item);
      list.repeated.push_back(copy.has_value());
      list.places.push_back(copy.value_or(all.size()));
      if (copy) {
        note_repeat(item);
      } else {
        all.push_back(std::move(item));
      }
    }
    if (list.posts) renumber(list, all, first);
    remember(list);
  }

  static void renumber(const Joined& list, List& all, std::size_t first) {
    for (std::size_t i = first; i < all.size(); ++i) {
      Map* post = all[i].as_map();
      if (post == nullptr) continue;
      if (post->find("position") != nullptr) post->set("position", i + 1);
      const Value* reply = post->find("reply_to");
      const std::int64_t* to = reply == nullptr ? nullptr : reply->as_integer();
      if (to == nullptr || *to < 1 || static_cast<std::size_t>(*to) > list.places.size()) continue;
      post->set("reply_to", list.places[static_cast<std::size_t>(*to) - 1] + 1);
    }
  }

  // What the page had becomes what later pages may repeat.
  void remember(Joined& list) {
    if (!list.posts) return;
    const List& all = *list_of(list, record_);
    for (std::size_t i = 0; i < list.places.size(); ++i) {
      const Map* post = list.repeated[i] ? nullptr : all[list.places[i]].as_map();
      std::string words = post == nullptr ? std::string() : words_of(*post);
      if (!words.empty()) list.known[std::move(words)].push_back(list.places[i]);
    }
  }

  void note_repeat(const Value& item) {
    constexpr std::size_t kExample = 80;  // bytes; as long as the other examples
    if (repeats_++ == 0) example_ = base::prefix(text_at(*item.as_map(), "body"), kExample);
  }

  void add_tags(Map& page) {
    List* all = list_at(record_, "tags");
    List* tags = list_at(page, "tags");
    if (all == nullptr || tags == nullptr) return;
    for (Value& tag : *tags) {
      if (std::ranges::find(*all, tag) == all->end()) all->push_back(std::move(tag));
    }
  }

  // An article over several pages, or a page that no rules are known for.
  void add_body(const Map& page) {
    Value* body = record_.find("body");
    const std::string_view kind = text_at(record_, "kind");
    const std::string_view more = text_at(page, "body");
    if (body == nullptr || more.empty() || (kind != "article" && kind != "page")) return;
    if (std::string* text = body->as_text()) {
      *text += "\n\n" + std::string(more);
    } else {
      *body = more;
    }
  }

  // Where a place of the page stands in the record; nullopt for what is not taken from it.
  std::optional<std::string> moved(std::string_view path) const {
    for (const Joined& list : lists_) {
      if (!path.starts_with(list.path) || path.size() <= list.path.size() || path[list.path.size()] != '/') continue;
      const std::string_view rest = path.substr(list.path.size() + 1);
      std::size_t index = 0;
      const auto [end, error] = std::from_chars(rest.data(), rest.data() + rest.size(), index);
      if (error != std::errc() || index >= list.places.size() || list.repeated[index]) return std::nullopt;
      return list.path + '/' + std::to_string(list.places[index]).append(end, rest.data() + rest.size());
    }
    return std::nullopt;
  }

  void add_entries(std::string_view key, Map& page) {
    List* all = list_at(record_, key);
    List* entries = list_at(page, key);
    if (all == nullptr || entries == nullptr) return;
    for (Value& entry : *entries) {
      auto path = moved(text_at(*entry.as_map(), "path"));
      if (!path) continue;
      entry.as_map()->set("path", std::move(*path));
      all->push_back(std::move(entry));
    }
  }

  // What one page alone says of being incomplete is told anew of the thread.
  bool is_of_one_page(const Value& warning) const {
    const Map& entry = *warning.as_map();
    if (text_at(entry, "code") != base::name(base::FindingCode::kIncomplete)) return false;
    const std::string_view path = text_at(entry, "path");
    return path.empty() || std::ranges::find(lists_, path, &Joined::path) != lists_.end();
  }

  void keep_warnings() {
    std::erase_if(*list_at(record_, "warnings"), [this](const Value& warning) { return is_of_one_page(warning); });
  }

  void add_warnings(Map& page) {
    List* all = list_at(record_, "warnings");
    List* warnings = list_at(page, "warnings");
    if (all == nullptr || warnings == nullptr) return;
    for (Value& warning : *warnings) {
      Map& entry = *warning.as_map();
      const std::string_view path = text_at(entry, "path");
      auto place = path.empty() ? std::optional<std::string>("") : moved(path);
      if (!place || is_of_one_page(warning)) continue;
      entry.set("path", std::move(*place));
      entry.set("message", "page " + std::to_string(pages_) + ": " + std::string(text_at(entry, "message")));
      all->push_back(std::move(warning));
    }
  }

  void add_removed(Map& page) {
    List* removed = list_at(page, "removed");
    if (removed == nullptr) return;
    for (Value& entry : *removed) {
      const Map& map = *entry.as_map();
      const std::int64_t* count = map.find("count")->as_integer();
      add_removed(text_at(map, "reason"), count == nullptr ? 0 : *count, text_at(map, "example"));
    }
  }

  void add_removed(std::string_view reason, std::int64_t count, std::string_view example) {
    List* all = list_at(record_, "removed");
    if (all == nullptr) return;
    for (Value& entry : *all) {
      Map& map = *entry.as_map();
      if (text_at(map, "reason") != reason) continue;
      map.set("count", *map.find("count")->as_integer() + count);
      return;
    }
    Map entry;
    entry.add("reason", reason);
    entry.add("count", count);
    entry.add("example", example);
    all->emplace_back(std::move(entry));
  }

  void count_repeats() {
    if (repeats_ > 0) {
      add_removed(record::name(record::Removal::kDuplicate), static_cast<std::int64_t>(repeats_), example_);
    }
  }

  // What a page states of a list.
  void read_stated(Joined& list, Map& page, std::size_t held) {
    const Value* completeness = page.find("completeness");
    const Value* counts = completeness == nullptr ? nullptr : completeness->as_map()->find(key_of(list));
    const Value* value = counts == nullptr ? nullptr : counts->as_map()->find("stated");
    const std::int64_t* stated = value == nullptr ? nullptr : value->as_integer();
    list.each_states_its_own &= stated != nullptr && *stated == static_cast<std::int64_t>(held);
    if (stated == nullptr) return;
    if (!list.stated) list.stated = *stated;
  }

  void set_counts(std::string_view key, std::optional<std::int64_t> stated, std::size_t found) {
    Map counts;
    counts.add("stated", stated ? Value(*stated) : Value());
    counts.add("found", found);
    record_.find("completeness")->as_map()->set(key, std::move(counts));
  }

  void warn(const std::string& path, std::string message) {
    Map entry;
    entry.add("code", base::name(base::FindingCode::kIncomplete));
    entry.add("path", path);
    entry.add("message", std::move(message));
    list_at(record_, "warnings")->emplace_back(std::move(entry));
  }

  void settle(Joined& list) {
    const std::size_t found = list_of(list, record_)->size();
    if (found > 0) {  // of the first page alone it may have been true
      const auto is_here = [&list](const Value& entry) { return text_at(*entry.as_map(), "path") == list.path; };
      std::erase_if(*list_at(record_, "absent"), is_here);
      std::erase_if(*list_at(record_, "warnings"), is_here);
    }
    const std::string key = key_of(list);
    if (record_.find("completeness")->as_map()->find(key) == nullptr) return;
    // Pages that each state their own length are added up, those that state the thread's are not.
    const bool own = list.each_states_its_own && pages_ > 1;
    const auto stated = own ? std::optional(static_cast<std::int64_t>(found)) : list.stated;
    set_counts(key, stated, found);
    if (!stated || *stated == static_cast<std::int64_t>(found)) return;
    warn(list.path, "the pages state " + std::to_string(*stated) + ' ' + key + " and hold " + std::to_string(found));
  }

  // `goes_on`: the last page names another one behind it.
  void settle_pages(std::size_t failed, bool goes_on) {
    Map& completeness = *record_.find("completeness")->as_map();
    const Value* said = completeness.find("pages");
    const Value* value = said == nullptr ? nullptr : said->as_map()->find("stated");
    const std::int64_t* stated = value == nullptr ? nullptr : value->as_integer();
    const std::optional<std::int64_t> in_all = stated == nullptr ? std::nullopt : std::optional(*stated);
    set_counts("pages", in_all, pages_);
    if (failed > 0) {
      warn("", std::to_string(failed) +
                   (failed == 1 ? " page of the thread gave no record" : " pages of the thread gave no record"));
    } else if (in_all && *in_all > static_cast<std::int64_t>(pages_)) {
      warn("", "these are " + std::to_string(pages_) + " of " + std::to_string(*in_all) + " pages");
    } else if (goes_on && !in_all) {
      warn("", "the thread goes on at " + next_ + ", which is none of its " + std::to_string(pages_) + " pages");
    }
  }

  Map record_;
  std::string next_, canonical_;
  std::vector<Joined> lists_;
  List sources_;
  std::size_t pages_ = 1;
  std::size_t repeats_ = 0;
  std::string example_;
};

}  // namespace

base::Result<Converted> join_pages(std::vector<Converted> pages, std::size_t failed) {
  if (pages.empty()) return base::failure(base::ErrorCode::kUsage, "a thread has at least one page");
  const std::string kind(text_at(pages.front().record, "kind"));
  Joiner joiner(std::move(pages.front()));
  for (std::size_t i = 1; i < pages.size(); ++i) {
    const std::string_view other = text_at(pages[i].record, "kind");
    if (other != kind) {
      base::Error error{base::ErrorCode::kUsage,
                        "the pages of one thread give records of one kind: those before this one " + kind +
                            ", this one " + std::string(other)};
      const Value* source = pages[i].record.find("source");
      if (source != nullptr && source->as_map() != nullptr) error.place.file = text_at(*source->as_map(), "name");
      return std::unexpected(std::move(error));
    }
    joiner.add(std::move(pages[i]));
  }
  return joiner.finish(failed);
}

base::Result<Converted> convert_pages(std::span<const Input> pages, const Options& options) {
  std::vector<Converted> converted;
  std::size_t failed = 0;
  for (const Input& page : pages) {
    auto one = convert(page, options);
    if (!one && converted.empty()) return one;
    one ? converted.push_back(std::move(*one)) : void(++failed);
  }
  return join_pages(std::move(converted), failed);
}

}  // namespace thresh::convert
