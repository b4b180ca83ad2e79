import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import { categoryOf, type NewEvent, type ReadStreamOptions } from '../../../src/event-log/event-log.js';
import { parseMapping } from '../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../src/imports/run-import.js';
import { MemoryEventLog } from '../../support/memory-event-log.js';
import { withFile } from './support/files.js';

/** Remembers which streams were read and appended to: over a network each is a round trip. */
class CountingLog extends MemoryEventLog {
  readonly readings: string[] = [];
  readonly appended: string[] = [];

  override append(stream: string, expected: number, events: readonly NewEvent[]) {
    this.appended.push(stream);
    return super.append(stream, expected, events);
  }
  override readStream(stream: string, options?: ReadStreamOptions) {
    this.readings.push(stream);
    return super.readStream(stream, options);
  }
  calls(kind: 'readings' | 'appended', ...categories: readonly string[]): readonly string[] {
    const calls = this[kind].filter((stream) => categories.includes(categoryOf(stream)));
    this[kind].length = 0;
    return calls;
  }
}

const MAPPING = parseMapping(`
name: counted
format: { type: csv }
source: { system: c }
fidelity: HISTORY
record: { key: id }
zone: UTC
times: { at: yyyy-MM-dd HH:mm }
occurredAt: at
registers: { teams: { column: team }, departments: { column: dept } }
opening: { fields: { kind: INCIDENT, channel: PHONE, clinicalImpact: NONE } }
interaction: { fields: { channel: PHONE, direction: FROM_DEPARTMENT } }
states: { of: st, values: { new: NEW, work: IN_PROGRESS, done: RESOLVED } }
relationships: { when: RESOLVED, type: BASIC }
`);
const HOURS = ['08:00,new', '09:00,work', '10:00,done'];
const file = (ids: readonly number[], departmentOf = (_: number) => 'D') =>
  `id,at,st,team,dept\n${ids.flatMap((id) => HOURS.map((hour) => `${id},2025-03-01 ${hour},A,${departmentOf(id)}`)).join('\n')}\n`;

const RECORDS = ['ticket', 'interaction'];
const SHARED = ['team', 'department', 'relationship'];

describe('the calls that an import makes of the log', () => {
  it('are one append an aggregate for what is new, and one reading for what is known', async () => {
    const log = new CountingLog();
    let elapsed = 0;
    // A server so slow that between a record's appends seconds go by.
    const clock: Clock = { ...systemClock, now: () => (elapsed += 20) };
    const load = (ids: readonly number[]) => {
      const runner = new LogCommandRunner(log, DECIDERS, 'main', clock);
      return withFile(file(ids), (path) => runImport({ file: path, mapping: MAPPING }, { runner }));
    };
    const streams = (ids: readonly number[]) => ids.flatMap((id) => [`interaction-c-${id}-opening`, `ticket-c-${id}`]).toSorted();
    const first = Array.from({ length: 400 }, (_, id) => id);
    await load(first);
    expect(log.calls('appended', ...RECORDS).toSorted()).toEqual(streams(first));
    // Only of those that are under way before the first has been found to be new.
    expect(log.calls('readings', ...RECORDS).length).toBeLessThanOrEqual(2 * 128);
    await load(first);
    expect(log.calls('appended', ...RECORDS)).toEqual([]);
    expect(log.calls('readings', ...RECORDS).toSorted()).toEqual(streams(first));
  });

  it('are one append for each thing that many records need, and once these are known nothing is tried', async () => {
    const log = new CountingLog();
    const content = file(
      Array.from({ length: 200 }, (_, id) => id),
      (id) => `D${id % 40}`,
    );
    const load = () => {
      const runner = new LogCommandRunner(log, DECIDERS, 'main');
      return withFile(content, (path) => runImport({ file: path, mapping: MAPPING }, { runner }));
    };
    await load();
    expect(log.calls('appended', ...SHARED)).toHaveLength(1 + 40 + 40);
    // The team's, whether it has targets.
    expect(log.calls('readings', ...SHARED)).toEqual(['team-a']);
    await load();
    expect(log.calls('appended', ...SHARED)).toEqual([]);
    const readings = log.calls('readings', ...SHARED);
    expect(new Set(readings).size).toBe(1 + 40 + 40);
    expect(readings).toHaveLength(1 + 40 + 40 + 1);
  });
});
