import { gql, type TypedDocumentNode } from '@urql/core';

export interface ShortChange {
  readonly verdict: string;
  readonly change: number | null;
  readonly observedChange: number | null;
}

/** What changed since a moment, of several relationships in one request: `c0`, `c1`, … in their order. */
export function scoreChangesOf(
  pairs: readonly { readonly teamId: string; readonly departmentId: string }[],
  from: string,
  to: string | undefined,
  knownAt: string | undefined,
): TypedDocumentNode<Readonly<Record<string, ShortChange | null>>, object> {
  const period = [['from', from] as const, ['to', to] as const, ['knownAt', knownAt] as const];
  const fields = pairs.map(({ teamId, departmentId }, place) => {
    const given = [['teamId', teamId] as const, ['departmentId', departmentId] as const, ...period]
      .filter(([, value]) => value !== undefined)
      .map(([name, value]) => `${name}: ${JSON.stringify(value)}`);
    return `c${place}: scoreChange(${given.join(', ')}) { verdict change observedChange }`;
  });
  return gql(`query ScoreChanges { ${fields.length > 0 ? fields.join('\n') : '__typename'} }`);
}
