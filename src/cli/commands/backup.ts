import { resolve } from 'node:path';
import type { Command } from 'commander';
import type { Configuration } from '../../app/configuration/configuration.js';
import type { CommandIo } from '../../app/owner/command-io.js';
import { EXIT, type Ask } from '../call.js';
import { counted } from '../../language.js';
import { printJson, printLine } from '../print.js';
import { version } from '../../built.js';

interface Options {
  readonly keys?: string;
  readonly overwrite?: boolean;
  readonly json?: boolean;
}

export function addBackup(program: Command, ask: Ask): void {
  program
    .command('backup')
    .description('Copies the embedded files into a folder, also while a server uses them, and verifies the copies.')
    .argument('<DIR>', 'a new or empty folder; an interrupted backup in it is started again')
    .option('--keys <DIR>', 'copy the keys of texts into this other folder; default: not copied')
    .option('--json', 'print JSON')
    .action((folder: string, options: Options) =>
      ask({
        name: 'backup',
        json: options.json ?? false,
        work: ({ configuration }, io) => backUpInto(configuration, folder, options, io),
      }),
    );
  program
    .command('restore')
    .description('Verifies a backup and restores it as the embedded files. No process may use the files.')
    .argument('<DIR>', 'the folder of a backup')
    .option('--overwrite', 'replace a log that contains events')
    .option('--keys <DIR>', 'also restore the keys of texts; texts that were erased since then can be read again')
    .option('--json', 'print JSON')
    .action((folder: string, options: Options) =>
      ask({
        name: 'restore',
        json: options.json ?? false,
        offline: (configuration, io) => restoreFrom(configuration, folder, options, io),
      }),
    );
}

async function backUpInto(configuration: Configuration, folder: string, options: Options, io: CommandIo): Promise<number> {
  const { backUp } = await import('../../app/backup/backup.js');
  const into = resolve(io.cwd, folder);
  const keys = options.keys === undefined ? undefined : resolve(io.cwd, options.keys);
  const onProgress = (message: string) => io.progress(message);
  const backup = await backUp(configuration, { folder: into, keys, version: version(), signal: io.signal, onProgress });
  if (options.json) printJson(io, { folder: into, ...backup });
  else {
    const { log, views, texts } = backup;
    printLine(io, `A backup of ${counted(log.events, 'event')}, up to ${log.position || 'the start'}, is in ${into}`);
    printLine(io, views ? '  with the views' : '  without views: they are in MongoDB');
    if (texts) printLine(io, '  with the texts, which only their keys open');
    if (keys !== undefined)
      printLine(
        io,
        backup.keys.length === 0 ? '  there are no keys here: none were copied' : `  keys: ${backup.keys.join(', ')}`,
      );
  }
  return EXIT.DONE;
}

const VIEWS_ARE = {
  RESTORED: 'The views were restored with it.',
  BUILT_AT_START: 'The next start rebuilds the views from it.',
  ELSEWHERE: 'The views in MongoDB belong to the former log: name an empty database in VIEW_STORE, and they are rebuilt.',
} as const;

async function restoreFrom(configuration: Configuration, folder: string, options: Options, io: CommandIo): Promise<number> {
  const { restore } = await import('../../app/backup/restore.js');
  const overwrite = options.overwrite ?? false;
  const onProgress = (message: string) => io.progress(message);
  const keys = options.keys === undefined ? undefined : resolve(io.cwd, options.keys);
  const request = { folder: resolve(io.cwd, folder), overwrite, keys, signal: io.signal, onProgress };
  const restored = await restore(configuration, request);
  if (options.json) printJson(io, restored);
  else {
    printLine(io, `${counted(restored.log.events, 'event')} restored, as of ${restored.createdAt}.`);
    printLine(io, VIEWS_ARE[restored.viewsAre]);
  }
  return EXIT.DONE;
}
