import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';

/** AES-256-GCM (NIST SP 800-38D) with a random 96-bit nonce. Layout: nonce, tag, ciphertext. */
const [ALGORITHM, NONCE, TAG] = ['aes-256-gcm', 12, 16] as const;
export const KEY_BYTES = 32;

/**
 * Encrypts bytes with a key.
 * @param place identifies the record, as additional authenticated data: the bytes decrypt nowhere else, so two records cannot
 * be swapped
 */
export function seal(key: Uint8Array, content: Uint8Array, place: string): Uint8Array {
  const nonce = randomBytes(NONCE);
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(content), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
}

/** Decrypts what `seal` encrypted for the same place; undefined where the key is wrong or the bytes were altered. */
export function open(key: Uint8Array, sealed: Uint8Array, place: string): Uint8Array | undefined {
  if (sealed.length < NONCE + TAG) return undefined;
  const decipher = createDecipheriv(ALGORITHM, key, sealed.subarray(0, NONCE), { authTagLength: TAG })
    .setAAD(Buffer.from(place))
    .setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]);
  } catch {
    return undefined;
  }
}
