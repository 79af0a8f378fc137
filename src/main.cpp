// The program `thresh`; src/cli/ is where it starts.
#include "cli/main.h"

int main(int argc, char** argv) { return thresh::cli::main(argc, argv); }
