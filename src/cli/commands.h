// The makers of the commands, for the table in commands.cpp. Each stands in the file of its command.
#pragma once

#include <memory>

#include "cli/command.h"

namespace thresh::cli {

std::unique_ptr<Invocation> make_convert();
std::unique_ptr<Invocation> make_fetch();
std::unique_ptr<Invocation> make_inspect();
std::unique_ptr<Invocation> make_select();
std::unique_ptr<Invocation> make_dump();
std::unique_ptr<Invocation> make_explain();
std::unique_ptr<Invocation> make_report();
std::unique_ptr<Invocation> make_restore();
std::unique_ptr<Invocation> make_schema();
std::unique_ptr<Invocation> make_refresh();
std::unique_ptr<Invocation> make_schedule();
std::unique_ptr<Invocation> make_daemon();
std::unique_ptr<Invocation> make_versions();
std::unique_ptr<Invocation> make_diff();
std::unique_ptr<Invocation> make_rollback();
std::unique_ptr<Invocation> make_publish();
std::unique_ptr<Invocation> make_verify();
std::unique_ptr<Invocation> make_prune();
std::unique_ptr<Invocation> make_rules_check();
std::unique_ptr<Invocation> make_rules_test();
std::unique_ptr<Invocation> make_rules_show();
std::unique_ptr<Invocation> make_rules_draft();

}  // namespace thresh::cli
