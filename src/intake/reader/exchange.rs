//! One exchange with a child process: bytes in, answer out, within limits; whatever happens, it is gone at the end.
//!
//! Knows nothing of what is asked and answered.

use std::{
    io::{self, Read, Write},
    os::{
        fd::AsFd,
        unix::process::{CommandExt, ExitStatusExt},
    },
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    time::{Duration, Instant},
};

use rustix::{
    event::{PollFd, PollFlags, Timespec, poll},
    process::Signal,
};

use super::{COMMAND, request::Request};

/// Bytes of an answer: the longest text that a file may hold, with where each line stands.
const LONGEST: usize = 64 << 20;
/// Bytes of standard error that are looked at.
const LAST_WORDS: usize = 16 << 10;
/// Bytes at a time.
const CHUNK: usize = 64 << 10;

/// How it ended.
pub(super) enum Ended {
    Answered(Vec<u8>),
    TooLong,
    TooMuch,
    OutOfMemory,
    Crashed,
}

/// Asks a child of this `program`. An error means that it could not even be started.
pub(super) fn exchange(
    program: &Path,
    request: &Request,
    bytes: &[u8],
    within: Duration,
) -> io::Result<Ended> {
    let until = Instant::now() + within;
    let mut asked = serde_json::to_vec(request)?;
    asked.push(b'\n');
    let child = Command::new(program)
        .arg0("linli")
        .arg(COMMAND)
        .env_clear()
        .current_dir("/")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()?;
    let mut child = Running(child);
    let mut pipes = ChildPipes::with(&mut child.0)?;
    let stopped = pipes.until(until, &[&asked, bytes])?;
    let status = child.end()?;
    Ok(stopped.unwrap_or_else(|| ended(status, pipes)))
}

fn ended(status: ExitStatus, pipes: ChildPipes) -> Ended {
    let said = String::from_utf8_lossy(&pipes.said);
    let over = |signal: Signal| status.signal() == Some(signal.as_raw());
    match () {
        () if status.success() => Ended::Answered(pipes.answer),
        // The standard library's words; the limit of memory makes an allocation fail.
        () if said.contains("memory allocation of") => Ended::OutOfMemory,
        () if over(Signal::XCPU) => Ended::TooLong,
        () => {
            tracing::info!(%status, said = said.trim(), "a process that read a file came to a bad end");
            Ended::Crashed
        }
    }
}

/// Is killed and reaped however this process goes on.
struct Running(Child);

impl Running {
    /// A child that has ended by itself keeps its own end.
    fn end(&mut self) -> io::Result<ExitStatus> {
        self.0.kill()?;
        self.0.wait()
    }
}

impl Drop for Running {
    fn drop(&mut self) {
        // Only fails where it has been reaped already.
        let _ = self.end();
    }
}

/// The three pipes, none of which is waited for alone.
struct ChildPipes {
    stdin: Option<std::process::ChildStdin>,
    stdout: Option<std::process::ChildStdout>,
    stderr: Option<std::process::ChildStderr>,
    answer: Vec<u8>,
    said: Vec<u8>,
}

impl ChildPipes {
    fn with(child: &mut Child) -> io::Result<Self> {
        let (stdin, stdout, stderr) = (child.stdin.take(), child.stdout.take(), child.stderr.take());
        let ends = [
            stdin.as_ref().map(AsFd::as_fd),
            stdout.as_ref().map(AsFd::as_fd),
            stderr.as_ref().map(AsFd::as_fd),
        ];
        ends.into_iter().flatten().try_for_each(|end| rustix::io::ioctl_fionbio(end, true))?;
        Ok(Self { stdin, stdout, stderr, answer: Vec::new(), said: Vec::new() })
    }

    /// Writes what is asked and reads what is answered until the child has closed both its pipes; `Some` when a limit
    /// came first.
    fn until(&mut self, until: Instant, asked: &[&[u8]]) -> io::Result<Option<Ended>> {
        let mut asked = asked.iter().copied().filter(|part| !part.is_empty());
        let mut part: &[u8] = asked.next().unwrap_or_default();
        let mut chunk = vec![0; CHUNK];
        while self.stdout.is_some() || self.stderr.is_some() {
            let Some(left) = until.checked_duration_since(Instant::now()) else {
                return Ok(Some(Ended::TooLong));
            };
            let [to_write, answer, words] = self.ready(left)?;
            if to_write && let Some(stdin) = &mut self.stdin {
                match stdin.write(part) {
                    Ok(written) => {
                        part = part.get(written..).unwrap_or_default();
                        if part.is_empty() {
                            part = asked.next().unwrap_or_default();
                        }
                        if part.is_empty() {
                            self.stdin = None;
                        }
                    }
                    Err(error) if is_early(&error) => {}
                    // It does not want to hear the rest: its answer says why.
                    Err(_) => self.stdin = None,
                }
            }
            if answer {
                receive(&mut self.stdout, &mut chunk, |bytes| self.answer.extend_from_slice(bytes));
                if self.answer.len() > LONGEST {
                    return Ok(Some(Ended::TooMuch));
                }
            }
            if words {
                let room = LAST_WORDS.saturating_sub(self.said.len());
                receive(&mut self.stderr, &mut chunk, |bytes| {
                    self.said.extend(bytes.iter().take(room));
                });
            }
        }
        Ok(None)
    }

    /// Which of the pipes have something to do, after a while.
    fn ready(&self, left: Duration) -> io::Result<[bool; 3]> {
        let ends = [
            self.stdin.as_ref().map(|end| (end.as_fd(), PollFlags::OUT)),
            self.stdout.as_ref().map(|end| (end.as_fd(), PollFlags::IN)),
            self.stderr.as_ref().map(|end| (end.as_fd(), PollFlags::IN)),
        ];
        let open = || ends.iter().enumerate().filter_map(|(at, end)| Some((at, (*end)?)));
        let mut polled: Vec<PollFd<'_>> =
            open().map(|(_, (end, wanted))| PollFd::from_borrowed_fd(end, wanted)).collect();
        let left = Timespec { tv_sec: left.as_secs().cast_signed(), tv_nsec: left.subsec_nanos().into() };
        match poll(&mut polled, Some(&left)) {
            Ok(_) | Err(rustix::io::Errno::INTR) => {}
            Err(error) => return Err(error.into()),
        }
        let mut ready = [false; 3];
        for ((at, _), polled) in open().zip(&polled) {
            if let Some(ready) = ready.get_mut(at) {
                *ready = !polled.revents().is_empty();
            }
        }
        Ok(ready)
    }
}

/// Reads what is there; a pipe at its end is closed.
fn receive(pipe: &mut Option<impl Read>, chunk: &mut [u8], take: impl FnOnce(&[u8])) {
    let Some(open) = pipe else { return };
    match open.read(chunk) {
        Ok(read) if read > 0 => take(chunk.get(..read).unwrap_or_default()),
        Err(error) if is_early(&error) => {}
        _ => *pipe = None,
    }
}

fn is_early(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::WouldBlock | io::ErrorKind::Interrupted)
}
