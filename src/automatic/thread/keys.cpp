// See keys.h.
#include "automatic/thread/keys.h"

#include <algorithm>
#include <unordered_map>

#include "automatic/thread/name_hash.h"
#include "base/ascii.h"

namespace thresh::automatic {
namespace {

using html::Name;
using html::NodeId;

// Of the classes, whatever their order and their numbers.
Key key_of_classes(std::string_view classes) {
  Key sum = 0;
  for (std::size_t at = 0; at < classes.size();) {
    while (at < classes.size() && base::is_ascii_space(classes[at])) ++at;
    Key one = 0;
    for (; at < classes.size() && !base::is_ascii_space(classes[at]); ++at) {
      if (!base::is_ascii_digit(classes[at])) one = mixed(one, static_cast<unsigned char>(classes[at]));
    }
    sum += one;
  }
  return sum;
}

Key named(const html::Document& document, NodeId id) {
  Key key = 0;
  for (const html::Attribute& attribute : document.attributes(id)) {
    const Name name = attribute.name();
    if (name == Name::kClass || name == Name::kItemprop) key += key_of_classes(document.value(attribute));
  }
  return key;
}

}  // namespace

Keys::Keys(const Survey& survey, const std::vector<Post>& posts) : keys_(survey.document().size(), 0) {
  const html::Document& document = survey.document();
  std::unordered_map<Key, std::uint32_t> seen;  // elements of a kind in one place, counted
  for (const Post& post : posts) {
    seen.clear();
    for_each_own(document, post.item, [&](NodeId id) {
      const Key around = keys_[document.parent(id)];
      const bool top = document.parent(id) < post.item.stretch.begin || around == 0;
      if (!document.is_element(id)) {
        keys_[id] = document.is_text(id) ? mixed(top ? 1 : around, 3) : 0;
        return true;
      }
      if (id == post.item.root && post.item.stretch.begin == id) {
        keys_[id] = 5;
        return true;
      }
      const auto tag = static_cast<Key>(document.node(id).name);
      const Key name = named(document, id);
      if (name != 0) {
        keys_[id] = mixed(mixed(7, tag), name);
      } else {
        const Key place = mixed(mixed(top ? 1 : around, tag), document.parent(id));
        keys_[id] = mixed(mixed(top ? 1 : around, tag), seen[place]++);
      }
      return true;
    });
  }
}

}  // namespace thresh::automatic
