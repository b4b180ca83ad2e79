import type { Configuration } from './configuration.js';

const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a server that listens on this address is reached from its own machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);

/** GraphiQL is for looking around at one's own machine; whoever serves others decides on a client of their own. */
export const offersGraphiql = ({ role, host }: Configuration): boolean => role !== 'projector' && isLoopback(host);
