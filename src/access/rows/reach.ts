import { LRUCache } from 'lru-cache';
import { mergersProjection } from '../../../projections/mergers/projection.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import type { Identities } from '../../queries/identity/identities.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import { PERSPECTIVES } from '../../queries/memoize.js';
import type { ViewReader, Views } from '../../queries/view-reader.js';
import type { Scope, Sides } from '../scope.js';
import type { Audience } from '../single-answers.js';
import { NarrowedReader, perspectiveOf } from './narrowed-reader.js';

/** Cached by reader and scope, so that callers with the same scope share computed results. */
const readers = new WeakMap<ViewReader, LRUCache<string, ViewReader>>();

/** A reader narrowed to a scope. */
export function narrowed(reader: ViewReader, scope: Scope, identities: Identities): ViewReader {
  if (scope === 'ALL') return reader;
  let cached = readers.get(reader);
  if (!cached) readers.set(reader, (cached = new LRUCache<string, ViewReader>({ max: PERSPECTIVES })));
  const sides = withParts(scope, identities);
  const perspective = perspectiveOf(sides);
  let created = cached.get(perspective);
  if (!created) cached.set(perspective, (created = new NarrowedReader(reader, sides)));
  return created;
}

/** Adds the departments and teams that were merged into those of the scope: they belong to it, with their history. */
export function withParts(scope: Sides, of: Identities): Sides {
  if (of.hasNoMergers) return scope;
  return {
    departments: distinct(scope.departments.flatMap((id) => of.departments.partsOf(id))),
    teams: distinct(scope.teams.flatMap((id) => of.teams.partsOf(id))),
  };
}
const distinct = (ids: readonly string[]): readonly string[] => [...new Set(ids)].sort();

const MERGES: ReadonlySet<string> = new Set(mergersProjection.handles);

/** The audience of a log reader, as of a page of the log that it has reached. */
export type AudienceOfPage = (page: readonly RecordedEvent[]) => Promise<Audience>;

/**
 * Keeps the scope of log readers current while they read: applies mergers of their departments and teams, so that they see
 * the same rows as in the views.
 */
export class Reach {
  private readonly register = new IdentityRegister();

  constructor(private readonly views: Views) {}

  /**
   * The audience by page; undefined where the caller sees everything.
   * @throws RapportError VIEWS_UNAVAILABLE, from the page with a merger that the views do not reach in time: events omitted
   * for lack of it could not be delivered later
   */
  along({ scope, ratings, subject, permissions }: Audience): AudienceOfPage | undefined {
    if (scope === 'ALL' && ratings === 'ALL') return undefined;
    if (isSettled(scope) && isSettled(ratings)) return async () => ({ scope, ratings, subject, permissions });
    return async (page) => {
      const merger = page.findLast(({ type }) => MERGES.has(type));
      const reader = await this.views.at(merger ? { minPosition: merger.position } : {});
      if (merger && reader.stale) throw behind();
      const identities = await this.register.at(reader, new Date().toISOString());
      const whole = (one: Scope) => (one === 'ALL' ? one : withParts(one, identities));
      return { scope: whole(scope), ratings: whole(ratings), subject, permissions };
    };
  }
}

/** Whether no merger can change the scope: it is all or empty. */
const isSettled = (scope: Scope): boolean => scope === 'ALL' || scope.departments.length + scope.teams.length === 0;

const behind = () =>
  new RapportError(
    'VIEWS_UNAVAILABLE',
    'The views do not yet contain all mergers, so the rows that the caller may see are unknown',
    {
      remedy: 'Resume from the last event in a few seconds.',
    },
  );
