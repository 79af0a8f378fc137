// Boosted trees as a file has them: what is asked, what adds up, what is refused.
#include "automatic/trees.h"

#include <rapidcheck.h>

#include <array>
#include <catch2/catch.hpp>
#include <cmath>
#include <string>
#include <vector>

using thresh::automatic::Trees;

TEST_CASE("a tree asks whether a column is at most a number") {
  const auto trees = Trees::read("# about\ncolumns\ta b\n0<1.5 =1 1<-2 =2 =4\n");
  REQUIRE(trees);
  CHECK(trees->columns().size() == 2);
  CHECK(trees->sum(std::array{1.5F, 0.0F}) == 1);
  CHECK(trees->sum(std::array{1.6F, -2.0F}) == 2);
  CHECK(trees->sum(std::array{1.6F, -1.9F}) == 4);
}

TEST_CASE("the leaves of several trees add up to the logit of a probability") {
  const auto trees = Trees::read("columns\ta\n=0.5\n0<0 =-1 =1.5\n");
  REQUIRE(trees);
  CHECK(trees->sum(std::array{1.0F}) == 2);
  CHECK(trees->probability(std::array{1.0F}) == Approx(1 / (1 + std::exp(-2.0))));
}

TEST_CASE("trees of several classes take turns") {
  const auto trees = Trees::read("columns\ta\nclasses\tx y\n=1\n=2\n0<0 =0 =3\n=0\n");
  REQUIRE(trees);
  const auto both = trees->probabilities(std::array{1.0F});
  REQUIRE(both.size() == 2);
  CHECK(both[0] + both[1] == Approx(1));
  CHECK(both[0] == Approx(std::exp(4.0) / (std::exp(4.0) + std::exp(2.0))));
}

TEST_CASE("many rows give what each of them gives") {
  // Random trees over three columns, of which the last is the same for all rows.
  rc::check([] {
    const auto number = [] { return std::to_string(*rc::gen::inRange(-3, 4)); };
    std::string table = "columns\ta b c\n";
    const int most = *rc::gen::element(12, 200);  // the larger have more leaves than a set of bits
    for (int tree = *rc::gen::inRange(1, 4); tree > 0; --tree) {
      int open = 1;
      for (int words = 0; open > 0; ++words) {
        const bool leaf = words > most || *rc::gen::inRange(0, most > 12 ? 3 : 2) == 0;
        table += leaf ? "=" + number() + "." + std::to_string(words)
                      : std::to_string(*rc::gen::inRange(0, 3)) + "<" + number() + ".5";
        open += leaf ? -1 : 1;
        table += open > 0 ? " " : "\n";
      }
    }
    const auto trees = Trees::read(table);
    RC_ASSERT(trees);
    const auto known = static_cast<float>(*rc::gen::inRange(-3, 4));
    std::vector<float> left, right;  // two tables of a column each
    std::vector<double> expected;
    for (int i = *rc::gen::inRange(0, 11); i > 0; --i) {
      const std::array row{static_cast<float>(*rc::gen::inRange(-3, 4)), static_cast<float>(*rc::gen::inRange(-3, 4)),
                           known};
      expected.push_back(trees->probability(row));
      left.push_back(row[0]);
      right.push_back(row[1]);
    }
    const std::array tables{Trees::Table{left, 1}, Trees::Table{right, 1}};
    RC_ASSERT(trees->probabilities(tables, std::array{known}) == expected);
  });
}

TEST_CASE("what is no model is refused") {
  for (const char* const table : {"", "columns\ta\n", "=1\n", "columns\ta\n0<1 =1\n", "columns\ta\n1<1 =1 =2\n",
                                  "columns\ta\n0<x =1 =2\n", "columns\ta\n=1 =2\n", "columns\ta\n0<1 =1 =2 =3\n",
                                  "columns\ta\n0 =1 =2\n", "columns\ta\nclasses\tx y\n=1\n"}) {
    CAPTURE(table);
    CHECK_FALSE(Trees::read(table));
  }
}
