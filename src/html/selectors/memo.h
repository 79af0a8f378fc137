// What is remembered of a page while selectors run over it, so that nothing is counted or looked for twice.
//
// The answers of a test by element or by parent. A table that grows past its bound is emptied: what is asked again is
// worked out again, and the memory that a page can take stays bounded. Selectors are asked in page order, so that few
// entries are ever needed at a time.
//
// Tested by tests/html/selector_limits_test.cpp.
#pragma once

#include <cstddef>
#include <cstdint>
#include <unordered_map>

#include "html/document.h"

namespace thresh::html {

struct MemoKey {
  const void* test;        // the part of a selector that asks
  NodeId node;             // of what
  std::uint32_t more = 0;  // what else the answer depends on
  bool operator==(const MemoKey&) const = default;
};

template <class Answer>
class Memo {
 public:
  const Answer* find(const MemoKey& key) const {
    const auto found = answers_.find(key);
    return found == answers_.end() ? nullptr : &found->second;
  }
  void set(const MemoKey& key, const Answer& answer) {
    if (answers_.size() >= kMostEntries) answers_.clear();
    answers_.insert_or_assign(key, answer);
  }

 private:
  static constexpr std::size_t kMostEntries = std::size_t{1} << 19;

  struct Hash {
    std::size_t operator()(const MemoKey& key) const {
      const std::size_t where = std::size_t{key.node} << 32 | key.more;
      return (reinterpret_cast<std::uintptr_t>(key.test) ^ where) * 0x9E3779B97F4A7C15u ^ where;
    }
  };
  std::unordered_map<MemoKey, Answer, Hash> answers_;
};

// A search that goes on where it stopped: from `begin` to `at` there is nothing that is looked for; at `at` there is,
// if it is a `hit`. Who asks for a place before `begin` starts it anew.
template <class Place>
struct Ahead {
  Place begin = 0;
  Place at = 0;
  bool hit = false;

  void start(Place from) {
    if (from < begin || from > at) *this = {from, from, false};
  }
};

}  // namespace thresh::html
