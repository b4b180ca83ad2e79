import type { Version } from '../../domain/kernel/versioned.js';

/** What something is called at a moment. */
export interface Named {
  readonly name: string | null;
  /** The names before that at the moment, and until when each was in use. */
  readonly formerNames: readonly { readonly name: string; readonly until: string }[];
}

export function namedAt({ names }: { readonly names: readonly Version<string>[] }, at: string): Named {
  const current = names.findLastIndex(({ effectiveAt }) => effectiveAt <= at);
  return {
    name: names[current]?.value ?? null,
    formerNames: names
      .slice(0, Math.max(0, current))
      .map(({ value }, place) => ({ name: value, until: names[place + 1]!.effectiveAt })),
  };
}
