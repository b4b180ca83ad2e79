import { createHash } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';

/** The documents that a server takes where it takes no others, by their hash. (docs/access.md) */
export class ListedOperations {
  private readonly texts: ReadonlySet<string>;

  private constructor(private readonly byHash: ReadonlyMap<string, string>) {
    this.texts = new Set(byHash.values());
  }

  /**
   * From what tools write beside a client's build: an object of texts by their SHA-256 in hexadecimal.
   * @throws RapportError INVALID_CONFIGURATION naming the key that is wrong; a list of nothing is taken to be a mistake
   */
  static checked(list: unknown): ListedOperations {
    if (typeof list !== 'object' || list === null || Array.isArray(list) || Object.keys(list).length === 0)
      throw wrong('the list is not an object of at least one document');
    const byHash = new Map<string, string>();
    for (const [hash, text] of Object.entries(list)) {
      if (typeof text !== 'string') throw wrong(`what stands under ${JSON.stringify(hash)} is not a text`);
      if (hash !== hashOf(text)) throw wrong(`${JSON.stringify(hash)} is not the SHA-256 of its text, ${hashOf(text)}`);
      byHash.set(hash, text);
    }
    return new ListedOperations(byHash);
  }

  /** Whether a document is one of them, letter by letter. */
  has(text: string): boolean {
    return this.texts.has(text);
  }

  /** The text under an id, `sha256:` and the hash, as GraphQL over HTTP writes it. */
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
