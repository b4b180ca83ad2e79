import type { Configuration } from './configuration/configuration.js';
import { isLoopback } from './loopback.js';

/** GraphiQL is for looking around at one's own machine; whoever serves others decides on a client of their own. */
export const offersGraphiql = ({ role, host }: Configuration): boolean => role !== 'projector' && isLoopback(host);
