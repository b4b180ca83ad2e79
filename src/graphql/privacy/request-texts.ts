import DataLoader from 'dataloader';
import type { Privacy } from '../../privacy/privacy.js';
import type { Seen } from '../../privacy/store/records.js';
import type { TextParts, StoredText } from '../../privacy/text-store.js';

/** A text as the API shows it. */
export interface ShownText {
  readonly state: 'KEPT' | 'ERASED' | 'ELSEWHERE' | 'SUPPRESSED';
  readonly parts: TextParts;
}

/** The stream and the command field that a text belongs to, and its author. */
export type TextContext = Pick<StoredText & { readonly state: 'KEPT' }, 'stream' | 'kind' | 'subject'>;

const NOT_HERE: ShownText = { state: 'ELSEWHERE', parts: {} };

/** Where a text must have been written. */
export type Written = Pick<TextContext, 'stream' | 'kind'>;
interface Wanted {
  readonly key: string;
  readonly written: Written;
}
const nameOf = ({ key, written: { stream, kind } }: Wanted): string => [key, stream, kind].join(' ');

/** Shown to callers who may not read texts. */
export const NOT_TOLD: ShownText = { state: 'SUPPRESSED', parts: {} };

/**
 * The texts that one request asks for. Those asked for in the same tick are read together, and each read is recorded before
 * they are shown.
 */
export class RequestTexts {
  private readonly looks = new Map<string, DataLoader<Seen, boolean>>();
  private readonly loaders = new Map<string, DataLoader<Wanted, ShownText, string>>();

  /** @param reader the name under which the reads are recorded */
  constructor(
    private readonly privacy: Privacy | undefined,
    private readonly reader: string,
  ) {}

  /**
   * The text under a key; null without a key.
   * @param written where the text must have been written: a caller may send any key with a command of their own, and must not
   * open by it what others wrote elsewhere
   * @param via the query or type through which it is read
   */
  async get(key: string | null | undefined, written: Written, via: string): Promise<ShownText | null> {
    if (key === null || key === undefined) return null;
    let loader = this.loaders.get(via);
    if (!loader) {
      loader = new DataLoader((wanted: readonly Wanted[]) => this.read(wanted, via), { cacheKeyFn: nameOf });
      this.loaders.set(via, loader);
    }
    return loader.load({ key, written });
  }

  /**
   * The text under a key, for callers who may read the texts of its stream; null for others.
   * @param isSeen whether the caller may see the text
   */
  async ofStream(key: string, via: string, isSeen: (text: TextContext) => Promise<boolean>): Promise<ShownText | null> {
    const text = (await this.privacy?.texts.get([key]))?.get(key);
    if (text?.state !== 'KEPT') return shown(text);
    return (await isSeen(text)) ? this.get(key, text, via) : null;
  }

  /** Records the read of one thing of a page, together with others that are read in the same tick. */
  async recordOne(seen: Seen, via: string): Promise<void> {
    let loader = this.looks.get(via);
    if (!loader) {
      const all = async (things: readonly Seen[]) => {
        await this.record(things, via);
        return things.map(() => true);
      };
      this.looks.set(via, (loader = new DataLoader(all, { cache: false })));
    }
    await loader.load(seen);
  }

  /** Records what is read. @param via the query or type through which it is read */
  async record(seen: readonly Seen[], via: string): Promise<void> {
    await this.privacy?.reads.record({ subject: this.reader, via }, seen);
  }

  private async read(wanted: readonly Wanted[], via: string): Promise<readonly ShownText[]> {
    const found = (await this.privacy?.texts.get([...new Set(wanted.map(({ key }) => key))])) ?? new Map<string, StoredText>();
    const texts = wanted.map(({ key, written }) => {
      const text = found.get(key);
      return { key, text: text?.state === 'KEPT' && !isWrittenIn(text, written) ? undefined : text };
    });
    const seen = texts.flatMap(({ key, text }) => (text?.state === 'KEPT' ? [{ subject: text.subject, thing: key }] : []));
    await this.record(seen, via);
    return texts.map(({ text }) => shown(text));
  }
}

const isWrittenIn = (text: Written, { stream, kind }: Written): boolean => text.stream === stream && text.kind === kind;

const shown = (text: StoredText | undefined): ShownText =>
  text === undefined ? NOT_HERE : text.state === 'KEPT' ? text : { state: 'ERASED', parts: {} };
