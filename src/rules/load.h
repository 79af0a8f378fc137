// Selector files: YAML to checked Rules.
//
// Strict, so that a mistake is found when the file is written and not when the data is read: an unknown or duplicate
// key, an alias, a tag, a bare `no` where text is meant, a selector that does not compile, a field that the kind does
// not have is an error with file, line, column, the line, a caret and, where there is one, the likely fix.
// yaml-cpp reads the YAML (rules/yaml_tree.cpp, the only file that includes it).
//
// Tested by tests/rules/load_test.cpp and tests/rules/errors/*.yaml.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/disk.h"
#include "base/error.h"
#include "base/limits.h"
#include "rules/rules.h"

namespace thresh::rules {

// The rules of one file: one, or one for each of its `variants`. All errors of the file, in the order of its lines,
// if there are any (never an empty list then). Errors: kBadRules, kTooLarge.
using Loaded = std::expected<std::vector<Rules>, std::vector<base::Error>>;
Loaded load(std::string_view yaml, std::string_view file, const base::Limits& limits);

// The rules of a file, or of every *.yaml of a folder (sorted by name). Errors as above, and kNotFound, kUnreadable.
Loaded load_path(base::Disk& disk, const std::string& path, const base::Limits& limits);

// The rules compiled into the program. They are tested, so this cannot fail but by a broken build.
Loaded load_shipped(const base::Limits& limits);

// What a list of files and folders means: their rules, or the shipped ones where it is empty. A single file is for
// every page; of several the one that matches is used. All errors of all files.
std::expected<RuleSet, std::vector<base::Error>> load_set(base::Disk& disk, std::span<const std::string> paths,
                                                          const base::Limits& limits);

// The rules of one file, as YAML with every short form written out: `thresh rules show --resolved`. What is written
// reads back as the same rules. One of several variants is written as a file with that variant alone.
std::string resolved(std::span<const Rules> file);
std::string resolved(const Rules& rules);

}  // namespace thresh::rules
