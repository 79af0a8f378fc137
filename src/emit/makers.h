// The emitters' makers, one a file, for the table in emit.cpp.
#pragma once

#include <memory>

#include "emit/emit.h"

namespace thresh::emit {

std::unique_ptr<Emitter> make_yaml(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_json(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_jsonl(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_csv(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_text(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_arrow(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_parquet(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_flat(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_sqlite(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_markdown(base::Output& output, const EmitOptions& options);
std::unique_ptr<Emitter> make_jsonld(base::Output& output, const EmitOptions& options);

}  // namespace thresh::emit
