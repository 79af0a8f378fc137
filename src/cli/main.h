// The program's way in.
#pragma once

namespace thresh::cli {

// Runs the program and returns its exit code. Never throws.
int main(int argc, char** argv);

}  // namespace thresh::cli
