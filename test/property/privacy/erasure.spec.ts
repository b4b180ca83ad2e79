import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { PROJECTIONS } from '../../../projections/index.js';
import { fold } from '../../../projections/kit/fold.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { separateWords } from '../../../src/commands/edge.js';
import { AGGREGATES, DECIDERS } from '../../../src/domain/aggregates.js';
import type { Command, CommandClass } from '../../../src/domain/kernel/command.js';
import { isRapportError } from '../../../src/domain/kernel/errors.js';
import { START, type RecordedEvent } from '../../../src/domain/kernel/event.js';
import { DataSubjects } from '../../../src/privacy/data-subjects.js';
import type { Privacy } from '../../../src/privacy/privacy.js';
import { TextStoringRunner } from '../../../src/privacy/text-storing-runner.js';
import { anyCommand } from '../../support/arbitrary-commands.js';
import { FoldedViews } from '../../support/folded-views.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import fc from '../../support/properties.js';
import { REGISTERED } from '../../support/registered.js';
import { runs } from '../../support/runs.js';
import { openTexts } from '../../support/text-store.js';

/** Where every event is listed, the fact that somebody was erased as well. */
const LISTS = ['recorded', 'events'];
const PEOPLE = ['p1', 'p2', 'x', 'y'];
const { ticket, interaction, commitment, survey } = AGGREGATES;
const SPOKEN = [ticket, interaction, commitment, survey].flatMap(({ commands }) => commands);

let folder: string;
let privacy: Privacy;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'rapport-erasure-'));
  privacy = await openTexts(folder);
});
afterAll(async () => {
  await privacy.close();
  rmSync(folder, { recursive: true });
});

/** As the edge makes it: words apart, and no key of one's own beside them. */
function withWords(command: Command): Command {
  const commandClass = command.constructor as unknown as CommandClass;
  const values: Record<string, unknown> = { ...command };
  for (const [name, { schema }] of Object.entries(commandClass.definition.fields))
    if (schema['x-words'] !== undefined && values[name] !== undefined) delete values[schema['x-words']];
  const { values: said, words } = separateWords(commandClass, values);
  return new commandClass({ ...said, ...(words && { words }) } as Command);
}

async function eventsOf(log: MemoryEventLog): Promise<readonly RecordedEvent[]> {
  const events: RecordedEvent[] = [];
  for await (const page of log.read(START)) events.push(...page);
  return events;
}

/** Whether the event names a person as the one who acted or asked: enough to be erased here. */
const namesPerson = ({ data, metadata }: RecordedEvent, person: string) =>
  [metadata.actorRef, ...['requesterRef', 'byRef'].map((field) => data[field as keyof typeof data])].includes(person);

const viewsOf = (events: readonly RecordedEvent[]) =>
  PROJECTIONS.filter(({ name }) => !LISTS.includes(name)).map((projection) => [projection.name, [...fold(projection, events)]]);

it('Erasing whoever it may be after whatever happened changes no view, and leaves none of their words', async () => {
  let forgotten = 0;
  const histories = fc.array(anyCommand(SPOKEN), { minLength: 20, maxLength: 40, size: 'max' });
  await fc.assert(
    fc.asyncProperty(histories, fc.constantFrom(...PEOPLE), fc.uuid(), async (history, subject, salt) => {
      const log = new MemoryEventLog();
      const runner = new TextStoringRunner(new LogCommandRunner(log, DECIDERS, salt), privacy.texts);
      for (const command of [...REGISTERED, ...history.map(withWords)]) await runner.executeAll([command]);
      const before = await eventsOf(log);
      const views = new FoldedViews();
      views.show(before);
      const people = new DataSubjects({ privacy, log, runner, views, organizationId: salt, readsKeptYears: 6 });
      const erased = await people.erase({ subject, reason: 'asked' }).catch((error: unknown) => {
        if (!isRapportError(error, 'NOT_FOUND')) throw error;
      });
      if (!erased) {
        expect(before.filter((event) => namesPerson(event, subject))).toEqual([]);
        expect(await eventsOf(log)).toEqual(before);
        return;
      }
      forgotten += erased.texts;
      const after = await eventsOf(log);
      expect(after.map(({ type }) => type)).toEqual([...before.map(({ type }) => type), 'DataSubjectErased']);
      expect(viewsOf(after)).toEqual(viewsOf(before));
      expect(await privacy.texts.held(subject)).toEqual([]);
      const holdings = await people.holdings(subject, new AbortController().signal);
      expect(holdings).toMatchObject({ identity: null, texts: [] });
    }),
    { numRuns: runs(15, 1_000) },
  );
  expect(forgotten).toBeGreaterThan(10);
});
