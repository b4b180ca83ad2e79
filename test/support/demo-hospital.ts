import { runInOrder } from '../../src/demo/fill-demo.js';
import { demoCommands, type DemoOptions } from '../../src/demo/demo-commands.js';
import { runImport, type ImportRequest } from '../../src/imports/run-import.js';
import { servedApp } from './app.js';

/** The synthetic hospital behind the real API. `positions`: where the log stood after each batch. */
export async function demoHospital(options: DemoOptions, environment: Readonly<Record<string, string>> = {}) {
  const positions: string[] = [];
  const hospital = await servedApp(
    ({ runner }) =>
      runInOrder(runner, demoCommands(options), new AbortController().signal, (outcomes) =>
        positions.push(...outcomes.flatMap((outcome) => (outcome.status === 'DONE' ? [outcome.result.position] : []))),
      ),
    environment,
  );
  positions.sort();
  return { ...hospital, positions };
}

/** A hospital of which only an export is known, behind the real API. */
export const importedHospital = (request: ImportRequest) =>
  servedApp((services) => runImport(request, { runner: services.runner }));
