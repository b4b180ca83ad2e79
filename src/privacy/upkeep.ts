import type { CommandRunner } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import { governanceDecider } from '../domain/governance/decider.js';
import type { CommandClass } from '../domain/kernel/command.js';
import { inForceAt } from '../domain/kernel/versioned.js';
import { RecordTextsExpired } from '../domain/privacy.js';
import type { Erasure } from './erasure.js';
import type { Privacy } from './privacy.js';
import { anchorReads } from './read-anchors.js';

/** A command has long been answered, or given up, by then. */
const UNDER_WAY_MS = 3_600_000;
const DAY_MS = 86_400_000;

interface Parts {
  readonly privacy: Privacy;
  readonly erasure: Pick<Erasure, 'resume'>;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
  readonly readsKeptYears: number;
}

/**
 * What goes by itself: erasures that were not carried out here, words older than they are kept, texts that no event names, and old records of who
 * looked at what, of which it notes how far it has come. Done again it does no harm.
 */
export async function keepUp(parts: Parts, now: Date = new Date()): Promise<void> {
  const { privacy, erasure, runner, readsKeptYears } = parts;
  await erasure.resume();
  await expireTexts(parts, now);
  const names = async (stream: string, ref: string) =>
    (await runner.history(stream)).some(({ data }) => Object.values(data).includes(ref));
  await privacy.texts.sweep(names, new Date(now.getTime() - UNDER_WAY_MS).toISOString());
  const kept = new Date(now);
  kept.setUTCFullYear(kept.getUTCFullYear() - readsKeptYears);
  await privacy.reads.forgetBefore(kept.toISOString());
  await anchorReads({ reads: privacy.reads, runner, organizationId: parts.organizationId }, now);
}

async function expireTexts({ privacy, runner, organizationId }: Parts, now: Date): Promise<void> {
  const events = await runner.history(`governance-${organizationId}`);
  const { retention } = events.reduce(
    (state, event) => governanceDecider.evolve(state, event as unknown as Parameters<typeof governanceDecider.evolve>[1]),
    governanceDecider.initial(),
  );
  for (const { kind, keepDays } of inForceAt(retention, now.toISOString()) ?? []) {
    const writtenBefore = new Date(now.getTime() - keepDays * DAY_MS).toISOString();
    const texts = await privacy.texts.forgetOld(kind, writtenBefore);
    if (texts === 0) continue;
    const input = { organizationId, kind, writtenBefore, texts };
    await runner.execute(admit(RecordTextsExpired as unknown as CommandClass, input, { now: now.toISOString() }));
  }
}
