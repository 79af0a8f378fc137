// Boosted trees as a file has them: what is asked, what adds up, what is refused.
#include "automatic/trees.h"

#include <array>
#include <catch2/catch.hpp>
#include <cmath>

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

TEST_CASE("what is no model is refused") {
  for (const char* const table : {"", "columns\ta\n", "=1\n", "columns\ta\n0<1 =1\n", "columns\ta\n1<1 =1 =2\n",
                                  "columns\ta\n0<x =1 =2\n", "columns\ta\n=1 =2\n", "columns\ta\n0<1 =1 =2 =3\n",
                                  "columns\ta\n0 =1 =2\n", "columns\ta\nclasses\tx y\n=1\n"}) {
    CAPTURE(table);
    CHECK_FALSE(Trees::read(table));
  }
}
