import iconv from 'iconv-lite';
import { invalidFile } from './invalid-file.js';

/** Decodes bytes as they arrive. Bytes that are invalid in the encoding become U+FFFD. */
export interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** Whether an encoding is supported: the WHATWG list, and the code pages of DOS and Windows (cp850, cp437, cp1250 and so on). */
export const isEncoding = (name: string): boolean => isWhatwg(name) || iconv.encodingExists(name);

/** Chooses the encoding: the byte order mark first, then the mapping's declaration, then that of an XML document, then UTF-8. */
export function decoderFor(start: Uint8Array, declared: string | undefined, isXml: boolean): Decoder {
  const name = markedEncoding(start) ?? declared ?? (isXml ? xmlEncoding(start) : undefined) ?? 'utf-8';
  if (isWhatwg(name)) {
    const decoder = new TextDecoder(name);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  if (!iconv.encodingExists(name)) {
    throw invalidFile(
      'format.encoding',
      `The file declares the encoding "${name}", which is not known`,
      'Declare its actual encoding in format.encoding.',
      { code: 'WRONG_ENCODING' },
    );
  }
  const decoder = iconv.getDecoder(name);
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}

/**
 * Whether a text is UTF-8 though another encoding is declared, in which each accented letter would become two wrong ones.
 * Accented text in another encoding is valid UTF-8 only by very rare chance.
 */
export function isUtf8Misdeclared(start: Uint8Array, declared: string | undefined): boolean {
  if (declared === undefined || /^utf/i.test(declared) || markedEncoding(start) !== undefined) return false;
  if (start.every((byte) => byte < 0x80)) return false;
  try {
    // Streaming, because the beginning of a file may end within a character.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** The encoding of a byte order mark. No text in another encoding begins with these bytes. */
function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** The encoding that an XML document declares. */
function xmlEncoding(start: Uint8Array): string | undefined {
  const declaration = Buffer.from(start.subarray(0, 200)).toString('latin1');
  return /^\s*<\?xml[^>]*\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']/.exec(declaration)?.[1];
}

function isWhatwg(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
