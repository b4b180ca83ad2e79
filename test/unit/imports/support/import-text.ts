import { parseMapping } from '../../../../src/imports/mapping/load-mapping.js';
import { runImport } from '../../../../src/imports/run-import.js';
import { withFile } from './files.js';
import { RecordingRunner } from './recording-runner.js';

/** Imports a made-up file by a made-up mapping. A runner that is given stands for a log that imports share. */
export async function importText(
  mapping: string,
  content: string | Uint8Array,
  runner = new RecordingRunner(),
  zone?: string,
  earliest?: string,
) {
  const request = {
    mapping: parseMapping(mapping),
    ...(zone !== undefined && { zone }),
    ...(earliest !== undefined && { earliest }),
  };
  const report = await withFile(content, (file) => runImport({ file, ...request }, { runner }));
  return { report, runner };
}

/** The commands on one ticket and its contact that did something: `LogTicket@2026-03-01T08:00`, in the order of their sending. */
export function told(runner: RecordingRunner, ticketId: string): string[] {
  return runner
    .commands()
    .filter((command) => command['ticketId'] === ticketId || command['interactionId'] === `${ticketId}-opening`)
    .map((command) => `${command.constructor.name}@${command.occurredAt.slice(0, 16)}`);
}
