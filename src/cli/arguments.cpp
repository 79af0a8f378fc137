// See arguments.h. CLI11 knows nothing of our commands but what the table says; its exceptions end here, and its
// messages are ours where we know better what was meant.
#include "cli/arguments.h"

#include <CLI/CLI.hpp>
#include <algorithm>
#include <optional>
#include <span>

#include "base/printable.h"
#include "cli/exit_code.h"
#include "cli/help.h"
#include "cli/version.h"
#include "text/nearest.h"

namespace thresh::cli {
namespace {

// The word nearest to a mistyped one, as a hint; empty if none is near.
std::string did_you_mean(std::string_view typed, const std::vector<std::string>& words) {
  const std::vector<std::string_view> names(words.begin(), words.end());
  const std::string_view best = text::nearest(typed, names);
  return best.empty() ? "" : ": did you mean `" + std::string(best) + "`?";
}

// What is wrong with a value; nothing is wrong with an empty message, as CLI11 has it.
std::string check_value(const std::string& value, const std::vector<std::string>& choices) {
  if (value.empty()) return "needs a value that is not empty";
  if (choices.empty() || std::ranges::find(choices, value) != choices.end()) return "";
  std::string message = "there is no `" + value + '`';
  const std::string hint = did_you_mean(value, choices);
  if (!hint.empty()) return message + hint;
  message += "; there are ";
  for (const std::string& choice : choices) message += (&choice == choices.data() ? "" : ", ") + choice;
  return message;
}

// CLI11 takes a positional "[a,b]" for a list of two. A byte in front of it, which no argument starts with, keeps an
// attribute selector whole.
constexpr char kShield = '\x1F';

std::string shielded(std::string_view argument) {
  std::string out;
  if (argument.starts_with('[') && argument.ends_with(']')) out += kShield;
  return out += argument;
}

void take_shield_off(std::string& value) {
  if (value.starts_with(kShield)) value.erase(0, 1);
}

void take_shields_off(const Flag& flag) {
  if (std::string* const* text = std::get_if<std::string*>(&flag.target)) take_shield_off(**text);
  std::vector<std::string>* const* list = std::get_if<std::vector<std::string>*>(&flag.target);
  if (list != nullptr) std::ranges::for_each(**list, take_shield_off);
}

void add_flag(CLI::App& app, const Flag& flag) {
  const std::string names(flag.names);
  CLI::Option* option = nullptr;
  if (bool* const* target = std::get_if<bool*>(&flag.target)) {
    app.add_flag(names, **target);
    return;
  }
  if (std::string* const* text = std::get_if<std::string*>(&flag.target)) {
    option = app.add_option(names, **text);
  } else {
    option = app.add_option(names, *std::get<std::vector<std::string>*>(flag.target));
    if (flag.names.starts_with('-')) option->allow_extra_args(false);  // one value each time it is given
  }
  option->check([choices = flag.choices](const std::string& value) { return check_value(value, choices); });
}

bool is_given(const Flag& flag) {
  if (std::string* const* text = std::get_if<std::string*>(&flag.target)) return !(*text)->empty();
  std::vector<std::string>* const* list = std::get_if<std::vector<std::string>*>(&flag.target);
  return list == nullptr || !(*list)->empty();
}

// A command with its flags, on its way through the parser.
struct Entry {
  const Command* command;
  std::unique_ptr<Invocation> invocation;
  std::vector<Flag> flags;
  CLI::App* app;
};

CLI::App* find_app(CLI::App& root, std::string_view name) {
  const std::vector<CLI::App*> all = root.get_subcommands({});
  const auto found = std::ranges::find_if(all, [&](const CLI::App* app) { return app->get_name() == name; });
  return found == all.end() ? nullptr : *found;
}

// A group such as `rules`; made when its first member is.
CLI::App& group_app(CLI::App& root, const std::string& group) {
  if (CLI::App* known = find_app(root, group)) return *known;
  CLI::App* app = root.add_subcommand(group);
  app->fallthrough();
  app->formatter(std::make_shared<CLI::FormatterLambda>(
      [group](const CLI::App*, const std::string&, CLI::AppFormatMode) { return group_help(group); }));
  return *app;
}

// Every command as an app of CLI11's tree.
class Parser {
 public:
  explicit Parser(Common& common) {
    root_.formatter(std::make_shared<CLI::FormatterLambda>(
        [](const CLI::App*, const std::string&, CLI::AppFormatMode) { return general_help(); }));
    root_.add_flag("-q,--quiet", common.quiet);
    add_flag(root_, {.names = "--color",
                     .value = "WHEN",
                     .about = "",
                     .target = &common.color,
                     .choices = {"auto", "always", "never"}});
    for (const Command& command : commands()) add(command);
  }

  // Whether `name` is a command, or a group of commands.
  bool knows(std::string_view name) { return find_app(root_, name) != nullptr; }

  // The invocation that was asked for, or what to print instead.
  std::variant<std::unique_ptr<Invocation>, Answer> parse(int argc, const char* const* argv) {
    try {
      root_.parse(argc, argv);
    } catch (const CLI::CallForHelp&) {
      return Answer{root_.help(), kDone};
    } catch (const CLI::ExtrasError&) {
      return usage_error(unexpected_message());
    } catch (const CLI::ArgumentMismatch& error) {
      const std::string message = error.what();  // "--to: 1 required TEXT missing", "--to: At Most 1 required …"
      const bool missing = message.ends_with("missing");
      return usage_error(message.substr(0, message.find(':')) + (missing ? " needs a value" : " is given twice"));
    } catch (const CLI::ParseError& error) {
      return usage_error(error.what());
    }
    const auto entry = std::ranges::find_if(entries_, [](const Entry& candidate) { return candidate.app->parsed(); });
    if (entry == entries_.end()) return usage_error("a command is missing");
    for (const Flag& flag : entry->flags) {
      take_shields_off(flag);
      if (flag.required && !is_given(flag)) return usage_error(std::string(flag.value) + " is missing");
    }
    return std::move(entry->invocation);
  }

 private:
  void add(const Command& command) {
    const std::size_t space = command.name.find(' ');
    const bool grouped = space != std::string_view::npos;
    CLI::App& parent = grouped ? group_app(root_, std::string(command.name.substr(0, space))) : root_;
    CLI::App* app = parent.add_subcommand(std::string(command.name.substr(grouped ? space + 1 : 0)));
    app->fallthrough();
    Entry entry{&command, command.make(), {}, app};
    entry.flags = entry.invocation->flags();
    for (const Flag& flag : entry.flags) add_flag(*app, flag);
    app->formatter(std::make_shared<CLI::FormatterLambda>(
        [&command, flags = entry.flags](const CLI::App*, const std::string&, CLI::AppFormatMode) {
          return command_help(command, flags);
        }));
    entries_.push_back(std::move(entry));
  }

  // How far into the tree the command line got: "rules", "rules check".
  std::vector<CLI::App*> reached() {
    std::vector<CLI::App*> path = {&root_};
    for (auto parsed = root_.get_subcommands(); !parsed.empty(); parsed = path.back()->get_subcommands())
      path.push_back(parsed.front());
    return path;
  }

  // The first argument that nothing takes, and what it may have been meant to be.
  std::string unexpected_message() {
    const std::vector<std::string> rest = root_.remaining(true);
    std::string argument = rest.empty() ? "" : rest.front();
    take_shield_off(argument);
    const std::vector<CLI::App*> path = reached();
    const bool is_flag = argument.starts_with('-');
    std::vector<std::string> words = {"--version"};
    for (const CLI::App* app : path) {
      for (const CLI::Option* option : app->get_options()) {
        for (const std::string& name : option->get_lnames()) words.push_back("--" + name);
      }
    }
    if (!is_flag) words = members(*path.back());
    const std::string noun = is_flag ? "flag" : words.empty() ? "use for" : "command";
    const std::string name = argument.substr(0, is_flag ? argument.find('=') : std::string::npos);
    return "there is no " + noun + " `" + name + '`' + did_you_mean(name, words);
  }

  static std::vector<std::string> members(const CLI::App& app) {
    std::vector<std::string> names;
    for (const CLI::App* member : app.get_subcommands([](const CLI::App*) { return true; }))
      names.push_back(member->get_name());
    return names;
  }

  Answer usage_error(const std::string& message) {
    std::string command = "thresh";
    for (const CLI::App* app : reached()) {
      if (app != &root_) command += ' ' + app->get_name();
    }
    return {"thresh: error: " + base::printable(message) + "\n  `" + command + " --help` shows what there is\n",
            kUsage};
  }

  CLI::App root_{"thresh"};
  std::vector<Entry> entries_;
};

// `--version`, wherever it stands; the only thing to say beside it is --json.
std::optional<Answer> version_answer(std::span<const char* const> arguments) {
  const auto is = [](std::string_view wanted) {
    return [wanted](std::string_view argument) { return argument == wanted; };
  };
  if (std::ranges::none_of(arguments, is("--version"))) return std::nullopt;
  return Answer{std::ranges::any_of(arguments, is("--json")) ? version_json() : version_line(), kDone};
}

}  // namespace

std::variant<Parsed, Answer> parse_arguments(int argc, const char* const* argv) {
  if (argc < 2) return Answer{general_help(), kUsage};
  if (auto answer = version_answer(std::span(argv, static_cast<std::size_t>(argc)).subspan(1))) return *answer;
  const std::string_view first = argv[1];
  if (argc == 2 && (first == "--help" || first == "-h" || first == "help")) return Answer{general_help(), kDone};

  Parsed parsed;
  Parser parser(parsed.common);
  std::vector<std::string> kept;
  for (const char* argument : std::span(argv, static_cast<std::size_t>(argc))) kept.push_back(shielded(argument));
  std::vector<const char*> arguments;
  for (const std::string& argument : kept) arguments.push_back(argument.c_str());
  if (first == "help") {  // `thresh help convert` is `thresh convert --help`
    arguments.erase(arguments.begin() + 1);
    if (parser.knows(arguments[1])) arguments.push_back("--help");
  }
  auto outcome = parser.parse(static_cast<int>(arguments.size()), arguments.data());
  if (Answer* answer = std::get_if<Answer>(&outcome)) return std::move(*answer);
  parsed.invocation = std::move(std::get<std::unique_ptr<Invocation>>(outcome));
  return parsed;
}

}  // namespace thresh::cli
