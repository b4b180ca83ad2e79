import type { Readable } from 'node:stream';
import { promisify } from 'node:util';
import yauzl from 'yauzl';
import type { OpenSource } from './open-source.js';
import { invalidFile } from './invalid-file.js';

const openZip = promisify<string, yauzl.Options, yauzl.ZipFile>(yauzl.open);
/** Maximum member names in an error. */
const NAMED = 20;
const isTable = (name: string) => /\.(csv|tsv|txt|ndjson|jsonl|json|xes)$/i.test(name) && !name.startsWith('__MACOSX/');

/** An open ZIP: its member names, and each member as a stream. Nothing is unpacked to disk. */
export interface Archive {
  readonly names: readonly string[];
  readonly has: (name: string) => boolean;
  /** Sizes in bytes, as the archive declares them. */
  readonly open: (name: string) => Promise<{ readonly stream: Readable; readonly size: number; readonly packed: number }>;
  readonly close: () => void;
}

/** @throws RapportError INVALID_FILE when it is not a ZIP, or damaged */
export async function openArchive(file: string): Promise<Archive> {
  const zip = await openZip(file, { lazyEntries: true, autoClose: false }).catch((cause: Error) => {
    throw invalidFile(
      'file',
      `${file} is not a readable ZIP: ${cause.message}`,
      'Download it again, or unpack it and import the table.',
      { code: 'DAMAGED' },
      cause,
    );
  });
  const close = () => zip.close();
  try {
    const entries = new Map((await listEntries(zip)).map((entry) => [entry.fileName, entry]));
    const openStream = promisify<yauzl.Entry, Readable>(zip.openReadStream.bind(zip));
    return {
      names: [...entries.keys()],
      has: (name) => entries.has(name),
      async open(name) {
        const entry = entries.get(name) as yauzl.Entry;
        return { stream: await openStream(entry), size: entry.uncompressedSize, packed: entry.compressedSize };
      },
      close,
    };
  } catch (error) {
    close();
    throw error;
  }
}

/**
 * Streams one member of a ZIP: the declared one, else its only table.
 * @throws RapportError INVALID_FILE naming the members when the choice is ambiguous, or when the ZIP is damaged
 */
export async function openZipMember(file: string, member: string | undefined): Promise<OpenSource> {
  const archive = await openArchive(file);
  try {
    if (archive.has('xl/workbook.xml')) {
      throw invalidFile('format.type', `${file} is an Excel workbook`, 'Declare format.type: xlsx in the mapping.', {
        code: 'WRONG_FORM',
      });
    }
    const wanted = archive.names.filter((name) => (member === undefined ? isTable(name) : name === member));
    const [name] = wanted;
    if (name === undefined || wanted.length > 1) {
      const names = archive.names.slice(0, NAMED).join(', ');
      throw invalidFile(
        'file',
        `${file} contains ${wanted.length} possible tables, among them: ${names}`,
        'Name the table to read in the mapping as format.member.',
        { code: 'NOT_ONE_OF', parameters: { values: archive.names.slice(0, NAMED) } },
      );
    }
    const { stream, size, packed } = await archive.open(name);
    stream.once('close', archive.close);
    return { stream, totalBytes: size, packedBytes: packed };
  } catch (error) {
    archive.close();
    throw error;
  }
}

function listEntries(zip: yauzl.ZipFile): Promise<yauzl.Entry[]> {
  return new Promise((resolve, reject) => {
    const entries: yauzl.Entry[] = [];
    zip.on('entry', (entry: yauzl.Entry) => {
      entries.push(entry);
      zip.readEntry();
    });
    zip.once('end', () => resolve(entries));
    zip.once('error', reject);
    zip.readEntry();
  });
}
