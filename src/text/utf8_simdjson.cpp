// The adapter to simdjson: UTF-8 validation at many gigabytes a second, by whatever the processor has. See unicode.h.
#include <simdjson.h>

#include "text/unicode.h"

namespace thresh::text {

bool is_valid_utf8(std::string_view bytes) { return simdjson::validate_utf8(bytes.data(), bytes.size()); }

}  // namespace thresh::text
