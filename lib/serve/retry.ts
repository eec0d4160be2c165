import { setTimeout as sleep } from 'node:timers/promises';
import { ExchangeError, type Answer } from './exchange';

export interface RetryPolicy {
  readonly attempts: number;
  /** Milliseconds before the second attempt; before each further one it is twice as long. */
  readonly pause: number;
}

/** What the other side says of itself: too many requests, or a fault of its own. */
const isPassing = ({ status }: Answer): boolean => status === 429 || status >= 500;

/** Longer than this nobody is waited for, whatever it asks, in milliseconds. */
const LONGEST = 60_000;

/**
 * An exchange, and again after a while where it may end otherwise. The answer of the last attempt is returned as it is.
 * @param isNotYet whether an answer says that there will be one later
 * @throws ExchangeError of the last attempt
 */
export async function retry(
  attempt: () => Promise<Answer>,
  { attempts, pause }: RetryPolicy,
  signal: AbortSignal,
  isNotYet: (answer: Answer) => boolean = () => false,
): Promise<Answer> {
  for (let made = 1, wait = pause; ; made += 1, wait *= 2) {
    let asked: number | undefined;
    try {
      const answer = await attempt();
      if (made === attempts || !(isPassing(answer) || isNotYet(answer))) return answer;
      asked = answer.retryAfter;
    } catch (error) {
      if (made === attempts || !(error instanceof ExchangeError && error.isPassing)) throw error;
    }
    await pauseFor(Math.min(asked ?? wait, LONGEST), signal);
  }
}

async function pauseFor(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await sleep(milliseconds, undefined, { signal });
  } catch {
    throw new ExchangeError('it was given up', false);
  }
}
