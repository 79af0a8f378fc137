// A thread, or a question with its answers, told from the shape of a page alone: no selector file, no structured data.
//
//   survey     what stands where (survey.h)
//   groups     the repeated structures, each with how much its items look like posts (groups.h)
//   opening    the first post, where it stands apart from the others
//   parts      what of each post is its body, its author, its date … (body.h, parts.h)
//   confidence how sure it is that this is a thread
//
// docs/automatic-threads.md tells the whole of it. Linear in the page.
//
// Tested by tests/automatic/thread/thread_test.cpp.
#pragma once

#include <memory>
#include <optional>
#include <vector>

#include "automatic/thread/confidence.h"
#include "automatic/thread/post.h"
#include "extract/draft.h"
#include "extract/page_view.h"
#include "html/document.h"
#include "record/shape.h"

namespace thresh::automatic {

// From this confidence on a page is taken for a thread.
inline constexpr double kSureThread = 0.5;

struct Thread {
  const record::Kind* kind = nullptr;  // qa or thread
  extract::Draft draft;
  double confidence = 0;                 // from 0 to 1: that the page is a thread whose posts these are
  Evidences evidences = {};              // what that was told from
  bool wordless = false;                 // no post has a text: it is none
  bool of_article = false;               // what opens it is an article, and the others are comments on it
  std::vector<html::NodeId> posts;       // the element that carries each post
  html::NodeId listing = html::kNoNode;  // the innermost element around all of them
  std::vector<Dropped> dropped;          // subtrees in the posts' bodies that are no part of them, in page order
};

// The page's posts, where it has any that could be.
std::optional<Thread> find_thread(const extract::PageView& page);

// The comments below something else (an article): its best group of posts, without what stands above them. `draft` is
// the list `comments`.
struct Comments {
  extract::Draft draft;
  double confidence = 0;
  bool named = false;  // most of them are called comments
  std::vector<html::NodeId> posts;
  html::NodeId listing = html::kNoNode;
  std::vector<Dropped> dropped;
};
std::optional<Comments> find_comments(const extract::PageView& page);

// What stands below a heading that is a name, and above the first post, of whoever bears it: fields of a profile.
struct Head {
  extract::Draft draft;    // specialties, places, rating, contact: those that are there
  bool specialty = false;  // what he does is said
  bool rated = false;      // and how many gave what rating
};

// Both for one page, which is looked over once.
class PostFinder {
 public:
  explicit PostFinder(const extract::PageView& page);  // of HTML
  ~PostFinder();
  PostFinder(const PostFinder&) = delete;
  PostFinder& operator=(const PostFinder&) = delete;

  // As find_thread, but without the draft and what is dropped: for who wants to know first whether it is one.
  std::optional<Thread> thread();
  // Adds those to what thread() gave, before comments() is asked.
  void fill(Thread& thread);
  // A question and its answers that labels tell ("Patient's query", "Answered by"), where thread() has none. Its
  // `posts` are all elements of their bodies.
  std::optional<Thread> turns();
  // As find_comments, in the same way. Nothing where it is told early that they are less sure than `least`.
  std::optional<Comments> comments(double least = 0);
  void fill(Comments& comments);
  Head head_of(html::NodeId heading) const;

 private:
  class Builder;
  std::unique_ptr<Builder> builder_;
};

}  // namespace thresh::automatic
