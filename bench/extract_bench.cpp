// Converts the pages of an archive as `thresh convert` does, each by the models that were trained without its site, and
// writes them as `flat` lines: what bench/extract_bench.py scores.
//
//   bench_extract ARCHIVE FOLDS
//
// FOLDS: what tools/train_extractor.py --folds wrote.
#include <unistd.h>

#include <fstream>
#include <iostream>
#include <map>
#include <sstream>
#include <string>
#include <vector>

#include "automatic/models.h"
#include "base/disk.h"
#include "base/output.h"
#include "convert/convert.h"
#include "emit/emit.h"
#include "rules/load.h"
#include "source/source.h"

using namespace thresh;

namespace {

std::string text_of(const std::string& path) {
  std::ostringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

struct Fold {
  std::string types, unaddressed, first, blocks;  // viewed by the models
  automatic::Models models;
};

std::map<std::string, std::size_t> folds_of_pages(const std::string& folder) {
  std::map<std::string, std::size_t> folds;
  std::ifstream lines(folder + "/folds.tsv");
  std::string line;
  while (std::getline(lines, line)) {
    const std::size_t tab = line.rfind('\t');
    folds[line.substr(0, tab)] = std::stoul(line.substr(tab + 1));
  }
  return folds;
}

}  // namespace

int main(int argc, char** argv) {
  const bool hides_addresses = argc == 4 && std::string_view(argv[3]) == "--without-addresses";
  if (argc != 3 && !hides_addresses) {
    std::cerr << "usage: bench_extract ARCHIVE FOLDS [--without-addresses]\n";
    return 2;
  }
  const std::string folder = argv[2];
  const auto fold_of = folds_of_pages(folder);
  std::map<std::size_t, std::unique_ptr<Fold>> folds;
  for (const auto& [url, number] : fold_of) {
    if (folds.contains(number)) continue;
    const std::string path = folder + "/fold-" + std::to_string(number) + "/model_";
    auto fold = std::make_unique<Fold>();
    fold->types = text_of(path + "page_type.tsv");
    fold->unaddressed = text_of(path + "page_type_unaddressed.tsv");
    fold->first = text_of(path + "main_content_first.tsv");
    fold->blocks = text_of(path + "main_content.tsv");
    auto models = automatic::Models::read({fold->types, fold->unaddressed, fold->first, fold->blocks});
    if (!models) {
      std::cerr << "bench_extract: no models for this program in " << path << "*\n";
      return 1;
    }
    fold->models = std::move(*models);
    folds[number] = std::move(fold);
  }
  const auto rules = rules::load_shipped({});
  if (!rules) return 1;
  const auto output = base::descriptor_output(STDOUT_FILENO, "standard output");
  const auto emitter = emit::find_format("flat")->make(*output, {});
  const auto reader = source::Reader::open(base::system_disk(), argv[1], {}).value();
  source::RawPage page;
  for (;;) {
    const auto more = reader->next(page);
    if (more && !*more) break;
    const auto fold = fold_of.find(page.url);
    if (!more || fold == fold_of.end()) continue;
    convert::Options options;
    options.rules = *rules;
    options.gives_way = true;
    options.models = &folds.at(fold->second)->models;
    convert::Input input = convert::input_of(page);
    if (hides_addresses) input.url = {};
    if (auto converted = convert::convert(input, options)) {
      // By the address the score knows which page it is.
      if (hides_addresses) converted->record.find("source")->as_map()->set("url", page.url);
      if (!emitter->write(converted->record)) return 1;
    }
  }
  return emitter->finish() && output->commit() ? 0 : 1;
}
