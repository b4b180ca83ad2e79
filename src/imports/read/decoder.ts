import iconv from 'iconv-lite';
import { invalidFile } from './invalid-file.js';

/** Makes text of bytes as they come; what is no text in the encoding becomes U+FFFD. */
export interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** Whether an encoding can be read: those of the WHATWG list, and the code pages of DOS and Windows (cp850, cp437, cp1250 and so on). */
export const isEncoding = (name: string): boolean => isWhatwg(name) || iconv.encodingExists(name);

/** A byte order mark says how a file is written, whatever else is declared; then the mapping, then an XML document of itself. */
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
      'Declare in format.encoding what it is really written in.',
      { code: 'WRONG_ENCODING' },
    );
  }
  const decoder = iconv.getDecoder(name);
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}

/**
 * Whether a text is UTF-8, though another encoding is declared: in that, its letters with accents would be two wrong ones each. Of letters with accents in
 * another encoding no text is UTF-8 but by the rarest chance.
 */
export function isUtf8Misdeclared(start: Uint8Array, declared: string | undefined): boolean {
  if (declared === undefined || /^utf/i.test(declared) || markedEncoding(start) !== undefined) return false;
  if (start.every((byte) => byte < 0x80)) return false;
  try {
    // In the middle of a letter the beginning of a file may end.
    new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
    return true;
  } catch {
    return false;
  }
}

/** No text in another encoding begins with these bytes. */
function markedEncoding([first, second, third]: Uint8Array): string | undefined {
  if (first === 0xef && second === 0xbb && third === 0xbf) return 'utf-8';
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  return first === 0xfe && second === 0xff ? 'utf-16be' : undefined;
}

/** What an XML document says of its own encoding in its declaration. */
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
