import { Binary, type Collection, type Filter } from 'mongodb';
import type { Connection } from '../../../view-store/mongodb/connection.js';
import type { SealedIdentity, SealedText, TextFilter, TextRecords } from '../records.js';

/** The `_` prefix separates these from the views' collections. A forgotten text keeps only its `_id`. */
export const TEXTS = '_texts';
export const IDENTITIES = '_identities';
const NOTES = '_text_notes';

interface TextDocument {
  readonly _id: string;
  readonly subject?: string;
  readonly stream?: string;
  readonly kind?: string;
  readonly writtenAt?: string;
  readonly putAt?: string;
  readonly keyId?: string;
  readonly sealed?: Binary;
  readonly unseen?: true;
}
interface IdentityDocument {
  readonly _id: string;
  readonly keyed?: string;
  readonly keyId?: string;
  readonly sealed?: Binary;
}
interface Note {
  readonly _id: string;
  readonly value: string;
}

const textOf = ({ _id: ref, unseen: _, sealed, ...text }: TextDocument): SealedText =>
  ({ ref, ...text, sealed: sealed!.value() }) as SealedText;

/** Texts and identities in MongoDB. */
export class MongoTexts implements TextRecords {
  constructor(private readonly connection: Connection) {}

  async prepare(): Promise<void> {
    await this.connection.run(async (db) => {
      await db
        .collection(TEXTS)
        .createIndexes([
          { key: { subject: 1, _id: 1 } },
          { key: { stream: 1, _id: 1 } },
          { key: { kind: 1, writtenAt: 1 } },
          { key: { unseen: 1, putAt: 1 }, sparse: true },
        ]);
      await db.collection(IDENTITIES).createIndexes([{ key: { keyed: 1 } }]);
    });
  }

  async putTexts(texts: readonly SealedText[]): Promise<void> {
    if (texts.length === 0) return;
    await this.texts((collection) =>
      collection.bulkWrite(
        texts.flatMap(({ ref: _id, putAt, sealed, ...text }) => {
          const added = { ...text, putAt, sealed: new Binary(sealed), unseen: true as const };
          return [
            { updateOne: { filter: { _id }, update: { $setOnInsert: added }, upsert: true } },
            { updateOne: { filter: { _id, subject: { $exists: true } }, update: { $set: { putAt } } } },
          ];
        }),
      ),
    );
  }

  async getTexts(refs: readonly string[]): Promise<ReadonlyMap<string, SealedText | 'FORGOTTEN'>> {
    const found = await this.texts((collection) => collection.find({ _id: { $in: [...refs] } }).toArray());
    return new Map(found.map((text) => [text._id, text.subject === undefined ? 'FORGOTTEN' : textOf(text)]));
  }

  async findTexts(filter: TextFilter, limit: number, after = ''): Promise<readonly SealedText[]> {
    const condition: Filter<TextDocument> =
      'kind' in filter
        ? { kind: filter.kind, writtenAt: { $lt: filter.writtenBefore }, putAt: { $lt: filter.putBefore } }
        : { ...filter };
    const found = await this.texts((collection) =>
      collection
        .find({ ...condition, _id: { $gt: after } })
        .sort({ _id: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(textOf);
  }

  async forgetTexts(refs: readonly string[]): Promise<number> {
    const nothing = { subject: '', stream: '', kind: '', writtenAt: '', putAt: '', keyId: '', sealed: '', unseen: '' } as const;
    const { modifiedCount } = await this.texts((collection) =>
      collection.updateMany({ _id: { $in: [...refs] }, subject: { $exists: true } }, { $unset: nothing }),
    );
    return modifiedCount;
  }

  async unseenTexts(putBefore: string, limit: number): Promise<readonly SealedText[]> {
    const found = await this.texts((collection) =>
      collection
        .find({ unseen: true, putAt: { $lt: putBefore } })
        .sort({ putAt: 1 })
        .limit(limit)
        .toArray(),
    );
    return found.map(textOf);
  }

  async markSeen(refs: readonly string[]): Promise<void> {
    await this.texts((collection) => collection.updateMany({ _id: { $in: [...refs] } }, { $unset: { unseen: '' } }));
  }

  async removeUnseen({ ref, putAt }: Pick<SealedText, 'ref' | 'putAt'>): Promise<void> {
    await this.texts((collection) => collection.deleteOne({ _id: ref, putAt, unseen: true }));
  }

  async putIdentities(identities: readonly SealedIdentity[]): Promise<void> {
    if (identities.length === 0) return;
    await this.identities((collection) =>
      collection.bulkWrite(
        identities.map(({ ref: _id, sealed, ...identity }) => ({
          updateOne: { filter: { _id }, update: { $setOnInsert: { ...identity, sealed: new Binary(sealed) } }, upsert: true },
        })),
        { ordered: false },
      ),
    );
  }

  async getIdentity(ref: string): Promise<SealedIdentity | undefined> {
    const found = await this.identities((collection) => collection.findOne({ $or: [{ _id: ref }, { keyed: ref }] }));
    if (found?.keyId === undefined) return undefined;
    const { _id, keyed, keyId, sealed } = found;
    return { ref: _id, keyed: keyed!, keyId, sealed: sealed!.value() };
  }

  async forgetIdentity(ref: string): Promise<number> {
    const { matchedCount } = await this.identities((collection) =>
      collection.updateOne({ _id: ref, keyId: { $exists: true } }, { $unset: { keyed: '', keyId: '', sealed: '' } }),
    );
    await this.identities((collection) => collection.updateOne({ _id: ref }, { $setOnInsert: {} }, { upsert: true }));
    return matchedCount;
  }

  /** Does nothing: MongoDB overwrites deleted data in its own time. */
  async scrub(): Promise<void> {}

  async note(name: string): Promise<string | undefined> {
    return (await this.connection.run((db) => db.collection<Note>(NOTES).findOne({ _id: name })))?.value;
  }

  async notesUnder(prefix: string): Promise<ReadonlySet<string>> {
    const named = { _id: { $gte: prefix, $lt: `${prefix}\uffff` } };
    const found = await this.connection.run((db) =>
      db
        .collection<Note>(NOTES)
        .find(named, { projection: { value: 0 } })
        .toArray(),
    );
    return new Set(found.map(({ _id }) => _id));
  }

  async setNote(name: string, value: string): Promise<void> {
    await this.connection.run((db) => db.collection<Note>(NOTES).updateOne({ _id: name }, { $set: { value } }, { upsert: true }));
  }

  private texts<T>(work: (collection: Collection<TextDocument>) => Promise<T>): Promise<T> {
    return this.connection.run((db) => work(db.collection<TextDocument>(TEXTS)));
  }

  private identities<T>(work: (collection: Collection<IdentityDocument>) => Promise<T>): Promise<T> {
    return this.connection.run((db) => work(db.collection<IdentityDocument>(IDENTITIES)));
  }
}
