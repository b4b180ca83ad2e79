import type { Configuration } from '../app/configuration/configuration.js';
import type { CommandIo, HandedOverCall } from '../app/owner/command-io.js';
import { openOwnerEndpoint } from '../app/owner/owner-endpoint.js';
import { type Ownership, embeddedDirectories, storesFingerprint } from '../app/owner/ownership.js';
import type { Opener, Services } from '../app/services.js';
import { EXIT, isOffline, isServe } from './call.js';
import { parseCall } from './parse-call.js';
import { reportFailure } from './report-failure.js';

/** Publishes to other processes what this process is doing with the files. */
export type Announce = (doing: string) => void;

interface OnServices {
  readonly services: Services;
  close(): Promise<void>;
}

/**
 * Opens the services on files that this process owns. While `use` runs, it also executes the commands that other processes hand
 * over. Then it closes everything and releases the files. Commands in progress are finished first, or aborted when `io.signal`
 * is.
 */
export async function asOwner<O extends OnServices>(
  ownership: Ownership,
  configuration: Configuration,
  doing: string,
  io: CommandIo,
  open: (configuration: Configuration, opener: Opener) => Promise<O>,
  use: (opened: O, announce: Announce) => Promise<number>,
): Promise<number> {
  try {
    const opened = await open(configuration, openerOf(io));
    try {
      // No embedded files: other processes use the servers directly and hand nothing over.
      if (embeddedDirectories(configuration).length === 0) return await use(opened, () => undefined);
      const endpoint = await openOwnerEndpoint((call, theirs) => runHandedOver(opened.services, call, theirs));
      const stores = storesFingerprint(configuration);
      const announce: Announce = (now) => ownership.announce({ url: endpoint.url, token: endpoint.token, stores, doing: now });
      try {
        announce(doing);
        return await use(opened, announce);
      } finally {
        ownership.withdraw();
        await endpoint.close({ abort: io.signal.aborted });
      }
    } finally {
      await opened.close();
    }
  } finally {
    ownership.release();
  }
}

const openerOf = (io: CommandIo): Opener => ({ signal: io.signal, say: (line) => io.err(`${line}\n`) });

/** Executes another process's call with this process's services. */
async function runHandedOver(services: Services, { argv }: HandedOverCall, io: CommandIo): Promise<number> {
  const call = parseCall(argv, io);
  if (typeof call === 'number') return call;
  if (isServe(call) || isOffline(call)) return EXIT.WRONG_CALL;
  try {
    return await call.work(services, io);
  } catch (failure) {
    return reportFailure(failure, io, call.json, services.configuration);
  }
}
