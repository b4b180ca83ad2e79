import type { CommandRunner } from '../commands/command-runner.js';
import type { Privacy } from './privacy.js';

/** A command has long been answered, or given up, by then. */
const UNDER_WAY_MS = 3_600_000;

export interface UpkeepRules {
  readonly readsKeptYears: number;
}

/** What goes by itself: texts that no event names, and old records of who looked at what. Done again it does no harm. */
export async function keepUp(
  { texts, reads }: Privacy,
  runner: Pick<CommandRunner, 'history'>,
  { readsKeptYears }: UpkeepRules,
  now: Date = new Date(),
): Promise<void> {
  const names = async (stream: string, ref: string) =>
    (await runner.history(stream)).some(({ data }) => Object.values(data).includes(ref));
  await texts.sweep(names, new Date(now.getTime() - UNDER_WAY_MS).toISOString());
  const kept = new Date(now);
  kept.setUTCFullYear(kept.getUTCFullYear() - readsKeptYears);
  await reads.forgetBefore(kept.toISOString());
}
