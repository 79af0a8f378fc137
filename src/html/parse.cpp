// See parse.h.
#include "html/parse.h"

#include <algorithm>

#include "base/utf8.h"
#include "html/gumbo/parse_gumbo.h"
#include "html/tokenizer/tokenizer.h"
#include "html/tree/tree_builder.h"
#include "text/unicode.h"

namespace thresh::html {
namespace {

constexpr std::uint32_t kMaxAttributes = 4096;  // of one element, whatever the limits say: a node has 16 bits for them
constexpr std::string_view kByteOrderMark = "\xEF\xBB\xBF";

// How the content of an element is read (section 13.4, step 4 of the fragment parsing algorithm).
ContentModel content_model(const FragmentContext& context, Name name, bool scripting) {
  if (context.space != Namespace::kHtml) return ContentModel::kData;
  switch (name) {
    case Name::kTitle:
    case Name::kTextarea:
      return ContentModel::kRcdata;
    case Name::kStyle:
    case Name::kXmp:
    case Name::kIframe:
    case Name::kNoembed:
    case Name::kNoframes:
      return ContentModel::kRawText;
    case Name::kNoscript:
      return scripting ? ContentModel::kRawText : ContentModel::kData;
    case Name::kScript:
      return ContentModel::kScriptData;
    case Name::kPlaintext:
      return ContentModel::kPlaintext;
    default:
      return ContentModel::kData;
  }
}

class Parser {
 public:
  Parser(std::string_view whole, const base::Limits& limits, base::Arena& arena, const ParseOptions& options)
      : page_(base::prefix(whole, std::min<std::size_t>(limits.page_bytes, UINT32_MAX - 4))),
        options_(options),
        builder_(page_, arena, limits.depth),
        tree_(builder_, limits, options.scripting),
        tokenizer_(page_, builder_.names(), builder_.attributes(), tree_, std::min(limits.attributes, kMaxAttributes)) {
    if (page_.size() < whole.size()) builder_.mark_cut();
  }

  void enter(const FragmentContext& context) {
    const Name name = builder_.names().intern_exact(text::ascii_lower(context.name));
    tree_.start_fragment(name, context.space);
    tokenizer_.start_in(content_model(context, name, options_.scripting), Name::kNone);
  }

  Document run() {
    if (page_.starts_with(kByteOrderMark)) tokenizer_.start_at(kByteOrderMark.size());
    tokenizer_.run(options_.level);
    if (tokenizer_.cut()) builder_.mark_cut();
    return builder_.finish();
  }

 private:
  std::string_view page_;
  const ParseOptions& options_;
  DocumentBuilder builder_;
  TreeBuilder tree_;
  Tokenizer tokenizer_;
};

}  // namespace

Document parse(std::string_view page, const base::Limits& limits, base::Arena& arena, const ParseOptions& options) {
  if (options.engine == Engine::kGumbo) return parse_guarded(page, limits, arena);
  return Parser(page, limits, arena, options).run();
}

FragmentContext fragment_context(std::string_view written) {
  if (written.starts_with("svg ")) return {written.substr(4), Namespace::kSvg};
  if (written.starts_with("math ")) return {written.substr(5), Namespace::kMathMl};
  return {written};
}

Document parse_fragment(std::string_view page, const FragmentContext& context, const base::Limits& limits,
                        base::Arena& arena, const ParseOptions& options) {
  Parser parser(page, limits, arena, options);
  parser.enter(context);
  return parser.run();
}

}  // namespace thresh::html
