import { describe } from 'vitest';
import { ENGINE_KINDS, type EngineKind } from './engines.js';

/** The same suite once for each kind of engine; one that is not here is skipped, and its name says why. */
export function onEveryEngine(name: string, suite: (kind: EngineKind) => void): void {
  for (const kind of ENGINE_KINDS) {
    const define = kind.missing === undefined ? describe : describe.skip;
    define(`${name} on ${kind.name}${kind.missing === undefined ? '' : ` (${kind.missing})`}`, () => suite(kind));
  }
}
