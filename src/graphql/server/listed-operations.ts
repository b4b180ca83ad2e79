import { createHash } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';

/** The allow-list of documents, by hash. A server that has one accepts no other documents. (docs/access.md) */
export class ListedOperations {
  private readonly texts: ReadonlySet<string>;

  private constructor(private readonly byHash: ReadonlyMap<string, string>) {
    this.texts = new Set(byHash.values());
  }

  /**
   * Reads the list that tools generate with a client's build: an object from the hexadecimal SHA-256 of each text to the text.
   * @throws RapportError INVALID_CONFIGURATION naming the wrong key, or for an empty list, which is taken for a mistake
   */
  static checked(list: unknown): ListedOperations {
    if (typeof list !== 'object' || list === null || Array.isArray(list) || Object.keys(list).length === 0)
      throw wrong('the list is not an object of at least one document');
    const byHash = new Map<string, string>();
    for (const [hash, text] of Object.entries(list)) {
      if (typeof text !== 'string') throw wrong(`the value of ${JSON.stringify(hash)} is not a text`);
      if (hash !== hashOf(text)) throw wrong(`${JSON.stringify(hash)} is not the SHA-256 of its text, ${hashOf(text)}`);
      byHash.set(hash, text);
    }
    return new ListedOperations(byHash);
  }

  /** Whether a document is listed. Compares the exact text. */
  has(text: string): boolean {
    return this.texts.has(text);
  }

  /** The text for a document id: `sha256:` and the hash, as in GraphQL over HTTP. */
  under(documentId: string): string | undefined {
    return documentId.startsWith(PREFIX) ? this.byHash.get(documentId.slice(PREFIX.length)) : undefined;
  }
}

const PREFIX = 'sha256:';

const hashOf = (text: string): string => createHash('sha256').update(text).digest('hex');

const wrong = (what: string) =>
  new RapportError('INVALID_CONFIGURATION', `OPERATIONS: ${what}`, {
    field: 'OPERATIONS',
    remedy: 'Give { "<SHA-256 of the text, hexadecimal>": "<text of a GraphQL document>" }.',
  });
