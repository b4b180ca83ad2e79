import { anySignal } from '../any-signal.js';
import type { CommandIo } from '../app/owner/command-io.js';
import type { Services } from '../app/services.js';
import { type Clock, systemClock } from '../clock.js';
import { patiently } from '../commands/retrying-runner.js';
import { RapportError } from '../domain/kernel/errors.js';
import type { Position } from '../domain/kernel/event.js';
import { isAway } from '../outage.js';
import { explained } from './report-failure.js';

/** Interval between status checks. Long, because a check counts the events that each view has yet to fold. */
const LOOK_MS = 10_000;
/**
 * Checks in a row that must find a view stalled. One is not enough: a view that resumes after an outage may be seen as stalled
 * once.
 */
const LOOKS = 2;

/**
 * Waits until the views have reached a position. Retries for half a minute while a server is unavailable, but gives up on stalled
 * views, which no projector advances.
 * @returns the stalled views; empty when all have reached the position
 * @throws RapportError VIEWS_UNAVAILABLE, LOG_UNAVAILABLE; the signal's reason when it aborts
 */
export async function awaitViews(
  { projector }: Pick<Services, 'projector'>,
  position: Position,
  { signal }: Pick<CommandIo, 'signal'>,
  clock: Clock = systemClock,
): Promise<readonly string[]> {
  const settled = new AbortController();
  const until = anySignal(signal, settled.signal);
  const takenIn = patiently(() => projector.caughtUp(position, until), { signal: until, clock });
  try {
    const standing = await Promise.race([takenIn.then(() => []), standingStill(projector, position, until, clock)]);
    signal.throwIfAborted();
    return standing;
  } finally {
    settled.abort();
  }
}

/** Resolves to the views that are stalled before a position, as soon as there are any; to none when the signal aborts. */
async function standingStill(
  projector: Services['projector'],
  position: Position,
  signal: AbortSignal,
  clock: Clock,
): Promise<readonly string[]> {
  const look = async () => {
    const status = await projector.status();
    return status.filter((view) => view.state === 'STALLED' && view.position < position).map(({ name }) => name);
  };
  for (let looks = 0; ;) {
    await clock.sleep(LOOK_MS, signal);
    if (signal.aborted) return [];
    const names = await look().catch((error: unknown) => {
      if (isAway(error)) return [];
      throw error;
    });
    looks = names.length > 0 ? looks + 1 : 0;
    if (looks === LOOKS) return names;
  }
}

/**
 * Waits until the views include the events that a command has appended. Those are durable, so stalled views are reported but
 * are no failure of the command.
 * @throws RapportError as `awaitViews`
 */
export async function awaitRecorded(
  services: Pick<Services, 'projector' | 'configuration'>,
  position: Position,
  io: CommandIo,
  clock?: Clock,
): Promise<void> {
  io.progress('Waiting until the views have processed it');
  const standing = await awaitViews(services, position, io, clock);
  if (standing.length === 0) return;
  const { message, remedy } = explained(standStill(standing), services.configuration, io.cwd);
  io.err(`Everything is recorded. ${message}\n  ${remedy}\n`);
}

/** The error for stalled views. */
export const standStill = (names: readonly string[]): RapportError =>
  new RapportError('VIEWS_UNAVAILABLE', `Views do not process the log: ${names.join(', ')}`, {
    remedy: 'If no process with ROLE=all or ROLE=projector runs, start one. To see the state of the views: rapport doctor',
  });
