import type { Collection, Filter } from 'mongodb';
import type { Connection } from '../../../view-store/mongodb/connection.js';
import { isDuplicate } from '../../../view-store/mongodb/errors.js';
import type { ReadFilter, ReadRecord, ReadRecords, ReadSlice, Seen } from '../records.js';

export const READS = '_reads';

/** A record of one item has it in `subject` and `thing`; a record of several has them in `seen`. */
type ReadDocument = Omit<ReadRecord, 'sequence' | 'seen'> & { readonly _id: number } & (
    Seen | { readonly seen: readonly Seen[] }
  );
function readOf(document: ReadDocument): ReadRecord {
  const { _id: sequence, at, reader, via, previous, hash } = document;
  const seen = 'seen' in document ? document.seen : [{ subject: document.subject, thing: document.thing }];
  return { sequence, at, reader, via, seen, previous, hash };
}
const documentOf = ({ sequence: _id, seen, ...read }: ReadRecord): ReadDocument => ({
  ...{ _id, ...read },
  ...(seen.length === 1 ? seen[0]! : { seen }),
});

/** The read log, in a collection. */
export class MongoReads implements ReadRecords {
  constructor(private readonly connection: Connection) {}

  async prepare(): Promise<void> {
    await this.connection.run((db) =>
      db
        .collection(READS)
        .createIndexes([{ key: { subject: 1, _id: 1 } }, { key: { 'seen.subject': 1, _id: 1 } }, { key: { at: 1 } }]),
    );
  }

  async appendReads(records: readonly ReadRecord[]): Promise<boolean> {
    const documents = records.map(documentOf);
    try {
      // Ordered, so that the insert stops at the first sequence taken: the process that has it also has those that follow.
      await this.reads((collection) => collection.insertMany(documents, { ordered: true }));
      return true;
    } catch (error) {
      if (isDuplicate(error)) return false;
      throw error;
    }
  }

  async lastRead(): Promise<ReadRecord | undefined> {
    const [last] = await this.reads((collection) => collection.find().sort({ _id: -1 }).limit(1).toArray());
    return last && readOf(last);
  }

  async findReads(filter: ReadFilter, { after, before, limit, backwards = false }: ReadSlice): Promise<readonly ReadRecord[]> {
    const between = { ...(after !== undefined && { $gt: after }), ...(before !== undefined && { $lt: before }) };
    const condition = { ...conditionOf(filter), ...(Object.keys(between).length > 0 && { _id: between }) };
    const found = await this.reads((collection) =>
      collection
        .find(condition)
        .sort({ _id: backwards ? -1 : 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(readOf);
  }

  async countReads(filter: ReadFilter): Promise<number> {
    return this.reads((collection) => collection.countDocuments(conditionOf(filter)));
  }

  async removeReads(before: string): Promise<number> {
    return (await this.reads((collection) => collection.deleteMany({ at: { $lt: before } }))).deletedCount;
  }

  private reads<T>(work: (collection: Collection<ReadDocument>) => Promise<T>): Promise<T> {
    return this.connection.run((db) => work(db.collection<ReadDocument>(READS)));
  }
}

function conditionOf({ subject, reader, from, to }: ReadFilter): Filter<ReadDocument> {
  const at = { ...(from !== undefined && { $gte: from }), ...(to !== undefined && { $lt: to }) };
  return {
    ...(subject !== undefined && { $or: [{ subject }, { 'seen.subject': subject }] }),
    ...(reader !== undefined && { reader }),
    ...(Object.keys(at).length > 0 && { at }),
  };
}
