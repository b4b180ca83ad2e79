import { describe, expect, it } from 'vitest';
import { type Clock, systemClock } from '../../../src/clock.js';
import { LogCommandRunner } from '../../../src/commands/log-command-runner.js';
import { DECIDERS } from '../../../src/domain/aggregates.js';
import type { NewEvent, ReadStreamOptions } from '../../../src/event-log/event-log.js';
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
  calls(kind: 'readings' | 'appended'): readonly string[] {
    return this[kind].splice(0).filter((stream) => stream.startsWith('ticket-') || stream.startsWith('interaction-'));
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
`);
const HOURS = ['08:00,new', '09:00,work', '10:00,done'];
const file = (ids: readonly number[]) =>
  `id,at,st,team,dept\n${ids.flatMap((id) => HOURS.map((hour) => `${id},2025-03-01 ${hour},A,D`)).join('\n')}\n`;

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
    expect(log.calls('appended').toSorted()).toEqual(streams(first));
    // Only of those that are under way before the first has been found to be new.
    expect(log.calls('readings').length).toBeLessThanOrEqual(2 * 128);
    await load(first);
    expect(log.calls('appended')).toEqual([]);
    expect(log.calls('readings').toSorted()).toEqual(streams(first));
  });
});
