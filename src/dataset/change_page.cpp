// Changes as a page to look at. See change_writers.h.
#include <utility>

#include "base/printable.h"
#include "dataset/change_writers.h"
#include "dataset/shown_change.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kShown = 400;  // characters of a stretch

constexpr std::string_view kStyle = R"(
:root{color-scheme:light dark}
body{font:15px/1.5 system-ui,sans-serif;max-width:70em;margin:2em auto;padding:0 1em}
h1{font-size:1.4em}
section{border-top:1px solid #8886;padding:.6em 0}
h2{font-size:1em;margin:0}
code{font-size:.9em}
dl{margin:.3em 0 0 1em}
dd{margin:0 0 .5em 1em;white-space:pre-wrap;overflow-wrap:anywhere}
b{border-radius:3px;padding:0 .4em;font-weight:600;font-size:.85em;background:#8883}
b.broken_extraction,b.removed_at_source,b.vanished_from_listing{background:#d6454566}
b.new{background:#2f9e4466}
b.edited{background:#d9a40066}
del{background:#d6454540}
ins{background:#2f9e4440;text-decoration:none}
)";

// Text between tags and in quoted attributes. Controls and broken bytes go, as on a terminal; line breaks stay.
std::string escaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at <= text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    for (const char c : base::printable(text.substr(at, end - at))) {
      switch (c) {
        case '&':
          out += "&amp;";
          break;
        case '<':
          out += "&lt;";
          break;
        case '>':
          out += "&gt;";
          break;
        case '"':
          out += "&quot;";
          break;
        case '\'':
          out += "&#39;";
          break;
        default:
          out += c;
      }
    }
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

std::string label(ChangeClass what) {
  return "<b class=\"" + std::string(name(what)) + "\">" + std::string(name(what)) + "</b> ";
}

class PageWriter final : public ChangeWriter {
 public:
  PageWriter(base::Output& output, std::string before, std::string after)
      : output_(output), before_(std::move(before)), after_(std::move(after)) {}

  base::Result<void> take(const RecordChange& change) override {
    std::string html = begun();
    html += "<section>\n<h2>" + label(change.what) + escaped(change.title) + " <code>" + escaped(change.id) +
            "</code></h2>\n";
    // An address is text, not a link: it comes from a page, and where it leads is nobody's to say here.
    if (!change.url.empty()) html += "<div><code>" + escaped(change.url) + "</code></div>\n";
    if (!change.fields.empty()) html += "<dl>\n";
    for (const FieldChange& field : change.fields) append_field(html, field);
    if (!change.fields.empty()) html += "</dl>\n";
    return output_.write(html + "</section>\n");
  }

  base::Result<void> finish(const ChangeCounts& counts) override {
    return output_.write(begun() + "<section><p>" + escaped(counts_text(counts)) +
                         "</p></section>\n</body>\n</html>\n");
  }

 private:
  // The head, the first time.
  std::string begun() {
    if (std::exchange(begun_, true)) return {};
    const std::string title = "Changes from " + escaped(before_) + " to " + escaped(after_);
    return "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
           "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'; "
           "base-uri 'none'; form-action 'none'\">\n"
           "<meta name=\"viewport\" content=\"width=device-width\">\n<title>" +
           title + "</title>\n<style>" + std::string(kStyle) + "</style>\n</head>\n<body>\n<h1>" + title + "</h1>\n";
  }

  static void append_field(std::string& html, const FieldChange& field) {
    html += "<dt>" + label(field.what) + "<code>" + escaped(field.path) + "</code>";
    if (!field.old_path.empty()) html += " (was <code>" + escaped(field.old_path) + "</code>)";
    html += "</dt>\n<dd>";
    for (const ShownRun& run : shown(field, kShown)) {
      const std::string words = escaped(run.text);
      if (run.side == WordRun::Side::kBoth) html += words;
      if (run.side == WordRun::Side::kOld) html += "<del>" + words + "</del>";
      if (run.side == WordRun::Side::kNew) html += "<ins>" + words + "</ins>";
    }
    html += "</dd>\n";
  }

  base::Output& output_;
  std::string before_, after_;
  bool begun_ = false;
};

}  // namespace

std::unique_ptr<ChangeWriter> page_writer(base::Output& output, std::string before, std::string after) {
  return std::make_unique<PageWriter>(output, std::move(before), std::move(after));
}

}  // namespace thresh::dataset
