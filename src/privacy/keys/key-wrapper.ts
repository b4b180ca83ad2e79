import { createHmac } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';
import { KEY_BYTES, open, seal } from './sealing.js';

/**
 * Wraps the keys of subjects. A key management service fits here: it keeps its key to itself and wraps on request, bound to `keyId` (AWS calls that
 * the encryption context, Google additional authenticated data). It is asked once a new subject, and once a minute at most for each key in use.
 * None is built in: whoever has one gives `privacyOver` a wrapper of his own in place of `MasterKeys` (test/unit/privacy/key-service.spec.ts).
 */
export interface KeyWrapper {
  /** Names the master key that wraps now. */
  readonly id: string;
  /** @throws RapportError VIEWS_UNAVAILABLE where it is a service that does not answer: as where the texts cannot be reached */
  wrap(key: Uint8Array, keyId: string): Promise<Uint8Array>;
  /** @throws RapportError INVALID_CONFIGURATION where the master key is not at hand; STORE_CORRUPT where what it wrapped was changed; as `wrap` */
  unwrap(wrapped: Uint8Array, keyId: string, master: string): Promise<Uint8Array>;
}

/** Says which key it is, and nothing of it. */
const idOf = (key: Uint8Array): string => createHmac('sha256', key).update('rapport master key').digest('hex').slice(0, 16);

/**
 * Master keys at hand: the first wraps, the others still open what they wrapped. To rotate, put a new one before the old one; once all is wrapped
 * anew the old one can go.
 */
export class MasterKeys implements KeyWrapper {
  readonly id: string;
  private readonly keys: ReadonlyMap<string, Uint8Array>;

  /** @param text keys of 32 bytes in base64, the newest first, apart by white space or commas. Throws INVALID_CONFIGURATION, naming `field`. */
  constructor(text: string, field: string) {
    const written = text.split(/[\s,]+/).filter((key) => key !== '');
    const keys = written.map((key) => Buffer.from(key, 'base64'));
    if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
      throw new RapportError('INVALID_CONFIGURATION', `${field}: a master key is ${KEY_BYTES} random bytes in base64`, {
        field,
        remedy: 'Make one: openssl rand -base64 32. The newest stands first.',
      });
    }
    this.keys = new Map(keys.map((key) => [idOf(key), key]));
    this.id = idOf(keys[0]!);
  }

  async wrap(key: Uint8Array, keyId: string): Promise<Uint8Array> {
    return seal(this.keys.get(this.id)!, key, keyId);
  }

  async unwrap(wrapped: Uint8Array, keyId: string, master: string): Promise<Uint8Array> {
    const key = this.keys.get(master);
    if (!key) {
      throw new RapportError(
        'INVALID_CONFIGURATION',
        `The keys of texts are wrapped by the master key ${master}, which is not at hand`,
        {
          field: 'MASTER_KEY_FILE',
          remedy: 'Put back the file of the master key; behind a new one the old one stays until all is wrapped anew.',
        },
      );
    }
    const unwrapped = open(key, wrapped, keyId);
    if (unwrapped) return unwrapped;
    throw new RapportError('STORE_CORRUPT', `The key ${keyId} is damaged`, { remedy: 'Put back the keys from their backup.' });
  }
}
