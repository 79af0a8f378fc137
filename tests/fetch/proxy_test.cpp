// Which proxy a request goes through.
#include "fetch/proxy.h"

#include <catch2/catch.hpp>
#include <map>

namespace thresh::fetch {
namespace {

std::string proxy_with(const std::map<std::string, std::string>& variables, const std::string& url) {
  const ProxySettings settings = proxy_of_environment([&](const char* name) {
    const auto found = variables.find(name);
    return found == variables.end() ? std::string() : found->second;
  });
  return std::string(proxy_for(settings, *parse_url(url)));
}

TEST_CASE("The environment says which proxy") {
  CHECK(proxy_with({}, "http://a.example/").empty());
  CHECK(proxy_with({{"http_proxy", "p"}}, "http://a.example/") == "p");
  CHECK(proxy_with({{"http_proxy", "p"}}, "https://a.example/").empty());
  CHECK(proxy_with({{"HTTP_PROXY", "p"}}, "http://a.example/").empty());  // whoever asks a CGI program sets that
  CHECK(proxy_with({{"HTTPS_PROXY", "p"}}, "https://a.example/") == "p");
  CHECK(proxy_with({{"all_proxy", "p"}}, "http://a.example/") == "p");
  CHECK(proxy_with({{"ALL_PROXY", "p"}, {"https_proxy", "q"}}, "https://a.example/") == "q");
}

TEST_CASE("Hosts can be excepted, with what is below them") {
  const auto direct = [](const std::string& list, const std::string& url) {
    return proxy_with({{"http_proxy", "p"}, {"no_proxy", list}}, url).empty();
  };
  CHECK(direct("*", "http://a.example/"));
  CHECK(direct("a.example", "http://a.example/"));
  CHECK(direct(".a.example", "http://b.a.example/"));
  CHECK(direct("x, A.example y", "http://b.a.example/"));
  CHECK_FALSE(direct("a.example", "http://ba.example/"));
  CHECK_FALSE(direct("b.a.example", "http://a.example/"));
  CHECK(direct("127.0.0.1", "http://127.0.0.1:8080/"));
  CHECK(direct("::1", "http://[::1]/"));
}

TEST_CASE("Names of local networks are known") {
  for (const char* name : {"localhost", "a.localhost", "printer.local", "db.internal", "nas.home.arpa", "intranet"}) {
    CHECK(is_local_name(name));
  }
  for (const char* name : {"a.example", "local.example", "notlocalhost.example", "internal.a.example"}) {
    CHECK_FALSE(is_local_name(name));
  }
}

}  // namespace
}  // namespace thresh::fetch
