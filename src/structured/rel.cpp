// See rel.h.
#include "structured/rel.h"

#include <algorithm>
#include <string>
#include <unordered_map>

#include "structured/address.h"
#include "structured/tokens.h"

namespace thresh::structured {
namespace {

using record::List;
using record::Map;
using record::Value;

constexpr std::size_t kMostTokens = 64;  // of one rel

struct Link {
  std::string address;
  Map facts;  // beside the relations
  std::vector<std::string> rels;
};

class Reader {
 public:
  Reader(const html::Document& document, std::string_view base) : document_(document), base_(base) {}

  Relations read() {
    for (html::NodeId id = 0; id < document_.size(); ++id) {
      if (!document_.is_element(id)) continue;
      const std::string_view name = document_.name(id);
      if (name == "template") {
        id = document_.node(id).end - 1;
      } else if (name == "a" || name == "area" || name == "link") {
        add(id);
      }
    }
    return print();
  }

 private:
  void add(html::NodeId id) {
    const auto rel = document_.attribute(id, "rel");
    const auto href = document_.attribute(id, "href");
    if (!rel || !href) return;
    std::vector<std::string_view> tokens;
    for_each_token(*rel, [&](std::string_view token) {
      if (tokens.size() < kMostTokens) tokens.push_back(token);
    });
    if (tokens.empty()) return;
    const std::string address = resolve(*href, base_);
    const auto [known, added] = by_address_.try_emplace(address, links_.size());
    if (added) links_.push_back({address, {}, {}});
    Link& link = links_[known->second];
    for (const std::string_view attribute : {"hreflang", "media", "title", "type"}) {
      const auto said = document_.attribute(id, attribute);
      if (said && link.facts.find(attribute) == nullptr) link.facts.add(attribute, *said);
    }
    if (link.facts.find("text") == nullptr) {
      if (const std::string words = words_of(id); !words.empty() || document_.name(id) == "a") {
        link.facts.add("text", words);
      }
    }
    for (const std::string_view token : tokens) note(std::string(token), link);
  }

  void note(std::string token, Link& link) {
    const auto [known, added] = by_rel_.try_emplace(token, rels_.size());
    if (added) rels_.push_back({token, {}});
    std::vector<std::string>& addresses = rels_[known->second].second;
    // An address has few relations, a relation may have many addresses.
    if (std::ranges::find(link.rels, token) != link.rels.end()) return;
    link.rels.push_back(std::move(token));
    addresses.push_back(link.address);
  }

  std::string words_of(html::NodeId element) const {
    std::string words;
    for (html::NodeId id = element + 1; id < document_.node(element).end; ++id) {
      if (document_.is_text(id)) document_.append_text(id, words);
    }
    return words;
  }

  Relations print() {
    Relations out;
    for (auto& [rel, addresses] : rels_) {
      List list;
      for (std::string& address : addresses) list.emplace_back(std::move(address));
      out.rels.add(rel, std::move(list));
    }
    for (Link& link : links_) {
      List rels;
      std::ranges::sort(link.rels);
      for (std::string& rel : link.rels) rels.emplace_back(std::move(rel));
      link.facts.add("rels", std::move(rels));
      out.rel_urls.add(link.address, std::move(link.facts));
    }
    return out;
  }

  const html::Document& document_;
  std::string_view base_;
  std::vector<Link> links_;
  std::vector<std::pair<std::string, std::vector<std::string>>> rels_;
  std::unordered_map<std::string, std::size_t> by_address_, by_rel_;
};

}  // namespace

Relations relations_of(const html::Document& document, std::string_view base) { return Reader(document, base).read(); }

}  // namespace thresh::structured
