// What stands where in a record, whatever was put there before.
#include "convert/place_table.h"

#include <rapidcheck.h>
#include <catch2/catch.hpp>

#include <map>
#include <optional>
#include <string>
#include <utility>

namespace thresh::convert {
namespace {

using Origin = std::pair<std::uint32_t, std::string>;  // its number, and the part of it

// What stands at the nearest place at or above a path, found as who walks down to it finds it.
std::optional<Origin> above(const PlaceTable& table, const std::string& path) {
  const PlaceTable::Place* nearest = nullptr;
  std::uint32_t order = 0;
  for (std::size_t end = path.find('/', 1);; end = path.find('/', end + 1)) {
    const std::string head = path.substr(0, end);
    const PlaceTable::Place* here = table.find(head, PlaceTable::hash_of(head));
    if (here != nullptr && here->order > order) {
      order = here->order;
      if (here->origin != PlaceTable::kNone) nearest = here;
    }
    if (end == std::string::npos) break;
  }
  if (nearest == nullptr) return std::nullopt;
  return Origin(nearest->origin, table.part_of(*nearest));
}

TEST_CASE("what is put at a path stands there, and below it") {
  PlaceTable table;
  CHECK(table.find("/a") == nullptr);
  table.put("/a", 1, "");
  CHECK(above(table, "/a") == Origin(1, ""));
  CHECK(above(table, "/a/b/c") == Origin(1, ""));
  CHECK_FALSE(above(table, "/ab"));
  table.put("/a/b", 2, "/x");
  CHECK(above(table, "/a/b/c") == Origin(2, "/x"));
  CHECK(above(table, "/a/c") == Origin(1, ""));
}

TEST_CASE("what is put later writes over what stood there and below") {
  PlaceTable table;
  table.put("/a/b", 1, "");
  table.put("/a", 2, "");
  CHECK(above(table, "/a/b") == Origin(2, ""));
  CHECK(table.find("/a/b") == nullptr);
  table.share("/a/b", "/p", "/c");
  CHECK_FALSE(above(table, "/c"));
  table.put("/a/b", 3, "");
  CHECK(above(table, "/a/b") == Origin(3, ""));
}

TEST_CASE("what is moved stands elsewhere, and what it wrote over stays so") {
  PlaceTable table;
  table.put("/a/name/x", 1, "");
  table.put("/a/name", 2, "/p");
  table.move("/a/name", "/a/other");
  CHECK(table.find("/a/name") == nullptr);
  CHECK_FALSE(above(table, "/a/name/x"));
  CHECK(above(table, "/a/other") == Origin(2, "/p"));
  table.move("/nowhere", "/a/name");
  CHECK_FALSE(above(table, "/a/name"));
}

TEST_CASE("what is shared is a part of the part") {
  PlaceTable table;
  table.put("/a", 1, "/p");
  table.share("/a", "/q", "/b");
  CHECK(above(table, "/b") == Origin(1, "/p/q"));
  table.share("/a", "/r", "/a");
  CHECK(above(table, "/a") == Origin(1, "/p/r"));
  table.share("/nowhere", "/q", "/c");
  CHECK_FALSE(above(table, "/c"));
}

// The same by a map in which what is written over is searched for and taken out.
class Model {
 public:
  void put(const std::string& path, Origin origin) {
    std::erase_if(places_, [&](const auto& one) { return one.first.starts_with(path + '/'); });
    places_[path] = std::move(origin);
  }
  void move(const std::string& from, const std::string& to) {
    if (auto node = places_.extract(from)) put(to, node.mapped());
  }
  void share(const std::string& from, const std::string& part, const std::string& to) {
    if (const auto known = places_.find(from); known != places_.end()) {
      put(to, {known->second.first, known->second.second + part});
    }
  }
  std::optional<Origin> above(std::string path) const {
    for (; !path.empty(); path.resize(path.rfind('/'))) {
      if (const auto known = places_.find(path); known != places_.end()) return known->second;
    }
    return std::nullopt;
  }

 private:
  std::map<std::string, Origin> places_;
};

TEST_CASE("any sequence leaves what a map would hold") {
  REQUIRE(rc::check([] {
    // Few paths, so that they meet; many places beside them, so that the table grows.
    const auto any_path = rc::gen::map(rc::gen::container<std::string>(rc::gen::elementOf(std::string("ab"))),
                                       [](const std::string& letters) {
                                         std::string path = "/r";
                                         for (const char c : letters.substr(0, 4)) path += std::string("/") + c;
                                         return path;
                                       });
    PlaceTable table;
    Model model;
    const auto steps = *rc::gen::inRange<std::uint32_t>(0, 60);
    for (std::uint32_t i = 0; i < steps; ++i) {
      const std::string one = *any_path, other = *any_path;
      switch (*rc::gen::inRange(0, 4)) {
        case 0:
          table.move(one, other);
          model.move(one, other);
          break;
        case 1:
          table.share(one, "/p", other);
          model.share(one, "/p", other);
          break;
        case 2:
          table.put("/beside/" + std::to_string(i), i, "");
          model.put("/beside/" + std::to_string(i), {i, ""});
          break;
        default:
          table.put(one, i, "");
          model.put(one, {i, ""});
      }
    }
    for (int i = 0; i < 20; ++i) {
      const std::string path = *any_path;
      RC_ASSERT(above(table, path) == model.above(path));
    }
    for (std::uint32_t i = 0; i < steps; ++i) {
      const std::string path = "/beside/" + std::to_string(i);
      RC_ASSERT(above(table, path) == model.above(path));
    }
  }));
}

}  // namespace
}  // namespace thresh::convert
