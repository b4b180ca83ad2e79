import type { ExpectedRevision } from '../../../src/event-log/event-log.js';

/** The append rules in their plainest form: a map of streams, each a list of event ids. What an engine must agree with. */
export class LogModel {
  readonly streams = new Map<string, string[]>();
  /** Every event in the order of writing. */
  readonly all: string[] = [];

  /** The revision of the append's last event, or the refusal. */
  append(stream: string, expected: ExpectedRevision, ids: readonly string[]): number | 'WRONG_EXPECTED_REVISION' {
    const events = this.streams.get(stream) ?? [];
    const head = events.length - 1;
    const known = ids.map((id) => events.lastIndexOf(id));
    const last = known.at(-1) ?? -1;
    if (expected === 'STREAM_EXISTS' && head === -1) return 'WRONG_EXPECTED_REVISION';
    if (expected === 'ANY' || expected === 'STREAM_EXISTS') {
      if (known[0] === -1) return this.write(stream, ids);
      return known.includes(-1) ? 'WRONG_EXPECTED_REVISION' : last;
    }
    const expectedHead = expected === 'NO_STREAM' ? -1 : expected;
    if (expectedHead === head) return this.write(stream, ids);
    const isRepeated = expectedHead < head && ids.every((id, index) => events[expectedHead + 1 + index] === id);
    return isRepeated ? expectedHead + ids.length : 'WRONG_EXPECTED_REVISION';
  }

  private write(stream: string, ids: readonly string[]): number {
    const events = [...(this.streams.get(stream) ?? []), ...ids];
    this.streams.set(stream, events);
    this.all.push(...ids);
    return events.length - 1;
  }
}
