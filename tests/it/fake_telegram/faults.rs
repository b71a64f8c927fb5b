//! What goes wrong on demand, or at random with a fixed seed.

use super::State;

/// The next calls of a method that fail.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    /// The method; empty for any.
    pub(crate) method: &'static str,
    /// How many calls.
    pub(crate) times: usize,
    pub(crate) kind: Kind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 429 with this many seconds.
    TooMany(u64),
    /// An HTML page with this code, as a proxy sends it.
    Proxy(u16),
    /// Refused with this code and description.
    Refuse(u16, &'static str),
    /// The connection is cut before anything is done.
    CutBefore,
    /// The call is done, then the connection is cut.
    CutAfter,
    /// The call is done, the answer is not JSON.
    Garbage,
    /// The call is never answered.
    Silence,
}

impl Kind {
    /// Whether the call has its effect all the same.
    pub(super) fn is_done(self) -> bool {
        matches!(self, Self::CutAfter | Self::Garbage)
    }
}

/// Faults at random: one call in `one_in`, kinds in turn.
#[derive(Clone, Debug)]
pub(crate) struct Rate {
    pub(crate) one_in: u64,
    pub(crate) seed: u64,
    pub(crate) kinds: &'static [Kind],
}

/// The fault that this call meets.
pub(super) fn draw(state: &mut State, method: &str) -> Option<Kind> {
    let wanted = |fault: &Fault| fault.method.is_empty() || fault.method.eq_ignore_ascii_case(method);
    if let Some(at) = state.faults.iter().position(wanted) {
        let kind = state.faults[at].kind;
        state.faults[at].times -= 1;
        if state.faults[at].times == 0 {
            state.faults.remove(at);
        }
        return Some(kind);
    }
    let rate = state.rate.as_mut()?;
    // Xorshift: even enough for this, and the same on every run.
    rate.seed ^= rate.seed << 13;
    rate.seed ^= rate.seed >> 7;
    rate.seed ^= rate.seed << 17;
    let hit = rate.seed % rate.one_in == 0;
    hit.then(|| rate.kinds[(rate.seed / rate.one_in) as usize % rate.kinds.len()])
}
