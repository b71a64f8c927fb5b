//! The child's side: limits itself, reads one file from standard input, answers in JSON on standard output, and ends.
//!
//! Knows nothing of the folder, of settings and of whoever asked.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read, Write},
    panic, thread,
};

use super::{confinement, crashed, request::Request};
use crate::intake::{
    limits::FILE_BYTES,
    parsed::{self, Parsed},
};

/// The parsers recurse: no honest file needs as much, and one that needs more ends this process only.
const STACK: usize = 64 << 20;
/// Bytes of the line that says what comes.
const LONGEST_REQUEST: u64 = 64 << 10;

/// Reads one file for the program that started this one.
///
/// # Errors
/// Whoever asked is gone, or what came is no request.
pub(crate) fn serve() -> io::Result<()> {
    confinement::limit()?;
    // Some of the libraries print. What they say must not get between the answer.
    let answer = rustix::io::dup(rustix::stdio::stdout())?;
    rustix::stdio::dup2_stdout(rustix::stdio::stderr())?;
    confinement::shut_off();
    let reading = thread::Builder::new().stack_size(STACK).spawn(read)?;
    let parsed = reading.join().unwrap_or_else(|_| Err(io::Error::other("the reading panicked")))?;
    let mut answer = io::BufWriter::new(File::from(answer));
    serde_json::to_writer(&mut answer, &parsed)?;
    answer.flush()
}

fn read() -> io::Result<Parsed> {
    let mut input = BufReader::new(io::stdin().lock());
    let mut line = Vec::new();
    (&mut input).take(LONGEST_REQUEST).read_until(b'\n', &mut line)?;
    let Request { role, path, bytes: announced } = serde_json::from_slice(&line)?;
    let mut bytes = Vec::with_capacity(usize::try_from(announced.min(FILE_BYTES + 1)).unwrap_or_default());
    input.take(FILE_BYTES + 1).read_to_end(&mut bytes)?;
    if (bytes.len() as u64) < announced.min(FILE_BYTES + 1) {
        return Err(io::ErrorKind::UnexpectedEof.into());
    }
    let parse = || parsed::parse(role, &path, &bytes);
    Ok(panic::catch_unwind(parse).unwrap_or_else(|_| super::refused(&path, crashed(&path))))
}
