import { createHmac } from 'node:crypto';
import { canonicalJson } from '../domain/kernel/same-data.js';
import { open, seal } from './keys/sealing.js';
import type { SubjectKeys } from './keys/subject-keys.js';
import { keyedPseudonym } from './pseudonyms.js';
import type { OldTexts, SealedText, TextFilter, TextRecords } from './store/records.js';

/** What was said, by the field in which it was said. */
export type TextParts = Readonly<Record<string, string>>;

/** Words on their way into the store. */
export interface Words {
  /** Whose they are: a person's pseudonym; the stream's name where nobody in particular spoke. */
  readonly subject: string;
  /** The stream whose event will name them. */
  readonly stream: string;
  /** What they are: `<Command>.<field>`, the field being the one that holds their key. Retention goes by it. */
  readonly kind: string;
  readonly parts: TextParts;
  /** When they were said, UTC. */
  readonly writtenAt: string;
}

/** `ERASED`: it was here, and nobody can read it any more. */
export type StoredText =
  | {
      readonly state: 'KEPT';
      readonly parts: TextParts;
      readonly subject: string;
      readonly stream: string;
      readonly kind: string;
    }
  | { readonly state: 'ERASED' };

/** A text with where it stands, for the person whose it is. */
export interface SubjectText extends Pick<SealedText, 'ref' | 'stream' | 'kind' | 'writtenAt'> {
  readonly parts: TextParts;
}

/** Who a pseudonym is: what a source system calls them. */
export interface Identity {
  readonly system: string;
  readonly name: string;
}
export interface IdentifiedPerson extends Identity {
  /** As events say it. */
  readonly ref: string;
}

const READ_BATCH = 500;

/**
 * Texts and identities, apart from the events that refer to them. Everything is sealed with a key of its subject; forgetting destroys the key and
 * overwrites what it sealed. Errors: those of the records, and of the keys.
 */
export class TextStore {
  private constructor(
    private readonly records: TextRecords,
    private readonly keys: SubjectKeys,
    private readonly refSecret: Uint8Array,
    /** Makes pseudonyms. Never leaves the process. */
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
   * The key by which events name these words: the same words of the same subject in the same place have the same one, so that a repeated command
   * is the same command. Made with a secret: it does not tell what was said to whoever guesses.
   */
  refOf({ subject, stream, kind, parts }: Words): string {
    const said = canonicalJson([subject, stream, kind, parts]);
    return `text-${createHmac('sha256', this.refSecret).update(said).digest('base64url').slice(0, 24)}`;
  }

  /** Keeps words under their keys, on the disk when this returns. What was forgotten stays forgotten. */
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

  /** The texts under these keys. A key that is not of this store, or that was given up before its event, has none. */
  async get(refs: readonly string[]): Promise<ReadonlyMap<string, StoredText>> {
    const found = await this.records.getTexts(refs);
    const opened = await this.opened([...found.values()].filter((text) => text !== 'FORGOTTEN'));
    return new Map([...found.keys()].map((ref) => [ref, opened.get(ref) ?? { state: 'ERASED' as const }]));
  }

  /** Everything kept of a person, or of those streams: what they are to be told when they ask. */
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
   * Forgets a subject: its key, its texts, who it is. Done again it finds nothing.
   * @returns how many texts and identities there were
   */
  async forget(subject: string): Promise<{ readonly texts: number; readonly identities: number }> {
    await this.keys.destroy(subject);
    const identities = await this.records.forgetIdentity(subject);
    return { texts: await this.forgetAll([{ subject }]), identities };
  }

  /** Forgets what anybody wrote in these streams. Returns how many texts. */
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
   * Takes away texts that no event names: their command was refused, or a crash came between. Each is looked for once.
   * @param names whether an event of the stream names the key
   * @param putBefore commands under way may still append; UTC
   * @returns how many it took away
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

  /** A note of our own about this store. */
  note(name: string): Promise<string | undefined> {
    return this.records.note(name);
  }

  notesUnder(prefix: string): Promise<ReadonlySet<string>> {
    return this.records.notesUnder(prefix);
  }

  setNote(name: string, value: string): Promise<void> {
    return this.records.setNote(name, value);
  }

  /** Remembers who pseudonyms are, before events name them. Who is known stays as first told. */
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

  /** Who a pseudonym is, the keyed one or the one in events; undefined where that is not known, or no longer. */
  async identity(pseudonym: string): Promise<IdentifiedPerson | undefined> {
    const found = await this.records.getIdentity(pseudonym);
    const key = found && (await this.keys.byId([found.keyId])).get(found.keyId);
    const opened = key && open(key, found.sealed, `identity ${found.ref}`);
    return opened && { ref: found.ref, ...(JSON.parse(Buffer.from(opened).toString()) as Identity) };
  }

  /** As events call a person that is known by either pseudonym; else the pseudonym itself. */
  async refInEvents(pseudonym: string): Promise<string> {
    return (await this.records.getIdentity(pseudonym))?.ref ?? pseudonym;
  }

  private async forgetAll(filters: readonly TextFilter[]): Promise<number> {
    let count = 0;
    for await (const texts of this.pages(filters)) count += await this.records.forgetTexts(texts.map(({ ref }) => ref));
    // Also where there was nothing left: it may have been cut off before.
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
