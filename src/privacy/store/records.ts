/**
 * The interfaces of the stores of texts, keys and reads. Content is sealed; the stores cannot open it. Two engines implement
 * them (embedded/, mongodb/), and one contract suite runs on both. Errors of all methods: STORE_BUSY, STORE_CORRUPT,
 * DISK_FULL, VIEWS_UNAVAILABLE (in MongoDB the texts are next to the views).
 */

/** The text of one field group of one command, sealed with its subject's key. */
export interface SealedText {
  /** The key by which events refer to it. */
  readonly ref: string;
  /** The author's pseudonym; the stream's name where it has no personal author. */
  readonly subject: string;
  readonly stream: string;
  readonly kind: string;
  /** When it was written, UTC. */
  readonly writtenAt: string;
  /** When it was last put into the store, UTC. */
  readonly putAt: string;
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** The identity behind a pseudonym, sealed with the person's own key. */
export interface SealedIdentity {
  /** The pseudonym used in events. */
  readonly ref: string;
  /** The keyed pseudonym; differs from `ref` where the person was recorded before pseudonyms were keyed. */
  readonly keyed: string;
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Texts of a kind that were written before one moment and put into the store before another. */
export interface OldTexts {
  readonly kind: string;
  readonly writtenBefore: string;
  readonly putBefore: string;
}

/** By author, by stream, or by kind and age. */
export type TextFilter = { readonly subject: string } | { readonly stream: string } | OldTexts;

export interface TextRecords {
  /** Adds texts. An existing ref stays unchanged, forgotten or not, but its `putAt` is updated where it is not forgotten. */
  putTexts(texts: readonly SealedText[]): Promise<void>;
  /** By ref; unknown refs are left out. */
  getTexts(refs: readonly string[]): Promise<ReadonlyMap<string, SealedText | 'FORGOTTEN'>>;
  /** Texts that are not forgotten, ordered by ref, from after `after`. */
  findTexts(filter: TextFilter, limit: number, after?: string): Promise<readonly SealedText[]>;
  /** Deletes the content of each and keeps a tombstone. Returns how many had not been forgotten yet. */
  forgetTexts(refs: readonly string[]): Promise<number>;
  /** Texts that no event is known to refer to yet, last put before a moment. */
  unseenTexts(putBefore: string, limit: number): Promise<readonly SealedText[]>;
  /** Marks texts as referred to by an event. */
  markSeen(refs: readonly string[]): Promise<void>;
  /** Removes a text that no event refers to, unless it was put again meanwhile. */
  removeUnseen(text: Pick<SealedText, 'ref' | 'putAt'>): Promise<void>;

  /** Adds identities. Existing ones stay unchanged, forgotten or not. */
  putIdentities(identities: readonly SealedIdentity[]): Promise<void>;
  /** By either pseudonym. */
  getIdentity(ref: string): Promise<SealedIdentity | undefined>;
  /** Replaces a person's identity by a tombstone, so that adding it again does not restore it. Returns how many were known. */
  forgetIdentity(ref: string): Promise<number>;
  /**
   * Overwrites forgotten and removed data, as far as the engine can; done when it resolves. @throws RapportError STORE_BUSY
   * while others read
   */
  scrub(): Promise<void>;
  /** A note about this store itself, such as what was carried over. */
  note(name: string): Promise<string | undefined>;
  /** The names of the notes with this prefix. */
  notesUnder(prefix: string): Promise<ReadonlySet<string>>;
  setNote(name: string, value: string): Promise<void>;
}

/** A key that seals one subject's texts, itself wrapped by the master key. */
export interface WrappedKey {
  readonly id: string;
  /** Empty: the installation's own secret. */
  readonly subject: string;
  readonly wrapped: Uint8Array;
  /** Id of the master key that unwraps it. */
  readonly master: string;
}

/** Kept apart from the texts, so that restoring old texts does not restore the keys of subjects erased since. */
export interface KeyRecords {
  /** The keys of these subjects; subjects without a key are left out. */
  keysOf(subjects: readonly string[]): Promise<readonly WrappedKey[]>;
  keysById(ids: readonly string[]): Promise<readonly WrappedKey[]>;
  /** Adds keys, except for subjects that already have one. */
  addKeys(keys: readonly WrappedKey[]): Promise<void>;
  /** Returns whether there was one. */
  removeKey(subject: string): Promise<boolean>;
  /** Keys wrapped by another master key than this one, ordered by id. */
  notUnder(master: string, limit: number): Promise<readonly WrappedKey[]>;
  /** Replaces the wrapping of keys that still exist. */
  rewrap(keys: readonly WrappedKey[]): Promise<void>;
}

/** One item that a reader saw: its subject and its key. */
export interface Seen {
  /** A pseudonym, or the stream where the author is not disclosed. */
  readonly subject: string;
  /** Key of the text, rating or survey. */
  readonly thing: string;
}

/** One read: of something of one person or, on one page, of several. */
export interface ReadRecord {
  /** From 1, without gaps. */
  readonly sequence: number;
  /** UTC. */
  readonly at: string;
  /** Pseudonym of the reader. */
  readonly reader: string;
  /** Name of the operation. */
  readonly via: string;
  /** At least one. */
  readonly seen: readonly Seen[];
  /** Hash of the previous record. */
  readonly previous: string;
  readonly hash: string;
}

export interface ReadFilter {
  /** Pseudonym of a person whose data was seen, alone or with others'. */
  readonly subject?: string | undefined;
  /** Pseudonym of the reader. */
  readonly reader?: string | undefined;
  /** From this moment on, UTC. */
  readonly from?: string | undefined;
  /** Before this moment, UTC. */
  readonly to?: string | undefined;
}
export interface ReadSlice {
  /** Only sequences after `after`, or before `before`. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
  /** Newest first. */
  readonly backwards?: boolean;
}

export interface ReadRecords {
  /** Appends all records, or none where a sequence is taken; returns false then. */
  appendReads(records: readonly ReadRecord[]): Promise<boolean>;
  lastRead(): Promise<ReadRecord | undefined>;
  findReads(filter: ReadFilter, slice: ReadSlice): Promise<readonly ReadRecord[]>;
  countReads(filter: ReadFilter): Promise<number>;
  /** Removes reads before a moment. Returns how many. */
  removeReads(before: string): Promise<number>;
}

/** The three stores, opened together. */
export interface PrivacyRecords {
  readonly texts: TextRecords;
  readonly keys: KeyRecords;
  readonly reads: ReadRecords;
  close(): Promise<void>;
}
