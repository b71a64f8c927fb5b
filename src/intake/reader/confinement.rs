//! What a process that reads a hostile file may use and do: little memory and time, no file, no network, no other program.
//!
//! Knows nothing of what it reads. The limits always hold; the list of system calls holds where the kernel knows it.

use std::io;

use rustix::process::{Resource, Rlimit, setrlimit};

/// Bytes of memory, with the program itself: what a file of the largest size needs, and no more.
const MEMORY: u64 = 560 << 20;
/// Seconds of processor time; one more, and the process is killed.
const SECONDS: u64 = 12;
/// Standard input, output and error, the answer, and what a shell may have left open.
const DESCRIPTORS: u64 = 32;

/// Limits this process for good.
pub(super) fn limit() -> io::Result<()> {
    // Where memory is short for all, this process goes first.
    let _ = std::fs::write("/proc/self/oom_score_adj", "1000");
    // Nobody is left who wants to hear the answer. Where that cannot be asked for, the closed pipe ends it.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::set_parent_process_death_signal(Some(rustix::process::Signal::KILL));
    let limits = [
        (Resource::As, MEMORY, MEMORY),
        (Resource::Cpu, SECONDS, SECONDS + 1),
        (Resource::Core, 0, 0),
        (Resource::Fsize, 0, 0),
        (Resource::Nofile, DESCRIPTORS, DESCRIPTORS),
    ];
    for (resource, current, maximum) in limits {
        // A narrower limit than ours stays.
        let stands = rustix::process::getrlimit(resource).maximum.unwrap_or(u64::MAX);
        let (current, maximum) = (current.min(stands), maximum.min(stands));
        setrlimit(resource, Rlimit { current: Some(current), maximum: Some(maximum) })?;
    }
    Ok(())
}

/// Gives up every system call but those that memory, threads and open pipes need. A kernel that cannot do that leaves
/// the limits, which are enough against files that are only large or deep.
#[cfg(target_os = "linux")]
pub(super) fn shut_off() {
    if let Err(error) = only(ALLOWED) {
        tracing::debug!(%error, "system calls are not filtered");
    }
}

/// There is no such filter here.
#[cfg(not(target_os = "linux"))]
pub(super) fn shut_off() {}

/// Everything else fails with EPERM: open, socket, connect, execve, ptrace, kill …
#[cfg(target_os = "linux")]
const ALLOWED: &[libc::c_long] = &[
    libc::SYS_read,
    libc::SYS_readv,
    libc::SYS_write,
    libc::SYS_writev,
    libc::SYS_close,
    libc::SYS_fstat,
    libc::SYS_mmap,
    libc::SYS_mremap,
    libc::SYS_munmap,
    libc::SYS_mprotect,
    libc::SYS_madvise,
    libc::SYS_brk,
    libc::SYS_futex,
    libc::SYS_rt_sigaction,
    libc::SYS_rt_sigprocmask,
    libc::SYS_rt_sigreturn,
    libc::SYS_sigaltstack,
    // Threads; a copy of the process would be as shut off as this one.
    libc::SYS_clone,
    libc::SYS_clone3,
    libc::SYS_set_robust_list,
    libc::SYS_rseq,
    libc::SYS_prctl,
    libc::SYS_sched_yield,
    libc::SYS_sched_getaffinity,
    libc::SYS_getpid,
    libc::SYS_gettid,
    // Aborts.
    libc::SYS_tgkill,
    libc::SYS_clock_gettime,
    libc::SYS_getrandom,
    libc::SYS_restart_syscall,
    libc::SYS_exit,
    libc::SYS_exit_group,
];

/// Allows this thread, and those that it starts, only these calls.
#[cfg(target_os = "linux")]
fn only(calls: &[libc::c_long]) -> Result<(), seccompiler::Error> {
    use seccompiler::{BpfProgram, SeccompAction, SeccompFilter};

    let rules = calls.iter().map(|call| (*call, Vec::new())).collect();
    let refuse = SeccompAction::Errno(libc::EPERM as u32);
    let filter = SeccompFilter::new(rules, refuse, SeccompAction::Allow, std::env::consts::ARCH.try_into()?)?;
    let program: BpfProgram = filter.try_into()?;
    seccompiler::apply_filter(&program)
}

#[cfg(test)]
mod tests {
    #[test]
    #[cfg(target_os = "linux")]
    fn what_is_shut_off_opens_no_file_no_socket_and_no_program() {
        use std::{fs, io, net::UdpSocket, process::Command, thread};

        use super::shut_off;

        let (file, socket, program, sum) = thread::spawn(|| {
            shut_off();
            let refused = |error: io::Error| error.kind();
            (
                fs::read("/etc/hostname").map_err(refused).err(),
                UdpSocket::bind("127.0.0.1:0").map_err(refused).err(),
                Command::new("/bin/true").status().map_err(refused).err(),
                (0..100_000_u64).collect::<Vec<_>>().iter().sum::<u64>(),
            )
        })
        .join()
        .unwrap();
        let refused = Some(io::ErrorKind::PermissionDenied);
        assert_eq!((file, socket, program), (refused, refused, refused));
        assert_eq!(sum, 4_999_950_000, "memory and arithmetic go on");
    }
}
