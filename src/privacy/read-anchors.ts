import type { CommandRunner } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import type { CommandClass } from '../domain/kernel/command.js';
import { AnchorReads, ReadsAnchored } from '../domain/privacy.js';
import type { ReadLog } from './read-log.js';

/** How far the record of reads had come at some time: from then on it has to have this one. */
export interface ReadAnchor {
  readonly sequence: number;
  readonly hash: string;
  readonly readAt: string;
}

interface Parts {
  readonly reads: ReadLog;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
}

const DAY_MS = 86_400_000;

/** The anchors in the log of events, of reads since a moment: those before it have gone, as they are to. */
export async function anchorsSince(
  { runner, organizationId }: Pick<Parts, 'runner' | 'organizationId'>,
  moment: string,
): Promise<readonly ReadAnchor[]> {
  const events = await runner.history(`privacy-${organizationId}`);
  return events.flatMap(({ type, data }) => {
    const anchor = data as unknown as ReadAnchor;
    return type === ReadsAnchored.type && anchor.readAt >= moment ? [anchor] : [];
  });
}

/**
 * Notes in the log of events how far the record of reads has come, at most once a day: whoever can write to the texts' store cannot cut off what is
 * older without its showing.
 */
export async function anchorReads({ reads, runner, organizationId }: Parts, now: Date): Promise<void> {
  const last = await reads.last();
  if (!last) return;
  const [newest] = (await anchorsSince({ runner, organizationId }, '')).slice(-1);
  const isDue = newest === undefined || Date.parse(newest.readAt) + DAY_MS <= now.getTime();
  if (!isDue || newest?.hash === last.hash) return;
  const input = { organizationId, sequence: last.sequence, hash: last.hash, readAt: last.at };
  await runner.execute(admit(AnchorReads as unknown as CommandClass, input, { now: now.toISOString() }));
}
