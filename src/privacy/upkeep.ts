import type { CommandRunner } from '../commands/command-runner.js';
import type { Erasure } from './erasure.js';
import type { Privacy } from './privacy.js';
import { anchorReads } from './read-anchors.js';
import { expireTexts } from './retention.js';

/** By then every command has been answered or has timed out. */
const UNDER_WAY_MS = 3_600_000;

interface Parts {
  readonly privacy: Privacy;
  readonly erasure: Pick<Erasure, 'resume'>;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
  readonly readsKeptYears: number;
}

/**
 * Periodic upkeep: carries out outstanding erasures, deletes text past its retention, removes texts that no event refers to
 * and old read records, and anchors the read log. Idempotent.
 */
export async function keepUp(parts: Parts, now: Date = new Date()): Promise<void> {
  const { privacy, erasure, runner, readsKeptYears } = parts;
  await erasure.resume();
  await expireTexts({ texts: privacy.texts, runner, organizationId: parts.organizationId }, now);
  const names = async (stream: string, ref: string) =>
    (await runner.history(stream)).some(({ data }) => Object.values(data).includes(ref));
  await privacy.texts.sweep(names, new Date(now.getTime() - UNDER_WAY_MS).toISOString());
  const since = new Date(now);
  since.setUTCFullYear(since.getUTCFullYear() - readsKeptYears);
  await privacy.reads.forgetBefore(since.toISOString());
  await anchorReads({ reads: privacy.reads, runner, organizationId: parts.organizationId }, now);
}
