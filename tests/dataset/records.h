// Records for tests, from JSON.
#pragma once

#include <stdexcept>
#include <string>

#include "record/json_reader.h"
#include "record/value.h"

namespace thresh::tests {

inline record::Value value_of(const std::string& json) {
  record::JsonReader reader;
  auto value = reader.read(json);
  if (!value) throw std::runtime_error(value.error().message + ": " + json);
  return *std::move(value);
}

inline record::Map record_of(const std::string& json) { return *value_of(json).as_map(); }

// A question with answers as a page gives it. `more`: further members at the top, each with a comma before it.
inline std::string qa(const std::string& id, const std::string& title, const std::string& answers,
                      const std::string& sha = "aa", const std::string& more = "") {
  return R"({"id":")" + id + R"(","kind":"qa","source":{"name":")" + id + R"(.html","url":"https://clinic.example/q/)" +
         id + R"(","sha256":")" + sha +
         R"(","charset":"utf-8","captured":null,"rules":"clinic/question@1"},"url":"https://clinic.example/q/)" + id +
         R"(","language":"en","tags":[],"title":)" + title +
         R"(,"question":{"position":1,"headline":null,"body":"Will it hurt?","author":null,"date":null,"edited":null,)"
         R"("votes":null,"rating":null,"accepted":null,"url":null,"reply_to":null},"answers":[)" +
         answers + "]" + more + "}";
}

// An answer; each argument is JSON.
inline std::string answer(int position, const std::string& author, const std::string& body,
                          const std::string& votes = "null", const std::string& date = "null",
                          const std::string& reply_to = "null", const std::string& headline = "null") {
  const std::string person = author == "null"
                                 ? "null"
                                 : R"({"name":)" + author + R"(,"as_written":)" + author +
                                       R"(,"honorific":null,"given":null,"middle":null,"family":null,"suffix":null,)"
                                       R"("credentials":[],"url":null,"specialty":null,"location":null,"rating":null})";
  return R"({"position":)" + std::to_string(position) + R"(,"headline":)" + headline + R"(,"body":)" + body +
         R"(,"author":)" + person + R"(,"date":)" + date + R"(,"edited":null,"votes":)" + votes +
         R"(,"rating":null,"accepted":null,"url":null,"reply_to":)" + reply_to + "}";
}

}  // namespace thresh::tests
