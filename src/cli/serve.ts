import { once } from 'node:events';
import { type Configuration, shownLocation, offersGraphiql } from '../app/configuration/configuration.js';
import type { CommandIo } from '../app/owner/command-io.js';
import { Ownership, takeOwnership, embeddedDirectories } from '../app/owner/ownership.js';
import type { Server } from '../app/services.js';
import { RapportError } from '../domain/kernel/errors.js';
import { START } from '../domain/kernel/event.js';
import { asOwner } from './as-owner.js';
import { EXIT, type ServeCall, type ProgramModules } from './call.js';
import { environmentOf } from './in-environment.js';
import { printJson, printLine } from './print.js';

/** Runs the server until `io.signal` is aborted. */
export async function serve(
  { json }: ServeCall,
  configuration: Configuration,
  io: CommandIo,
  parts: ProgramModules,
): Promise<number> {
  const found = await takeOwnership(embeddedDirectories(configuration), { signal: io.signal });
  if (!(found instanceof Ownership)) {
    const { pid, doing } = found.note;
    throw new RapportError('STORE_BUSY', `Process ${pid} (${doing}) uses the files in ${found.directory}`, {
      remedy: 'Use that server, wait until the process ends, or set other files for this one (EVENT_LOG, VIEW_STORE).',
    });
  }
  return asOwner(found, configuration, 'starting to serve', io, parts.openServer, async (server, announce) => {
    const url = await server.listen();
    announce(`serving ${url}`);
    if (json) printJson(io, { url });
    else await welcome(url, server, io);
    if (!io.signal.aborted) await once(io.signal, 'abort');
    return EXIT.DONE;
  });
}

async function welcome(url: string, { notice, services: { configuration, log } }: Server, io: CommandIo): Promise<void> {
  printLine(io, `Rapport serves on ${url}`);
  if (notice !== undefined) printLine(io, `  ${notice}`);
  if (configuration.role !== 'projector') {
    printLine(io, `  queries         ${url}/${offersGraphiql(configuration) ? 'graphiql' : 'graphql'}`);
    printLine(io, `  event feed      ${url}/feed/events`);
  }
  printLine(io, `  event log       ${shownLocation(configuration.eventLog)}`);
  printLine(io, `  view store      ${shownLocation(configuration.viewStore)}`);
  if ((await log.head()) === START) {
    const run = `  ${environmentOf(configuration, io.cwd)}npx rapport`;
    printLine(io, `The log is empty. Open ${url}/start, or run in another terminal while this one runs:`);
    printLine(io, `${run} import examples/hospital-incidents.csv --mapping hospital-incidents`);
    printLine(io, `${run} demo        (instead of the import) fills the log with a synthetic hospital`);
    printLine(io, `${run} doctor      checks that everything is in order`);
  }
}
