// Small pages of forums for the tests, in the shapes that engines make.
#pragma once

#include <string>
#include <vector>

namespace thresh::tests {

struct Written {
  std::string author, date, text;
};

inline std::vector<Written> some_posts() {
  return {
      {"anna", "March 3, 2021, 4:10 pm", "My kettle leaks at the handle, and I would like to know how to seal it."},
      {"ben_k", "March 3, 2021, 5:32 pm", "Take the handle off and look at the ring of rubber. It is often worn out."},
      {"carla", "March 4, 2021, 9:00 am", "Thanks!"},
      {"anna", "March 4, 2021, 9:45 am", "The ring was torn indeed. A new one costs next to nothing, and all is dry."}};
}

// Each post written by `one(post, number)`.
template <class One>
std::string page_of(std::string before, One one, std::string after = {}) {
  std::string page = "<html><head><title>A leaking kettle | Tea Board</title></head><body>" + std::move(before);
  int number = 1;
  for (const Written& post : some_posts()) page += one(post, number++);
  return page + std::move(after) + "</body></html>";
}

}  // namespace thresh::tests
