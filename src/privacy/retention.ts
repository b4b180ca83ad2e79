import type { CommandRunner, StreamEvent } from '../commands/command-runner.js';
import { admit } from '../commands/edge.js';
import { governanceDecider } from '../domain/governance/decider.js';
import type { CommandClass } from '../domain/kernel/command.js';
import { isRapportError } from '../domain/kernel/errors.js';
import { inForceAt } from '../domain/kernel/versioned.js';
import { RecordTextsExpired, TextsExpired } from '../domain/privacy.js';
import type { OldTexts } from './store/records.js';
import type { TextStore } from './text-store.js';

const DAY_MS = 86_400_000;
/** Prefix of the note that marks a recorded expiry as carried out on these texts. */
const DONE = 'expiry done: ';

interface Parts {
  readonly texts: Pick<TextStore, 'countOld' | 'forgetOld' | 'notesUnder' | 'setNote'>;
  readonly runner: Pick<CommandRunner, 'execute' | 'history'>;
  readonly organizationId: string;
}

/**
 * Deletes free text past its retention. Records the number of texts first, then deletes them. The next upkeep completes what
 * a crash interrupted, and repeats it on texts restored from an older copy.
 */
export async function expireTexts(parts: Parts, now: Date): Promise<void> {
  const { texts, runner, organizationId } = parts;
  const moment = now.toISOString();
  let revision = await carryOut(parts);
  for (const { kind, keepDays } of await rulesAt(parts, moment)) {
    const writtenBefore = new Date(now.getTime() - keepDays * DAY_MS).toISOString();
    const count = await texts.countOld({ kind, writtenBefore, putBefore: moment });
    if (count === 0) continue;
    // Two processes that count the same texts must not both record them. The second one fails on the revision, and finds the
    // texts gone at its next upkeep.
    const input = { organizationId, kind, writtenBefore, texts: count, expectedRevision: revision };
    try {
      await runner.execute(admit(RecordTextsExpired as unknown as CommandClass, input, { now: moment }));
    } catch (error) {
      if (isRapportError(error, 'REVISION_MOVED_ON')) return;
      throw error;
    }
    revision = await carryOut(parts);
  }
}

async function rulesAt({ runner, organizationId }: Parts, moment: string) {
  const events = await runner.history(`governance-${organizationId}`);
  const { retention } = events.reduce(
    (state, event) => governanceDecider.evolve(state, event as unknown as Parameters<typeof governanceDecider.evolve>[1]),
    governanceDecider.initial(),
  );
  return inForceAt(retention, moment) ?? [];
}

/**
 * Carries out the recorded expiries that these texts have not had yet. Resolves to the stream's revision, -1 where it is
 * empty.
 */
async function carryOut({ texts, runner, organizationId }: Parts): Promise<number> {
  const history = await runner.history(`privacy-${organizationId}`);
  const done = await texts.notesUnder(DONE);
  for (const { note, old } of history.flatMap(expiryOf)) {
    if (done.has(note)) continue;
    await texts.forgetOld(old);
    await texts.setNote(note, '');
  }
  return history.at(-1)?.revision ?? -1;
}

function expiryOf({ type, data, metadata }: StreamEvent): readonly { readonly note: string; readonly old: OldTexts }[] {
  if (type !== TextsExpired.type) return [];
  const { kind, writtenBefore } = data as ReturnType<typeof TextsExpired>['data'];
  return [{ note: `${DONE}${metadata.commandId}`, old: { kind, writtenBefore, putBefore: metadata.occurredAt } }];
}
