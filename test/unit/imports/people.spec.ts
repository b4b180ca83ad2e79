import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { importPeople } from '../../../src/app/importing/open-inbound.js';
import type { StreamEvent } from '../../../src/commands/command-runner.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { START } from '../../../src/domain/kernel/event.js';
import { runImport } from '../../../src/imports/run-import.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { DataSubjects } from '../../../src/privacy/data-subjects.js';
import type { Privacy } from '../../../src/privacy/privacy.js';
import { Pseudonyms, unkeyedPseudonym } from '../../../src/privacy/pseudonyms.js';
import { TextStoringRunner } from '../../../src/privacy/text-storing-runner.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { MemoryViews } from '../../support/memory-views.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { openTexts } from '../../support/text-store.js';
import { inProject, withFile } from './support/files.js';

const newFolder = temporaryFolders();
const MAPPING = `
name: helpdesk
source: { system: helpdesk }
fidelity: HISTORY
format: { type: csv, delimiter: ',' }
zone: UTC
times: { at: iso }
pseudonyms: [customer, agent]
record: { key: number }
occurredAt: at
registers:
  teams: { column: team }
  departments: { column: department }
opening:
  fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE, requesterRef: '{customer}', title: '{subject}' }
assignment: { assignee: agent }
`;
const HEADER = 'number,at,customer,agent,team,department,subject';
const ROWS = ['1,2026-03-01T08:00:00Z,Ann,Ivy,Desk,ICU,MARK<printer>', '2,2026-03-01T09:00:00Z,Bob,Ivy,Desk,ICU,MARK<door>'];
const LATER = ['3,2026-03-02T08:00:00Z,Ann,Ivy,Desk,ICU,', '4,2026-03-02T09:00:00Z,Zoe,Ivy,Desk,ICU,'];
const NAMES = ['Ann', 'Bob', 'Ivy', 'Zoe'];

/** As people were called before pseudonyms were keyed. */
class Unkeyed extends Pseudonyms {
  override of = unkeyedPseudonym;
}

describe('People in an import', () => {
  let log: MemoryEventLog;
  let privacy: Privacy;
  let people: DataSubjects;
  let runner: TextStoringRunner;
  beforeEach(async () => {
    log = new MemoryEventLog();
    privacy = await openTexts(newFolder());
    runner = new TextStoringRunner(new LogCommandRunner(log, DECIDERS, 'hospital'), privacy.texts);
    people = dataSubjects();
  });
  afterEach(() => privacy.close());

  const dataSubjects = () =>
    new DataSubjects({ privacy, log, runner, views: new MemoryViews({}), organizationId: 'hospital', readsKeptYears: 6 });
  const importing = async (rows: readonly string[], before?: 'UNKEYED') => {
    const known = before ? { pseudonyms: new Unkeyed(), identify: async () => undefined } : await importPeople(people);
    return withFile([HEADER, ...rows].join('\n'), (file) =>
      runImport({ file, mapping: parseMapping(MAPPING) }, { runner, people: known }),
    );
  };
  const requesterOf = async (ticket: string) =>
    ((await runner.history(`ticket-helpdesk-${ticket}`))[0] as StreamEvent & { data: { requesterRef: string } }).data
      .requesterRef;
  const everything = async () => {
    const pages: unknown[] = [];
    for await (const page of log.read(START)) pages.push(page);
    return JSON.stringify(pages);
  };

  it('go by pseudonyms that nobody can try with a list of names; who they are stands apart', async () => {
    expect((await importing(ROWS)).rows.rejected).toBe(0);
    const ann = await requesterOf('1');
    expect(ann).toMatch(/^person-[0-9a-f]{24}$/);
    expect(await privacy.texts.identity(ann)).toEqual({ ref: ann, system: 'helpdesk', name: 'Ann' });
    const told = await everything();
    for (const name of NAMES) {
      expect(told).not.toContain(`"${name}"`);
      expect(told).not.toContain(unkeyedPseudonym('helpdesk', name));
    }
    expect(told).not.toContain('MARK');
    expect((await privacy.texts.held(ann)).map(({ parts }) => parts)).toEqual([{ title: 'MARK<printer>' }]);
    expect((await importing(ROWS)).events.appended).toBe(0);
  });

  it('stay the same people whom events know by unkeyed pseudonyms: an export of before adds nothing, a longer one only what is new', async () => {
    const first = await importing(ROWS, 'UNKEYED');
    expect(first.events.appended).toBeGreaterThan(0);
    expect((await importing(ROWS)).events.appended).toBe(0);
    const longer = await importing([...ROWS, ...LATER]);
    expect(longer).toMatchObject({ rows: { rejected: 0 } });
    expect(await requesterOf('3')).toBe(await requesterOf('1'));
    expect(await requesterOf('4')).toMatch(/^person-/);
    // Whoever is known by the old one is found by the new one as well.
    const { secret } = await people.pseudonymSource();
    const keyed = new Pseudonyms({ secret, carriedOver: new Set() }).of('helpdesk', 'Ann');
    expect(await privacy.texts.identity(keyed)).toMatchObject({ ref: unkeyedPseudonym('helpdesk', 'Ann'), name: 'Ann' });
    expect((await importing([...ROWS, ...LATER])).events.appended).toBe(0);
  });

  it.each([
    ['known by unkeyed pseudonyms', 'UNKEYED'],
    ['known by keyed ones alone', undefined],
  ] as const)('stay the same when the server starts anew (%s)', async (_, before) => {
    await importing(ROWS, before);
    await importing(ROWS);
    people = dataSubjects();
    await importing([...ROWS, ...LATER]);
    expect(await requesterOf('3')).toBe(await requesterOf('1'));
  });

  it('who were erased are not brought back by the same export', async () => {
    await importing(ROWS);
    const ann = await requesterOf('1');
    expect(await people.erase({ subject: ann, reason: 'asked' })).toMatchObject({ identities: 1 });
    expect((await importing(ROWS)).events.appended).toBe(0);
    expect(await privacy.texts.identity(ann)).toBeUndefined();
  });

  it.each([
    [
      'zammad',
      'zammad.json',
      ['We replaced the cable.\nPlease try again.', 'Monitor in bay 4 stays dark', 'It is still the same & we need it today.'],
    ],
    ['freshdesk', 'freshdesk.json', ['Since this morning. Two wards wait.', 'Quick and friendly.']],
    ['jira', 'jira.json', ['Label printer prints half a label']],
    ['freescout', 'freescout.json', ['Cable from the store, asset list updated.', 'It is still the same.']],
    ['glpi', 'glpi.csv', ['Since this morning.\nTwo wards wait.']],
    ['itop', 'itop.csv', ['Since this morning.', 'Lab results come late']],
    ['osticket', 'osticket.csv', ['We replaced the cable.', 'Cable from the store.']],
  ])('say words that %s has: kept apart, once, and nothing of them in events', async (mapping, example, words) => {
    const file = inProject('examples', example);
    const known = await importPeople(people);
    const report = await runImport({ file, mapping, zone: 'UTC' }, { runner, people: known });
    expect(report.rejects.filter(({ code }) => code !== 'EXCLUDED')).toEqual([]);
    const told = await everything();
    const refs = [...told.matchAll(/"(?:summary|text|comment)Ref":"([^"]+)"/g)].map(([, ref]) => ref as string);
    const kept = [...(await privacy.texts.get(refs)).values()];
    const said = JSON.stringify(kept);
    for (const text of words) {
      expect(said).toContain(JSON.stringify(text));
      expect(told).not.toContain(text);
    }
    expect((await runImport({ file, mapping, zone: 'UTC' }, { runner, people: known })).events.appended).toBe(0);
    expect(await everything()).toBe(told);
  });
});
