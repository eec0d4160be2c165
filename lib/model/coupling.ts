import { seconds, type Seconds } from './units';

/**
 * What distance adds to a synchronous write: the round trip to the farthest copy that must acknowledge it, times the round
 * trips that the protocol needs. 0 without a remote copy.
 */
export function synchronousWriteLatency(toCopies: readonly Seconds[], roundTrips: 1 | 2 = 1): Seconds {
  return seconds(roundTrips * Math.max(0, ...toCopies));
}

/**
 * What distance adds to a commit by quorum: the round trip from the leader to the last voter that a majority needs. The
 * leader is one of it, so that of n voters the floor(n / 2) nearest others must answer; 0 if the leader is alone.
 * Source: Raft, In search of an understandable consensus algorithm, USENIX ATC 2014, section 5.3.
 * @param toOthers round trips from the leader to every other voter, in any order
 */
export function quorumCommitLatency(toOthers: readonly Seconds[]): Seconds {
  const answers = majorityOf(toOthers.length + 1) - 1;
  const nearestFirst = toOthers.toSorted((a, b) => a - b);
  return nearestFirst[answers - 1] ?? seconds(0);
}

/** The least number of voters that is more than half of them. */
export function majorityOf(voters: number): number {
  return Math.floor(voters / 2) + 1;
}

/**
 * What a timer waits for, which decides how it stands to the round trip.
 * `heartbeat`: the interval of a leader's heartbeats. `election`: silence after which a follower calls an election.
 * `answer`: an answer to a request, such as ARP's or TCP's first retransmission. `hello`: silence of a neighbour that sends
 * hellos without waiting for answers, as BFD and routing protocols do; delay shifts hellos, it does not space them out.
 */
export type TimerKind = 'heartbeat' | 'election' | 'answer' | 'hello';

/**
 * The least multiple of the round trip that a timer may have.
 * Source: etcd, Tuning (v3.6), for heartbeat (0.5 to 1.5) and election (at least 10; below, delay that varies looks like a
 * dead leader; a heartbeat below 0.5 sends in vain). An answer takes a round trip by definition, and a steady delay alone
 * never starves hellos.
 */
export const LEAST_TIMER_PER_RTT: Readonly<Record<TimerKind, number>> = {
  heartbeat: 0.5,
  election: 10,
  answer: 1,
  hello: 0,
};

/** Below this a timer is a fault over this round trip. */
export function shortestTimer(kind: TimerKind, rtt: Seconds): Seconds {
  return seconds(LEAST_TIMER_PER_RTT[kind] * rtt);
}

/** Above this round trip a timer is a fault; infinite for hellos, which distance alone does not break. */
export function longestRtt(kind: TimerKind, timer: Seconds): Seconds {
  return seconds(timer / LEAST_TIMER_PER_RTT[kind]);
}

/** Whether distance alone makes a timer a fault: timer < factor x RTT. */
export function isTimerFault(kind: TimerKind, timer: Seconds, rtt: Seconds): boolean {
  return timer < shortestTimer(kind, rtt);
}
