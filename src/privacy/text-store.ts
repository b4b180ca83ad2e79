import { createHmac } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { open, seal } from './keys/sealing.js';
import type { SubjectKeys } from './keys/subject-keys.js';
import { keyedPseudonym } from './pseudonyms.js';
import type { OldTexts, SealedText, TextFilter, TextRecords } from './store/records.js';

/** Free text by the field in which it was given. */
export type TextParts = Readonly<Record<string, string>>;

/** Free text to be put into the store. */
export interface Words {
  /** The author's pseudonym; the stream's name where it has no personal author. */
  readonly subject: string;
  /** The stream whose event will refer to it. */
  readonly stream: string;
  /** `<Command>.<field>`, where the field is the one that holds the text's key. Retention rules apply per kind. */
  readonly kind: string;
  readonly parts: TextParts;
  /** When it was written, UTC. */
  readonly writtenAt: string;
}

/** `ERASED`: the text was here, and nobody can read it any more. */
export type StoredText =
  | {
      readonly state: 'KEPT';
      readonly parts: TextParts;
      readonly subject: string;
      readonly stream: string;
      readonly kind: string;
    }
  | { readonly state: 'ERASED' };

/** A text with its stream, for the person whom it concerns. */
export interface SubjectText extends Pick<SealedText, 'ref' | 'stream' | 'kind' | 'writtenAt'> {
  readonly parts: TextParts;
}

/** The identity behind a pseudonym: the person's name in a source system. */
export interface Identity {
  readonly system: string;
  readonly name: string;
}
export interface IdentifiedPerson extends Identity {
  /** The pseudonym used in events. */
  readonly ref: string;
}

const READ_BATCH = 500;

/**
 * Stores texts and identities apart from the events that refer to them. All content is sealed with its subject's key.
 * Forgetting destroys the key and overwrites what it sealed. Errors: those of the records and of the keys.
 */
export class TextStore {
  private constructor(
    private readonly records: TextRecords,
    private readonly keys: SubjectKeys,
    private readonly refSecret: Uint8Array,
    /** Secret from which pseudonyms are made. Never leaves the process. */
    readonly pseudonymSecret: Uint8Array,
    private readonly now: () => string,
  ) {}

  static async over(
    records: TextRecords,
    keys: SubjectKeys,
    now: () => string = () => new Date().toISOString(),
  ): Promise<TextStore> {
    return new TextStore(records, keys, await keys.secret('text keys'), await keys.secret('pseudonyms'), now);
  }

  /**
   * The key by which events refer to these words. Deterministic: the same words of the same subject in the same place get the
   * same key, so that a repeated command stays identical. Keyed with a secret, so that guesses of the text cannot be
   * verified.
   */
  refOf({ subject, stream, kind, parts }: Words): string {
    const said = canonicalJson([subject, stream, kind, parts]);
    return `text-${createHmac('sha256', this.refSecret).update(said).digest('base64url').slice(0, 24)}`;
  }

  /** Stores words under their keys; on disk when it resolves. Forgotten texts stay forgotten. */
  async put(words: readonly Words[]): Promise<void> {
    const keys = await this.keys.of(words.map(({ subject }) => subject));
    const putAt = this.now();
    const texts = words.map((said): SealedText => {
      const ref = this.refOf(said);
      const { subject, stream, kind, writtenAt } = said;
      const { id: keyId, key } = keys.get(subject)!;
      return {
        ref,
        subject,
        stream,
        kind,
        writtenAt,
        putAt,
        keyId,
        sealed: seal(key, Buffer.from(JSON.stringify(said.parts)), ref),
      };
    });
    await this.records.putTexts(texts);
  }

  /**
   * The texts under these keys. A key that is unknown here, or whose text was removed before its event was appended, is left
   * out.
   */
  async get(refs: readonly string[]): Promise<ReadonlyMap<string, StoredText>> {
    const found = await this.records.getTexts(refs);
    const opened = await this.opened([...found.values()].filter((text) => text !== 'FORGOTTEN'));
    return new Map([...found.keys()].map((ref) => [ref, opened.get(ref) ?? { state: 'ERASED' as const }]));
  }

  /** All texts of a person, and all texts in those streams: the answer to a person's request for access. */
  async held(subject: string, streams: readonly string[] = []): Promise<readonly SubjectText[]> {
    const held: SubjectText[] = [];
    for await (const texts of this.pages([{ subject }, ...streams.map((stream) => ({ stream }))])) {
      const opened = await this.opened(texts);
      for (const { ref, stream, kind, writtenAt } of texts) {
        const text = opened.get(ref);
        if (text?.state === 'KEPT') held.push({ ref, stream, kind, writtenAt, parts: text.parts });
      }
    }
    return [...new Map(held.map((text) => [text.ref, text])).values()];
  }

  /**
   * Forgets a subject: its key, its texts and its identity. Idempotent: a repeated call finds nothing.
   * @returns how many texts and identities there were
   */
  async forget(subject: string): Promise<{ readonly texts: number; readonly identities: number }> {
    await this.keys.destroy(subject);
    const identities = await this.records.forgetIdentity(subject);
    return { texts: await this.forgetAll([{ subject }]), identities };
  }

  /** Forgets all texts in these streams, whoever wrote them. Returns how many. */
  forgetStreams(streams: readonly string[]): Promise<number> {
    return this.forgetAll(streams.map((stream) => ({ stream })));
  }

  forgetOld(old: OldTexts): Promise<number> {
    return this.forgetAll([old]);
  }

  /** How many of these are not forgotten yet. */
  async countOld(old: OldTexts): Promise<number> {
    let count = 0;
    for await (const { length } of this.pages([old])) count += length;
    return count;
  }

  /**
   * Removes texts that no event refers to: their command was refused, or a crash came in between. Each text is checked once.
   * @param names whether an event of the stream refers to the key
   * @param putBefore skips newer texts, whose commands may still append; UTC
   * @returns how many were removed
   */
  async sweep(names: (stream: string, ref: string) => Promise<boolean>, putBefore: string): Promise<number> {
    let removed = 0;
    for (;;) {
      const texts = await this.records.unseenTexts(putBefore, READ_BATCH);
      for (const text of texts) {
        if (await names(text.stream, text.ref)) await this.records.markSeen([text.ref]);
        else {
          await this.records.removeUnseen(text);
          removed += 1;
        }
      }
      if (texts.length < READ_BATCH) break;
    }
    if (removed > 0) await this.records.scrub();
    return removed;
  }

  /** A note about this store itself. */
  note(name: string): Promise<string | undefined> {
    return this.records.note(name);
  }

  notesUnder(prefix: string): Promise<ReadonlySet<string>> {
    return this.records.notesUnder(prefix);
  }

  setNote(name: string, value: string): Promise<void> {
    return this.records.setNote(name, value);
  }

  /** Stores the identities behind pseudonyms, before events name them. Existing identities stay unchanged. */
  async identify(people: readonly IdentifiedPerson[]): Promise<void> {
    if (people.length === 0) return;
    const existing = await Promise.all(people.map(({ ref }) => this.records.getIdentity(ref)));
    const unknown = people.filter((_, index) => existing[index] === undefined);
    if (unknown.length === 0) return;
    const keys = await this.keys.of(unknown.map(({ ref }) => ref));
    const identities = unknown.map(({ ref, system, name }) => {
      const { id: keyId, key } = keys.get(ref)!;
      const sealed = seal(key, Buffer.from(JSON.stringify({ system, name })), `identity ${ref}`);
      return { ref, keyed: keyedPseudonym(this.pseudonymSecret, system, name), keyId, sealed };
    });
    await this.records.putIdentities(identities);
  }

  /** The identity behind a pseudonym, keyed or as in events; undefined where it is unknown or forgotten. */
  async identity(pseudonym: string): Promise<IdentifiedPerson | undefined> {
    const found = await this.records.getIdentity(pseudonym);
    const key = found && (await this.keys.byId([found.keyId])).get(found.keyId);
    const opened = key && open(key, found.sealed, `identity ${found.ref}`);
    return opened && { ref: found.ref, ...(JSON.parse(Buffer.from(opened).toString()) as Identity) };
  }

  /** The pseudonym used in events for a person known by either pseudonym; else the given one. */
  async refInEvents(pseudonym: string): Promise<string> {
    return (await this.records.getIdentity(pseudonym))?.ref ?? pseudonym;
  }

  private async forgetAll(filters: readonly TextFilter[]): Promise<number> {
    let count = 0;
    for await (const texts of this.pages(filters)) count += await this.records.forgetTexts(texts.map(({ ref }) => ref));
    // Scrub even if nothing was left to forget: an earlier call may have been interrupted before its scrub.
    await this.records.scrub();
    return count;
  }

  private async *pages(filters: readonly TextFilter[]): AsyncGenerator<readonly SealedText[]> {
    for (const filter of filters) {
      for (let after = ''; ;) {
        const texts = await this.records.findTexts(filter, READ_BATCH, after);
        if (texts.length > 0) yield texts;
        if (texts.length < READ_BATCH) break;
        after = texts.at(-1)!.ref;
      }
    }
  }

  private async opened(texts: readonly SealedText[]): Promise<ReadonlyMap<string, StoredText>> {
    const keys = await this.keys.byId(texts.map(({ keyId }) => keyId));
    const found = new Map<string, StoredText>();
    for (const { ref, subject, stream, kind, keyId, sealed } of texts) {
      const key = keys.get(keyId);
      const opened = key && open(key, sealed, ref);
      if (opened)
        found.set(ref, { state: 'KEPT', parts: JSON.parse(Buffer.from(opened).toString()) as TextParts, subject, stream, kind });
    }
    return found;
  }
}
