/** What each signal made here comes from, for as long as it lives. */
const sources = new WeakMap<AbortSignal, readonly AbortSignal[]>();

/**
 * A signal that comes with the first of several, as `AbortSignal.any`. That of Node 22 forgets, once a signal that was itself made of others is
 * collected, whose it was: what is made of the rest later never comes, and what waits for it never ends (nodejs/node#56001). So they are kept.
 */
export function anySignal(...signals: readonly AbortSignal[]): AbortSignal {
  // eslint-disable-next-line no-restricted-properties -- this is the one place
  const any = AbortSignal.any([...signals]);
  sources.set(any, signals);
  return any;
}
