// thresh select PAGE SELECTOR…: what selectors find on a page.
//
// A match is a line, so that other programs can count, sort and cut them; --json says all that is known of each. Where
// several pages are asked, a line starts with the name of its page and a tab.
//
// Tested by tests/cli/select.test.
#include <unistd.h>

#include <memory>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/selection.h"
#include "cli/shared_flags.h"
#include "emit/emit.h"
#include "extract/pick.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/serialize.h"
#include "text/unicode.h"

namespace thresh::cli {
namespace {

using html::NodeId;

// A page that was read, whatever it looked like: who asks for elements says that it is HTML.
struct OpenPage {
  std::unique_ptr<convert::Page> page;
  std::unique_ptr<html::Document> parsed;  // of what does not look like HTML
  const html::Document* html = nullptr;
  std::optional<html::Visibility> visibility;

  const html::Document& document() const { return *html; }
};

base::Result<OpenPage> open(const convert::Input& input, const base::Limits& limits,
                            const html::ParseOptions& options) {
  auto page = convert::Page::open(input, limits, options);
  if (!page) return std::unexpected(std::move(page.error()));
  OpenPage opened{std::move(*page), nullptr, nullptr, {}};
  opened.html = opened.page->document();
  if (opened.html == nullptr) {
    opened.parsed = std::make_unique<html::Document>(
        html::parse(opened.page->decoded().text, limits, opened.page->arena(), options));
    opened.html = opened.parsed.get();
  }
  opened.visibility.emplace(*opened.html);
  return opened;
}

// The text of a match on one line: of an element that has its value in an attribute (<meta content>), that.
std::string text_of(OpenPage& page, const Match& match) {
  const html::Document& document = page.document();
  if (match.value) return text::collapse_spaces(*match.value);
  if (!document.is_element(match.node)) return text::collapse_spaces(document.text(match.node));
  const std::string_view implied = extract::value_attribute(document.name(match.node), record::Type::kText);
  const auto value = implied.empty() ? std::nullopt : document.attribute(match.node, implied);
  if (value) return text::collapse_spaces(*value);
  if (!page.page->budget().spend(document.node(match.node).end - match.node)) return {};
  html::RenderOptions options;
  options.visibility = &*page.visibility;
  return text::collapse_spaces(text::compose(html::render(document, match.node, options, page.page->arena())));
}

std::string html_of(OpenPage& page, const Match& match) {
  if (match.value) return text::collapse_spaces(*match.value);
  const html::Document& document = page.document();
  return page.page->budget().spend(document.node(match.node).end - match.node) ? html::outer_html(document, match.node)
                                                                               : std::string();
}

// The bytes of the input that a match was read from; null where it has no place of its own.
record::Value bytes_of(const OpenPage& page, const Match& match) {
  if (match.source.size() == 0) return nullptr;
  const base::Span bytes = page.page->decoded().map.original(match.source);
  return record::List{std::int64_t{bytes.begin}, std::int64_t{bytes.end}};
}

record::Value attributes_of(const html::Document& document, NodeId node) {
  record::Map attributes;
  for (const html::Attribute& one : document.attributes(node)) {
    attributes.set(document.name(one), document.value(one));
  }
  return attributes;
}

class Select : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {
            {.names = "page",
             .value = "PAGE",
             .about = "a file, a folder, a pattern, .gz; - is standard input",
             .target = &page_,
             .required = true},
            {.names = "selectors",
             .value = "SELECTOR…",
             .about = "CSS, or XPath after `xpath:`; a trailing ` @name` takes an attribute",
             .target = &selectors_,
             .required = true},
            {.names = "--html", .value = {}, .about = "the HTML of each match instead of its text", .target = &html_},
            {.names = "--attr",
             .value = "NAME",
             .about = "the value of this attribute; elements without it are passed over",
             .target = &attribute_},
            {.names = "--count", .value = {}, .about = "only how many matches there are", .target = &count_},
            {.names = "--json",
             .value = {},
             .about =
                 "a list of objects: selector, path, name, attributes, text,\nand where it stands in the input's bytes",
             .target = &json_},
            engine_flag(engine_),
        },
        input_);
  }

  int run(Console& console) override {
    if (!read_queries(console)) return kUsage;
    Inputs inputs({page_}, {}, console, {}, input_.options());
    many_ = inputs.many();
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    if (json_) json_writer_ = emit::find_format("json")->make(*output, {.many = true});
    auto written = write_all(inputs, console, *output);
    if (written && json_) written = json_writer_->finish();
    if (written) written = output->commit();
    if (!written) return report_written(written);
    if (inputs.failed() > 0) return inputs.exit_code();
    return found_ > 0 ? kDone : kFindings;
  }

 private:
  // All mistakes at once.
  bool read_queries(Console& console) {
    bool sound = true;
    for (const std::string& written : selectors_) {
      auto query = read_query(written);
      if (!query) {
        console.error(query.error());
        sound = false;
        continue;
      }
      for (const std::string& sentence : left_out(*query)) console.warn(sentence);
      if (!attribute_.empty()) query->attribute = text::ascii_lower(attribute_);
      queries_.push_back(std::move(*query));
    }
    return sound;
  }

  base::Result<void> write_all(Inputs& inputs, Console& console, base::Output& output) {
    const base::Limits limits;
    while (const auto input = inputs.next()) {
      const std::string name(input->name);
      auto page = open(*input, limits, {.engine = engine_of(engine_)});
      if (!page) {
        inputs.fail(name, page.error());
        continue;
      }
      const std::vector<Match> matches = find_matches(queries_, page->document(), page->page->budget());
      found_ += matches.size();
      const auto written = count_ ? write_counts(name, matches, output) : write_matches(name, *page, matches, output);
      if (!written) return written;
      for (const base::Finding& finding : page->page->findings()) warn(name, finding, console);
      for (const base::Finding& finding : page->page->shortages()) warn(name, finding, console);
    }
    return {};
  }

  static void warn(const std::string& name, const base::Finding& finding, Console& console) {
    console.warn(name + ": " + std::string(base::name(finding.code)) + ": " + finding.message);
  }

  base::Result<void> write_matches(const std::string& name, OpenPage& page, const std::vector<Match>& matches,
                                   base::Output& output) {
    std::optional<NodePaths> paths;
    if (json_) paths.emplace(page.document());
    for (const Match& match : matches) {
      const auto written = json_ ? json_writer_->write(as_json(name, page, match, *paths))
                                 : write_line(name, html_ ? html_of(page, match) : text_of(page, match), output);
      if (!written) return written;
    }
    return {};
  }

  base::Result<void> write_line(const std::string& name, const std::string& line, base::Output& output) const {
    return output.write((many_ ? name + '\t' : std::string()) + line + '\n');
  }

  // A line for each selector where there are several.
  base::Result<void> write_counts(const std::string& name, const std::vector<Match>& matches, base::Output& output) {
    std::vector<std::size_t> counts(queries_.size());
    for (const Match& match : matches) ++counts[match.query];
    for (std::size_t i = 0; i < counts.size(); ++i) {
      const std::string line =
          std::to_string(counts[i]) + (counts.size() > 1 ? '\t' + text::collapse_spaces(queries_[i].written) : "");
      record::Map object;
      object.add("page", name);
      object.add("selector", queries_[i].written);
      object.add("count", counts[i]);
      const auto written = json_ ? json_writer_->write(object) : write_line(name, line, output);
      if (!written) return written;
    }
    return {};
  }

  record::Map as_json(const std::string& name, OpenPage& page, const Match& match, const NodePaths& paths) const {
    const html::Document& document = page.document();
    const bool placed = match.node != html::kNoNode, element = placed && document.is_element(match.node);
    record::Map object;
    object.add("page", name);
    object.add("selector", queries_[match.query].written);
    object.add("path", placed ? record::Value(paths.path(match.node, match.attribute)) : nullptr);
    object.add("name", element ? record::Value(document.name(match.node)) : nullptr);
    object.add("attributes", element ? attributes_of(document, match.node) : nullptr);
    if (match.value) object.add("value", *match.value);
    object.add("text", text_of(page, match));
    if (html_) object.add("html", html_of(page, match));
    object.add("bytes", bytes_of(page, match));
    return object;
  }

  std::string page_, attribute_, engine_;
  std::vector<std::string> selectors_;
  bool html_ = false, count_ = false, json_ = false, many_ = false;
  std::vector<Query> queries_;
  std::unique_ptr<emit::Emitter> json_writer_;
  std::size_t found_ = 0;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_select() { return std::make_unique<Select>(); }

}  // namespace thresh::cli
