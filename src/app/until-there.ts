import { setTimeout as sleep } from 'node:timers/promises';
import { isRapportError } from '../domain/kernel/errors.js';
import type { Opener } from './services.js';

const LOOK_AGAIN_MS = 1_000;

export interface Waiting extends Opener {
  /** How long a server may be away before that is an error. */
  readonly seconds: number;
  readonly lookAgainMs?: number;
}

/**
 * Opens what a server has to answer for, again and again while it does not: a container that is still starting, an election. Says so once.
 * @throws RapportError LOG_UNAVAILABLE or VIEWS_UNAVAILABLE of the last attempt; the signal's reason; other errors at once
 */
export async function untilThere<T>(
  open: () => Promise<T>,
  { seconds, signal, say, lookAgainMs = LOOK_AGAIN_MS }: Waiting,
): Promise<T> {
  const until = performance.now() + seconds * 1_000;
  for (let hasSaid = false; ; hasSaid = true) {
    signal?.throwIfAborted();
    try {
      return await open();
    } catch (error) {
      const isAway = isRapportError(error, 'LOG_UNAVAILABLE') || isRapportError(error, 'VIEWS_UNAVAILABLE');
      if (!isAway || performance.now() >= until) throw error;
      if (!hasSaid) say?.(`${error.message}: it is waited for, up to ${seconds} s. ${error.remedy ?? ''}`);
    }
    // Rejects only when aborted, which is looked at.
    await sleep(lookAgainMs, undefined, { signal }).catch(() => undefined);
  }
}
