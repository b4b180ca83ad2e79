import type { CommandRunner } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import type { CommandClass } from '../domain/kernel/command.js';
import { AnchorReads, ReadsAnchored } from '../domain/privacy.js';
import type { ReadLog } from './read-log.js';

/** The end of the read log at some moment, which later read logs must still contain. */
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

/** The anchors in the event log for reads since a moment. Earlier ones are skipped, because retention has removed those reads. */
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
 * Anchors the end of the read log in the event log, at most once a day. So truncating older reads is detectable, even by
 * someone with write access to the store of the texts.
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
