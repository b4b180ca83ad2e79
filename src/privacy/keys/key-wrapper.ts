import { createHmac } from 'node:crypto';
import { RapportError } from '../../domain/kernel/errors.js';
import { KEY_BYTES, open, seal } from './sealing.js';

/**
 * Wraps the keys of subjects. A key management service can implement it: the service keeps its key to itself and wraps on
 * request, bound to `keyId` (AWS calls this the encryption context, Google additional authenticated data). It is called once
 * per new subject, and at most once a minute for each key in use. None is built in: pass your own wrapper to `privacyOver` in
 * place of `MasterKeys` (test/unit/privacy/key-service.spec.ts).
 */
export interface KeyWrapper {
  /** Id of the current master key. */
  readonly id: string;
  /**
   * @throws RapportError VIEWS_UNAVAILABLE where the wrapper is a service that does not respond, as when the texts are
   * unreachable
   */
  wrap(key: Uint8Array, keyId: string): Promise<Uint8Array>;
  /**
   * @throws RapportError INVALID_CONFIGURATION where the master key is missing; STORE_CORRUPT where the wrapped key was
   * altered; as `wrap`
   */
  unwrap(wrapped: Uint8Array, keyId: string, master: string): Promise<Uint8Array>;
}

/** Identifies a key without revealing any of it. */
const idOf = (key: Uint8Array): string => createHmac('sha256', key).update('rapport master key').digest('hex').slice(0, 16);

/**
 * Local master keys: the first wraps, the others still unwrap what they wrapped. To rotate, put a new key before the old one.
 * Remove the old one once all keys are rewrapped.
 */
export class MasterKeys implements KeyWrapper {
  readonly id: string;
  private readonly keys: ReadonlyMap<string, Uint8Array>;

  /**
   * @param text keys of 32 bytes in base64, the newest first, separated by white space or commas
   * @throws RapportError INVALID_CONFIGURATION, naming `field`
   */
  constructor(text: string, field: string) {
    const written = text.split(/[\s,]+/).filter((key) => key !== '');
    const keys = written.map((key) => Buffer.from(key, 'base64'));
    if (keys.length === 0 || keys.some((key) => key.length !== KEY_BYTES)) {
      throw new RapportError('INVALID_CONFIGURATION', `${field}: a master key is ${KEY_BYTES} random bytes in base64`, {
        field,
        remedy: 'Create one with: openssl rand -base64 32. The newest key comes first.',
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
        `The keys of texts are encrypted with the master key ${master}, which is not available`,
        {
          field: 'MASTER_KEY_FILE',
          remedy:
            'Restore the file of the master key. After a rotation keep the old key behind the new one until all keys are encrypted anew.',
        },
      );
    }
    const unwrapped = open(key, wrapped, keyId);
    if (unwrapped) return unwrapped;
    throw new RapportError('STORE_CORRUPT', `The key ${keyId} is damaged`, { remedy: 'Restore the keys from their backup.' });
  }
}
