//! The program: reads the command line, runs the command, maps its result to an exit code.

use std::process::ExitCode;

fn main() -> ExitCode {
    linli::cli::run()
}
