const LOOPBACK = new Set(['127.0.0.1', '::1', 'localhost']);

/** Whether a server that listens on this address is reached from its own machine alone. */
export const isLoopback = (host: string): boolean => LOOPBACK.has(host);
