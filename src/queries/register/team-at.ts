import type { TeamDocument } from '../../../projections/team/projection.js';
import type { ViewReader } from '../view-reader.js';
import { type Named, namedAt } from './named-at.js';

/** A service team as it is at a moment. */
export interface Team extends Omit<TeamDocument, 'name' | 'names'>, Named {
  /** The moment. */
  readonly asOf: string;
  readonly name: string;
  readonly retired: boolean;
}

/** The teams of these ids as they are at a moment; unknown ones are left out. One read. */
export async function teamsAt(reader: ViewReader, ids: readonly string[], at: string): Promise<ReadonlyMap<string, Team>> {
  const documents = await reader.get<TeamDocument>('team', ids);
  return new Map([...documents].map(([id, document]) => [id, teamAt(document, at)]));
}

export function teamAt(document: TeamDocument, at: string): Team {
  const { names: _, ...rest } = document;
  const { name, ...named } = namedAt(document, at);
  const { retiredAt } = rest;
  return { ...rest, ...named, asOf: at, name: name ?? rest.name, retired: retiredAt !== null && retiredAt <= at };
}
