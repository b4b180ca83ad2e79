import type { OpenServer, OpenServices } from '../app/services.js';

/** The heavy parts, loaded when a command turns out to need them: `--help` should not wait for the whole program. */
export interface Parts {
  readonly openServices: OpenServices;
  readonly openForALook: OpenServices;
  readonly openServer: OpenServer;
}
