import { existsSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import { runInOrder } from '../../src/demo/fill-demo.js';
import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { runImport, type ImportRequest } from '../../src/imports/run-import.js';
import { servedApp } from './app.js';
import { RUN_FOLDER } from './run-folder.js';

/** The synthetic hospital behind the real API. `positions`: where the log stood after each batch. */
export async function demoHospital(options: DemoOptions, environment: Readonly<Record<string, string>> = {}) {
  const { folder, positions } = await filed(options);
  return { ...(await servedApp(undefined, environment, folder)), positions };
}

interface Filed {
  readonly folder: string;
  readonly positions: readonly string[];
}

/**
 * The files of a synthetic hospital, to be copied. Each is told once in a run of the tests, whatever files ask for it, unless two do at the same
 * time: a year takes ten seconds.
 */
async function filed(options: DemoOptions): Promise<Filed> {
  const folder = join(
    RUN_FOLDER,
    `hospital-${Object.values(options)
      .join('-')
      .replaceAll(/[^\w.-]/g, '')}`,
  );
  if (!existsSync(folder)) {
    const made = `${folder}.${process.pid}`;
    await tell(options, made);
    try {
      renameSync(made, folder);
    } catch {
      // Another process was first.
      rmSync(made, { recursive: true });
    }
  }
  return { folder, positions: JSON.parse(readFileSync(join(folder, POSITIONS), 'utf8')) as string[] };
}
const POSITIONS = 'positions.json';

async function tell(options: DemoOptions, folder: string): Promise<void> {
  mkdirSync(folder);
  const services = await openServices(readConfiguration({ LOG_LEVEL: 'silent' }, folder));
  const positions: string[] = [];
  await runInOrder(services.runner, demoCommands(options), new AbortController().signal, (outcomes) =>
    positions.push(...outcomes.flatMap((outcome) => (outcome.status === 'DONE' ? [outcome.result.position] : []))),
  );
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  await services.close();
  writeFileSync(join(folder, POSITIONS), JSON.stringify(positions.sort()));
}

/** A hospital of which only an export is known, behind the real API. */
export const importedHospital = (request: ImportRequest) =>
  servedApp((services) => runImport(request, { runner: services.runner }));
