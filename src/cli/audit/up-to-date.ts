import type { CommandIo } from '../../app/owner/command-io.js';
import type { Services } from '../../app/services.js';
import type { ViewReader } from '../../queries/view-reader.js';

/** The views once they have taken in all that the log holds now. */
export async function upToDate({ log, projector, readers }: Services, io: CommandIo): Promise<ViewReader> {
  io.progress('Waiting for the views to take in the log');
  await projector.caughtUp(await log.head(), io.signal);
  return readers.at({});
}
