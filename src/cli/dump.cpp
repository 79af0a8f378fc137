// thresh dump PAGE: what the HTML engine sees of a page.
//
// The page is HTML whatever it looks like; nothing is left out and nothing is cleaned. --tree writes the format of
// html5lib's tests, so that any other parser's tree can be held against it; --spans says of every text, comment, tag
// and attribute value where it stands in the bytes of the input.
//
// Tested by tests/cli/dump.test.
#include <unistd.h>

#include "cli/commands.h"
#include "cli/exit_code.h"
#include "cli/input_flags.h"
#include "cli/inputs.h"
#include "cli/shared_flags.h"
#include "html/parse.h"
#include "html/render.h"
#include "html/spans_dump.h"
#include "html/tree_dump.h"
#include "text/decode.h"
#include "text/passage.h"

namespace thresh::cli {
namespace {

class Dump : public Invocation {
 public:
  std::vector<Flag> flags() override {
    return with_input_flags(
        {
            {.names = "page",
             .value = "PAGE",
             .about = "a file, .gz; - is standard input",
             .target = &page_,
             .required = true},
            {.names = "--tree",
             .value = {},
             .about = "the tree, in the format of html5lib's tests (what it does without a flag)",
             .target = &tree_},
            {.names = "--text", .value = {}, .about = "the text that a reader sees", .target = &text_},
            {.names = "--spans",
             .value = {},
             .about = "where each text, comment, tag and attribute value stands:\nbegin, end, kind, node, value",
             .target = &spans_},
            {.names = "--fragment",
             .value = "CONTEXT",
             .about = "the page is the content of this element: div, \"svg path\", \"math mi\"",
             .target = &fragment_},
            {.names = "--scripting",
             .value = {},
             .about = "read noscript as a browser that runs scripts does",
             .target = &scripting_},
            engine_flag(engine_),
        },
        input_);
  }

  int run(Console& console) override {
    if (tree_ + text_ + spans_ > 1) return usage(console, "--tree, --text and --spans: one of them");
    if (!fragment_.empty() && engine_ == "gumbo") return usage(console, "--fragment is for the own engine only");
    const base::Limits limits;
    Inputs inputs({page_}, {}, console, {}, input_.options());
    if (!inputs.is_one("dump")) return kUsage;
    const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
    base::Result<void> written;
    for (const std::string& name : inputs.names()) {
      const auto input = inputs.read(name);
      if (input && written) written = write(*input, limits, *output, console);
    }
    if (written) written = output->commit();
    if (!written) return report_written(written);
    return inputs.exit_code();
  }

 private:
  static int usage(Console& console, std::string_view message) {
    console.error({base::ErrorCode::kUsage, std::string(message), {}, {}});
    return kUsage;
  }

  html::Document parse(std::string_view page, const base::Limits& limits, base::Arena& arena) const {
    html::ParseOptions options;
    options.scripting = scripting_;
    options.engine = engine_of(engine_);
    if (fragment_.empty()) return html::parse(page, limits, arena, options);
    return html::parse_fragment(page, html::fragment_context(fragment_), limits, arena, options);
  }

  base::Result<void> write(const convert::Input& input, const base::Limits& limits, base::Output& output,
                           Console& console) const {
    base::Arena arena(limits.arena_bytes);
    const text::Decoded decoded = text::decode(input.bytes, true, {}, arena);
    const html::Document document = parse(decoded.text, limits, arena);
    if (document.cut() || input.cut || arena.exhausted()) {
      console.warn(std::string(input.name) + ": the page is over a limit; this is what was read of it");
    }
    // A fragment is what its html element holds.
    const html::NodeId root = fragment_.empty() ? 0 : document.first_child(0);
    if (text_) return output.write(text::compose(html::render(document, root, {}, arena)) + "\n");
    base::Result<void> written;
    const auto write = [&](std::string_view piece) { return (written = output.write(piece)).has_value(); };
    if (spans_) {
      html::dump_spans(document, decoded.map, write);
    } else {
      html::dump_tree(document, root, write);
    }
    return written;
  }

  std::string page_, fragment_, engine_;
  bool tree_ = false, text_ = false, spans_ = false, scripting_ = false;
  InputFlags input_;
};

}  // namespace

std::unique_ptr<Invocation> make_dump() { return std::make_unique<Dump>(); }

}  // namespace thresh::cli
