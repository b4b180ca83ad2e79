import iconv from 'iconv-lite';
import { RapportError } from '../../domain/kernel/errors.js';

/** Makes text of bytes as they come; what is no text in the encoding becomes U+FFFD. */
export interface Decoder {
  write(bytes: Uint8Array): string;
  end(): string;
}

/** Whether an encoding can be read: those of the WHATWG list, and the code pages of DOS and Windows (cp850, cp437, cp1250 and so on). */
export const isEncoding = (name: string): boolean => isWhatwg(name) || iconv.encodingExists(name);

/** UTF-8's byte order mark says how a file is written, whatever else is declared; then the mapping, then an XML document of itself. */
export function decoderFor(start: Uint8Array, declared: string | undefined, isXml: boolean): Decoder {
  const isMarked = start[0] === 0xef && start[1] === 0xbb && start[2] === 0xbf;
  const name = isMarked ? 'utf-8' : (declared ?? (isXml ? xmlEncoding(start) : undefined) ?? 'utf-8');
  if (isWhatwg(name)) {
    const decoder = new TextDecoder(name);
    return { write: (bytes) => decoder.decode(bytes, { stream: true }), end: () => decoder.decode() };
  }
  if (!iconv.encodingExists(name)) {
    throw new RapportError('INVALID_FILE', `The file declares the encoding "${name}", which is not known`, {
      field: 'format.encoding',
      remedy: 'Declare in format.encoding what it is really written in.',
    });
  }
  const decoder = iconv.getDecoder(name);
  return { write: (bytes) => decoder.write(Buffer.from(bytes)), end: () => decoder.end() ?? '' };
}

/** What an XML document says of its own encoding: by its first two bytes, or in its declaration. */
function xmlEncoding(start: Uint8Array): string | undefined {
  const [first, second] = start;
  if (first === 0xff && second === 0xfe) return 'utf-16le';
  if (first === 0xfe && second === 0xff) return 'utf-16be';
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
