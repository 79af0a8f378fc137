// What the learned parts of the automatic extractor are trained on: the blocks of each page of an archive, with their
// features (automatic/block_features.h).
//
//   bench_features ARCHIVE FOLDER
//
// Writes FOLDER/blocks.f32 (the rows of all blocks, 32-bit floats in the machine's order), FOLDER/columns.txt (a name a
// line), the same of pages (pages.f32, page_columns.txt) and FOLDER/pages.jsonl: a line a page with `url`, `rows` (how
// many are its) and a list by block of each `texts`, `places` (equal numbers: places of the same kind) and `levels`
// (first block and the one behind the last of each part around it, the smallest first).
#include <cstdio>
#include <fstream>
#include <iostream>
#include <span>
#include <string>

#include "automatic/block_features.h"
#include "automatic/blocks.h"
#include "automatic/element_facts.h"
#include "automatic/page_features.h"
#include "automatic/said.h"
#include "base/disk.h"
#include "convert/page.h"
#include "source/source.h"

using namespace thresh;

namespace {

std::string json_string(std::string_view text) {
  std::string out = "\"";
  char escaped[8];
  for (const char c : text) {
    if (c == '"' || c == '\\' || static_cast<unsigned char>(c) < ' ') {
      std::snprintf(escaped, sizeof escaped, "\\u%04x", static_cast<unsigned>(c));
      out += escaped;
    } else {
      out += c;
    }
  }
  return out + '"';
}

void write(std::ofstream& out, std::span<const float> row) {
  out.write(reinterpret_cast<const char*>(row.data()), static_cast<std::streamsize>(row.size_bytes()));
}

std::string parts_around(const automatic::BlockFeatures& features, std::size_t block) {
  std::string out;
  for (const html::NodeId level : features.levels(block)) {
    const automatic::Part part = features.part(level);
    out += (out.empty() ? "" : ",") + std::to_string(part.begin) + ',' + std::to_string(part.end);
  }
  return out;
}

void dump(const convert::Input& input, std::ofstream& rows, std::ofstream& page_rows, std::ofstream& lines) {
  const auto page = convert::Page::open(input, {});
  if (!page || (*page)->document() == nullptr) return;
  const html::Document& document = *(*page)->document();
  const automatic::ElementFacts facts(document);
  const automatic::Blocks blocks = automatic::blocks_of(document, *(*page)->visibility());
  const automatic::Said said(document, *(*page)->metas());
  const automatic::BlockFeatures features(document, blocks, facts, said);
  const auto thread = automatic::find_thread((*page)->view());
  write(page_rows, automatic::page_features(document, features, facts, *(*page)->metas(), (*page)->url(),
                                            thread ? &*thread : nullptr));
  lines << "{\"url\":" << json_string(input.url) << ",\"rows\":" << features.blocks().size() << ",\"texts\":[";
  std::string places, levels;
  for (std::size_t i = 0; i < features.blocks().size(); ++i) {
    write(rows, features.row(i));
    const std::string comma = i > 0 ? "," : "";
    lines << comma << json_string(automatic::block_text(document, features.blocks()[i]));
    places += comma + std::to_string(features.place(i));
    levels += comma + '[' + parts_around(features, i) + ']';
  }
  lines << "],\"places\":[" << places << "],\"levels\":[" << levels << "]}\n";
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 3) {
    std::cerr << "usage: bench_features ARCHIVE FOLDER\n";
    return 2;
  }
  const std::string folder = argv[2];
  std::ofstream rows(folder + "/blocks.f32", std::ios::binary), lines(folder + "/pages.jsonl");
  std::ofstream page_rows(folder + "/pages.f32", std::ios::binary);
  std::ofstream columns(folder + "/columns.txt"), page_columns(folder + "/page_columns.txt");
  for (const std::string_view name : automatic::page_feature_names()) page_columns << name << '\n';
  for (const std::string_view name : automatic::BlockFeatures::names()) columns << name << '\n';
  const auto reader = source::Reader::open(base::system_disk(), argv[1], {}).value();
  source::RawPage page;
  for (;;) {
    const auto more = reader->next(page);
    if (more && !*more) break;
    if (more) dump(convert::input_of(page), rows, page_rows, lines);
  }
}
