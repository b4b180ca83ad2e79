import { setMaxListeners } from 'node:events';

/** The source signals of each signal made here, kept alive as long as it. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * Returns a signal that aborts with the first of the given ones, like `AbortSignal.any`. On Node 22, a composite signal that is
 * garbage-collected loses its link to its sources: a signal made from it later never aborts, and whoever waits for it waits for ever
 * (nodejs/node#56001). Therefore the sources are kept alive.
 */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  // eslint-disable-next-line no-restricted-properties -- the only place that may call it
  const any = AbortSignal.any([...signals]);
  setMaxListeners(0, any);
  sources.set(any, signals);
  return any;
}

/**
 * Returns a controller whose signal any number of waiters may listen to at once: that of a process, a connection or a document.
 * Of any other, Node warns at the eleventh listener as of a memory leak.
 */
export function sharedController(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}
