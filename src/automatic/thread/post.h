// A post while it is taken apart: where its parts stand.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "automatic/thread/groups.h"
#include "html/document.h"
#include "record/reasons.h"

namespace thresh::automatic {

// A value that is (a part of) the text of a node, or an attribute of it.
struct Place {
  html::NodeId node = html::kNoNode;
  const html::Attribute* attribute = nullptr;  // null: the text
  std::string words = {};                      // the part of the text that counts; empty: all of it
  std::string made = {};                       // where it is not the text, but worked out of it: the value
  bool found() const { return node != html::kNoNode; }
};

struct Post {
  Item item;
  std::vector<html::NodeId> body;   // neighbours, in order
  std::vector<html::NodeId> frame;  // subtrees in the body, in order, that are the page's: a by-line, buttons (frame.h)
  Place author, author_url, date, votes, url, headline, rating, edited;
  Place specialty, location, author_rating;  // of the author (cards.h)
  std::string author_name, date_iso;         // as far as they are known
  bool accepted = false;
  bool liked = false;               // its votes are likes or thanks, which stand under posts of any kind
  std::size_t reply_to = SIZE_MAX;  // an index
  bool opening = false;             // it stands apart from the others
  bool titled = false;              // its body is the page's heading
  bool labelled = false;            // a label above it told it (turns.h)
  bool odd = false;                 // its element is called otherwise than those of the others
};

// Whether no other post tells how a post is made: it opens the page, there are hardly any, or a label told it.
inline bool is_alone(const std::vector<Post>& posts, std::size_t i) {
  return posts[i].opening || posts[i].labelled || posts[i].odd || posts.size() <= 2;
}

// A subtree in a body that is no part of it.
struct Dropped {
  html::NodeId node;
  record::Removal reason;
};

}  // namespace thresh::automatic
