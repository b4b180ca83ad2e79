import { existsSync, mkdirSync, readFileSync, renameSync, watch, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readConfiguration } from '../../src/app/configuration/read-configuration.js';
import { openServices } from '../../src/app/open-services.js';
import { runInOrder } from '../../src/demo/fill-demo.js';
import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { runImport, type ImportRequest } from '../../src/imports/run-import.js';
import { servedApp } from './app.js';
import { RUN_FOLDER } from './run-folder.js';

/** The synthetic hospital behind the real API. `positions`: the log's positions after its commands, ascending. */
export async function demoHospital(options: DemoOptions, environment: Readonly<Record<string, string>> = {}) {
  const { folder, positions } = await filed(options);
  return { ...(await servedApp(undefined, environment, folder)), positions };
}

interface Filed {
  readonly folder: string;
  readonly positions: readonly string[];
}

const POSITIONS = 'positions.json';

/**
 * The files of a synthetic hospital, to be copied. Each is generated once per test run and shared by all test files: a year
 * takes ten seconds.
 */
async function filed(options: DemoOptions): Promise<Filed> {
  const { seed, years, end } = options;
  const folder = join(RUN_FOLDER, `hospital-${seed}-${years}-${Date.parse(end)}`);
  if (isFirstToMake(`${folder}.claimed`)) await tell(options, folder);
  else await appears(folder);
  return { folder, positions: JSON.parse(readFileSync(join(folder, POSITIONS), 'utf8')) as string[] };
}

function isFirstToMake(folder: string): boolean {
  try {
    mkdirSync(folder);
    return true;
  } catch {
    return false;
  }
}

/** Waits for the folder that another test file generates. A failure is reported by the test file that generates it. */
function appears(folder: string): Promise<void> {
  return new Promise((resolve) => {
    const look = () => {
      if (!existsSync(folder)) return;
      watcher.close();
      resolve();
    };
    const watcher = watch(RUN_FOLDER, look);
    look();
  });
}

async function tell(options: DemoOptions, folder: string): Promise<void> {
  const unfinished = `${folder}.unfinished`;
  mkdirSync(unfinished);
  const services = await openServices(readConfiguration({ LOG_LEVEL: 'silent' }, unfinished));
  const positions: string[] = [];
  await runInOrder(services.runner, demoCommands(options), new AbortController().signal, (outcomes) =>
    positions.push(...outcomes.flatMap((outcome) => (outcome.status === 'DONE' ? [outcome.result.position] : []))),
  );
  await services.projector.caughtUp(await services.log.head(), new AbortController().signal);
  await services.close();
  writeFileSync(join(unfinished, POSITIONS), JSON.stringify(positions.sort()));
  renameSync(unfinished, folder);
}

/** A hospital filled from an import only, behind the real API. */
export const importedHospital = (request: ImportRequest) =>
  servedApp((services) => runImport(request, { runner: services.runner }));
