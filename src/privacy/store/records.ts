/**
 * What the stores of texts, keys and reads keep, sealed: they open nothing. Two engines keep it (embedded/, mongodb/), and one contract suite
 * runs on both. Errors of all: STORE_BUSY, STORE_CORRUPT, DISK_FULL, VIEWS_UNAVAILABLE (the texts in MongoDB stand beside the views).
 */

/** The words of one field group of one command, sealed with its subject's key. */
export interface SealedText {
  /** By which events name it. */
  readonly ref: string;
  /** Whose it is: a person's pseudonym; the stream's name where nobody in particular spoke. */
  readonly subject: string;
  readonly stream: string;
  readonly kind: string;
  /** When it was said, UTC. */
  readonly writtenAt: string;
  /** When it was last brought here, UTC. */
  readonly putAt: string;
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Who a pseudonym is, sealed with the person's own key. */
export interface SealedIdentity {
  /** As events say it. */
  readonly ref: string;
  /** The keyed pseudonym; another than `ref` where the person was recorded before pseudonyms were keyed. */
  readonly keyed: string;
  readonly keyId: string;
  readonly sealed: Uint8Array;
}

/** Words of a kind that were said before a moment, and brought here before another one. */
export interface OldTexts {
  readonly kind: string;
  readonly writtenBefore: string;
  readonly putBefore: string;
}

/** By whom, in which stream, or of which kind and how old. */
export type TextFilter = { readonly subject: string } | { readonly stream: string } | OldTexts;

export interface TextRecords {
  /** Adds texts. One whose ref is there stays as it is, forgotten or not, but counts as brought again. */
  putTexts(texts: readonly SealedText[]): Promise<void>;
  /** By ref; those that are not here are left out. */
  getTexts(refs: readonly string[]): Promise<ReadonlyMap<string, SealedText | 'FORGOTTEN'>>;
  /** Those not forgotten, in the order of their refs, beginning behind `after`. */
  findTexts(filter: TextFilter, limit: number, after?: string): Promise<readonly SealedText[]>;
  /** Leaves of each only that it was there. Returns how many had not been forgotten yet. */
  forgetTexts(refs: readonly string[]): Promise<number>;
  /** Texts that no event was seen to name yet, brought last before a moment. */
  unseenTexts(putBefore: string, limit: number): Promise<readonly SealedText[]>;
  /** An event names them. */
  markSeen(refs: readonly string[]): Promise<void>;
  /** Takes a text that no event names away, unless it was brought again meanwhile. */
  removeUnseen(text: Pick<SealedText, 'ref' | 'putAt'>): Promise<void>;

  /** Adds identities; who is there already stays, forgotten or not. */
  putIdentities(identities: readonly SealedIdentity[]): Promise<void>;
  /** By either pseudonym. */
  getIdentity(ref: string): Promise<SealedIdentity | undefined>;
  /** Leaves of a person that they were forgotten: whoever names them again does not bring them back. Returns how many were known. */
  forgetIdentity(ref: string): Promise<number>;
  /** What was forgotten or taken away is overwritten, as far as the engine can, when this returns. @throws RapportError STORE_BUSY while others read */
  scrub(): Promise<void>;
  /** A note of our own about this store, such as what was carried over. */
  note(name: string): Promise<string | undefined>;
  /** The names of the notes that begin so. */
  notesUnder(prefix: string): Promise<ReadonlySet<string>>;
  setNote(name: string, value: string): Promise<void>;
}

/** A key that seals one subject's texts, itself wrapped by the master key. */
export interface WrappedKey {
  readonly id: string;
  /** Empty: the installation's own secret. */
  readonly subject: string;
  readonly wrapped: Uint8Array;
  /** Which master key opens it. */
  readonly master: string;
}

/** Stands apart from the texts: who restores old texts has not the keys of those that were erased since. */
export interface KeyRecords {
  /** The keys of these subjects; those that have none are left out. */
  keysOf(subjects: readonly string[]): Promise<readonly WrappedKey[]>;
  keysById(ids: readonly string[]): Promise<readonly WrappedKey[]>;
  /** Adds keys, but none whose subject has one. */
  addKeys(keys: readonly WrappedKey[]): Promise<void>;
  /** Returns whether there was one. */
  removeKey(subject: string): Promise<boolean>;
  /** In the order of their ids, beginning behind `after`: those that another than this master key opens. */
  notUnder(master: string, limit: number): Promise<readonly WrappedKey[]>;
  /** Replaces the wrapping of keys that are still there. */
  rewrap(keys: readonly WrappedKey[]): Promise<void>;
}

/** What somebody saw: whose, and under which key. */
export interface Seen {
  /** A pseudonym, or the stream where it is not told by whom. */
  readonly subject: string;
  /** What it was: the key of a text, of a rating, of a survey. */
  readonly thing: string;
}

/** Somebody saw something of one person or, on one page, of several. */
export interface ReadRecord {
  /** From 1, without a gap. */
  readonly sequence: number;
  /** UTC. */
  readonly at: string;
  /** Who looked. */
  readonly reader: string;
  /** Through what: the operation. */
  readonly via: string;
  /** One at least. */
  readonly seen: readonly Seen[];
  /** Of the record before. */
  readonly previous: string;
  readonly hash: string;
}

export interface ReadFilter {
  /** Of whom something was seen, alone or beside others. */
  readonly subject?: string | undefined;
  /** Who looked. */
  readonly reader?: string | undefined;
  /** From this moment on, UTC. */
  readonly from?: string | undefined;
  /** Before this moment, UTC. */
  readonly to?: string | undefined;
}
export interface ReadSlice {
  /** Only those behind this number, or before that one. */
  readonly after?: number | undefined;
  readonly before?: number | undefined;
  readonly limit: number;
  /** The newest first. */
  readonly backwards?: boolean;
}

export interface ReadRecords {
  /** All of them, or none where a number is taken: then false. */
  appendReads(records: readonly ReadRecord[]): Promise<boolean>;
  lastRead(): Promise<ReadRecord | undefined>;
  findReads(filter: ReadFilter, slice: ReadSlice): Promise<readonly ReadRecord[]>;
  countReads(filter: ReadFilter): Promise<number>;
  /** Takes away what was read before a moment. Returns how many. */
  removeReads(before: string): Promise<number>;
}

/** The three, opened together. */
export interface PrivacyRecords {
  readonly texts: TextRecords;
  readonly keys: KeyRecords;
  readonly reads: ReadRecords;
  close(): Promise<void>;
}
