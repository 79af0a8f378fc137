// What one politeness is for: all hosts of one owner, as the Public Suffix List tells owners apart.
//
// "a.forum.example" and "b.forum.example" are one machine room as often as not, so they share a connection and a gap;
// "a.github.io" and "b.github.io" belong to two. host_key.cpp is the adapter to libpsl and its compiled-in list.
//
// Tested by tests/fetch/host_key_test.cpp.
#pragma once

#include <string>
#include <string_view>

#include "fetch/url.h"

namespace thresh::fetch {

// The registrable domain of a host (ASCII, lower case); empty where there is none: an address, "localhost", a public
// suffix itself.
std::string registrable_domain(std::string_view host);

// The key: the registrable domain, else the host; of an address with its port, since ports are all that tells two
// servers behind it apart: "forum.example", "localhost", "127.0.0.1:8080", "[2001:db8::1]:443".
std::string host_key(const Url& url);

// Whether two addresses belong to one owner.
bool same_owner(const Url& a, const Url& b);

}  // namespace thresh::fetch
