// See arguments.h. CLI11 knows nothing of our commands but what the table says; its exceptions end here.
#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>

#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/version.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

void add_flag(CLI::App& app, const Flag& flag) {
  const std::string names(flag.names), about(flag.about);
  CLI::Option* option = nullptr;
  if (bool* const* target = std::get_if<bool*>(&flag.target)) {
    option = app.add_flag(names, **target, about);
  } else if (std::string* const* text = std::get_if<std::string*>(&flag.target)) {
    option = app.add_option(names, **text, about);
  } else {
    option = app.add_option(names, *std::get<std::vector<std::string>*>(flag.target), about);
    if (flag.names.starts_with('-')) option->allow_extra_args(false);  // one value each time it is given
  }
  if (flag.required) option->required();
  if (!flag.choices.empty()) option->check(CLI::IsMember(flag.choices));
}

// A command with its flags, on its way through the parser.
struct Entry {
  const Command* command;
  std::unique_ptr<Invocation> invocation;
  CLI::App* app;
};

CLI::App* find_app(CLI::App& root, std::string_view name) {
  const std::vector<CLI::App*> all = root.get_subcommands({});
  const auto found = std::find_if(all.begin(), all.end(), [&](const CLI::App* app) { return app->get_name() == name; });
  return found == all.end() ? nullptr : *found;
}

CLI::App* group_app(CLI::App& root, std::string_view group) {
  CLI::App* known = find_app(root, group);
  return known != nullptr ? known : root.add_subcommand(std::string(group));
}

Entry add_command(CLI::App& root, const Command& command) {
  const std::size_t space = command.name.find(' ');
  CLI::App* parent = space == std::string_view::npos ? &root : group_app(root, command.name.substr(0, space));
  CLI::App* app = parent->add_subcommand(std::string(command.name.substr(space == std::string_view::npos ? 0 : space + 1)));
  Entry entry{&command, command.make(), app};
  const std::vector<Flag> flags = entry.invocation->flags();
  for (const Flag& flag : flags) add_flag(*app, flag);
  app->formatter(std::make_shared<CLI::FormatterLambda>(
      [&command, flags](const CLI::App*, std::string, CLI::AppFormatMode) { return command_help(command, flags); }));
  return entry;
}

// The command nearest to a mistyped one: "did you mean".
std::string suggestion(const std::string& typed) {
  std::string best;
  std::size_t best_distance = 3;
  for (const Command& command : commands()) {
    const std::string first(command.name.substr(0, command.name.find(' ')));
    const std::size_t distance = text::edit_distance(typed, first);
    if (distance < best_distance) best = first, best_distance = distance;
  }
  return best.empty() ? "" : ": did you mean `" + best + "`?";
}

Answer usage_error(std::string message) {
  return {"thresh: error: " + std::move(message) + "\n  `thresh --help` shows what there is\n", kUsage};
}

bool has_argument(int argc, const char* const* argv, std::string_view wanted) {
  return std::any_of(argv + 1, argv + argc, [&](const char* argument) { return argument == wanted; });
}

}  // namespace

std::variant<Parsed, Answer> parse_arguments(int argc, const char* const* argv) {
  if (argc < 2) return Answer{general_help(), kUsage};
  const std::string first = argv[1];
  if (first == "--version") return Answer{has_argument(argc, argv, "--json") ? version_json() : version_line(), kDone};
  if (first == "--help" || first == "-h" || first == "help") return Answer{general_help(), kDone};

  CLI::App root("thresh");
  Parsed parsed;
  root.add_flag("-q,--quiet", parsed.common.quiet);
  root.add_option("--color", parsed.common.color)->check(CLI::IsMember({"auto", "always", "never"}));
  root.require_subcommand(1);
  root.fallthrough();
  std::vector<Entry> entries;
  for (const Command& command : commands()) entries.push_back(add_command(root, command));
  for (CLI::App* app : root.get_subcommands({})) {
    app->fallthrough();
    const std::string name = app->get_name();
    if (app->get_subcommands({}).empty()) continue;
    app->require_subcommand(1);
    app->formatter(std::make_shared<CLI::FormatterLambda>(
        [name](const CLI::App*, std::string, CLI::AppFormatMode) { return group_help(name); }));
    for (CLI::App* member : app->get_subcommands({})) member->fallthrough();
  }
  const bool known = first.starts_with('-') || find_app(root, first) != nullptr;
  if (!known) return usage_error("there is no command `" + first + '`' + suggestion(first));
  try {
    root.parse(argc, argv);
  } catch (const CLI::CallForHelp&) {
    std::string help = root.help();
    return Answer{std::move(help), kDone};
  } catch (const CLI::ParseError& error) {
    return usage_error(error.what());
  }
  for (Entry& entry : entries) {
    if (entry.app->parsed()) parsed.invocation = std::move(entry.invocation);
  }
  return parsed;
}

}  // namespace thresh::cli
