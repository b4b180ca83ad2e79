import { createHmac } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { RapportError } from '../domain/kernel/errors.js';
import { Mutex } from '../waiting.js';
import { decodeCursor, encodeCursor, pageRequest, type Page, type PageArgs } from '../queries/paging/page.js';
import type { ReadAnchor } from './read-anchors.js';
import type { ReadFilter, ReadRecord, ReadRecords, ReadSlice, Seen } from './store/records.js';

/** Who reads, and by which operation. */
export interface Reader {
  /** Pseudonym of a person, or the name of a program. */
  readonly subject: string;
  /** Name of the operation in the API or the shell. */
  readonly via: string;
}
/** The result of verifying the chain. */
export interface ChainState {
  readonly reads: number;
  /**
   * The sequence of the first record that was altered, that is missing at the end, or that follows a gap; null where the
   * chain is intact.
   */
  readonly brokenAt: number | null;
}

/** How often another process may append first before this one gives up. */
const MAX_RACES = 20;
const READ_BATCH = 1_000;

type Waiting = readonly [reader: Reader, seen: readonly Seen[]];

/**
 * Records who saw whose text, rating or survey, when and by which operation (45 CFR 164.312(b)). Append-only. Each record
 * holds a keyed hash of itself and of its predecessor, so that altered records and removals from the middle are detectable.
 * Errors: those of the records.
 */
export class ReadLog {
  private readonly pending: Waiting[] = [];
  /** The pending append that takes all waiting records. */
  private next: Promise<void> | undefined;
  private readonly mutex = new Mutex();

  constructor(
    private readonly records: ReadRecords,
    private readonly secret: Uint8Array,
    private readonly now: () => string = () => new Date().toISOString(),
  ) {}

  /**
   * Records that a reader sees something; things seen together make one record. Resolves once the record is on disk. Await it
   * before showing the data.
   */
  record(reader: Reader, seen: readonly Seen[]): Promise<void> {
    if (seen.length === 0) return Promise.resolve();
    this.pending.push([reader, seen]);
    // Calls during an append join the next one, and fail with it: nobody may see data whose read is not on record.
    this.next ??= this.mutex.run(() => {
      this.next = undefined;
      return this.append(this.pending.splice(0));
    });
    return this.next;
  }

  find(filter: ReadFilter, slice: ReadSlice): Promise<readonly ReadRecord[]> {
    return this.records.findReads(filter, slice);
  }

  count(filter: ReadFilter): Promise<number> {
    return this.records.countReads(filter);
  }

  /** Removes reads before a moment; the chain then begins later. Returns how many. */
  forgetBefore(moment: string): Promise<number> {
    return this.records.removeReads(moment);
  }

  /** The newest record. */
  last(): Promise<ReadRecord | undefined> {
    return this.records.lastRead();
  }

  /**
   * Verifies the whole chain. Truncation at the end is detectable only up to the newest anchor.
   * @param anchors of records that must still be there
   */
  async verify(anchors: readonly ReadAnchor[] = []): Promise<ChainState> {
    const anchored = new Map(anchors.map(({ sequence, hash }) => [sequence, hash]));
    const reached = Math.max(0, ...anchored.keys());

    let before: ReadRecord | undefined;
    for (let reads = 0; ;) {
      const page = await this.records.findReads({}, { after: before?.sequence, limit: READ_BATCH });
      for (const record of page) {
        const follows = !before || (record.sequence === before.sequence + 1 && record.previous === before.hash);
        const isAsNoted = (anchored.get(record.sequence) ?? record.hash) === record.hash;
        if (!follows || !isAsNoted || this.hashOf(record) !== record.hash) return { reads, brokenAt: record.sequence };
        before = record;
        reads += 1;
      }
      if (page.length < READ_BATCH) {
        const end = before?.sequence ?? 0;
        return { reads, brokenAt: end < reached ? end + 1 : null };
      }
    }
  }

  private async append(waiting: readonly Waiting[]): Promise<void> {
    for (let races = 0; races < MAX_RACES; races += 1) {
      let { sequence, hash: previous } = (await this.records.lastRead()) ?? { sequence: 0, hash: '' };
      const at = this.now();
      const records = waiting.map(([{ subject: reader, via }, seen]) => {
        sequence += 1;
        const record = { sequence, at, reader, via, seen, previous };
        const hash = (previous = this.hashOf(record));
        return { ...record, hash };
      });
      if (await this.records.appendReads(records)) return;
    }
    throw new RapportError('CONFLICT', 'The read could not be recorded: other processes kept writing to the read log', {
      remedy: 'Ask again.',
    });
  }

  /** The keyed hash of a record. A record of one thing is hashed in the former format, in which a record held one thing only. */
  private hashOf({ sequence, at, reader, via, seen, previous }: Omit<ReadRecord, 'hash'>): string {
    const [one] = seen;
    const what = one && seen.length === 1 ? [one.subject, one.thing] : [seen];
    const said = canonicalJson([sequence, at, reader, via, ...what, previous]);
    return createHmac('sha256', this.secret).update(said).digest('base64url');
  }
}

const ORDER = 'reads:sequence:descending';
const placeOf = ({ sequence }: ReadRecord) => ({ value: sequence, key: '' });

/** A page of reads, the latest first. @throws RapportError INVALID_INPUT, INVALID_CURSOR for a wrong page */
export async function pageOfReads(log: ReadLog, filter: ReadFilter, args: PageArgs): Promise<Page<ReadRecord>> {
  const { size, cursor, backward } = pageRequest(args);
  const place = cursor === null ? undefined : Number(decodeCursor(ORDER, { cursor, backward }).value);
  const bound = backward ? { after: place } : { before: place };
  const found = await log.find(filter, { ...bound, limit: size + 1, backwards: !backward });
  const goesOn = found.length > size;
  const records = backward ? found.slice(0, size).toReversed() : found.slice(0, size);
  const edges = records.map((node) => ({ cursor: encodeCursor(ORDER, placeOf(node)), node }));
  return {
    edges,
    startCursor: edges[0]?.cursor ?? null,
    endCursor: edges.at(-1)?.cursor ?? null,
    hasNextPage: async () => (backward ? place !== undefined : goesOn),
    hasPreviousPage: async () => (backward ? goesOn : place !== undefined),
    totalCount: () => log.count(filter),
  };
}
