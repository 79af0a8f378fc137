// Changes as a page to look at. See change_writers.h.
#include <utility>

#include "dataset/change_writers.h"
#include "dataset/html_page.h"
#include "dataset/shown_change.h"

namespace thresh::dataset {
namespace {

constexpr std::size_t kShown = 400;  // characters of a stretch

constexpr std::string_view kStyle = R"(
section{border-top:1px solid #8886;padding:.6em 0}
h2{font-size:1em;margin:0}
dl{margin:.3em 0 0 1em}
dd{margin:0 0 .5em 1em;white-space:pre-wrap;overflow-wrap:anywhere}
b{border-radius:3px;padding:0 .4em;font-weight:600;font-size:.85em;background:#8883}
b.broken_extraction,b.removed_at_source,b.vanished_from_listing{background:#d6454566}
b.new{background:#2f9e4466}
b.edited{background:#d9a40066}
del{background:#d6454540}
ins{background:#2f9e4440;text-decoration:none}
)";

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
    return output_.write(begun() + "<section><p>" + escaped(counts_text(counts)) + "</p></section>\n" +
                         std::string(page_end()));
  }

 private:
  // The head, the first time.
  std::string begun() {
    if (std::exchange(begun_, true)) return {};
    return page_begin("Changes from " + before_ + " to " + after_, kStyle);
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
