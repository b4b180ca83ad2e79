import { mergersProjection } from '../../../projections/mergers/projection.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import type { Views } from '../../queries/view-reader.js';
import type { Scope } from '../scope.js';
import type { Audience } from '../single-answers.js';
import { withParts } from './narrowed.js';

const MERGES: ReadonlySet<string> = new Set(mergersProjection.handles);

/** What a reader may be told, as of a page of the log that he has come to. */
export type AudienceOfPage = (page: readonly RecordedEvent[]) => Promise<Audience>;

/** Follows for readers of the log what becomes part of their departments and teams while they read: the same as the rows that they would see. */
export class Reach {
  private readonly register = new IdentityRegister();

  constructor(private readonly views: Views) {}

  /**
   * Undefined where nothing is left out.
   * @throws RapportError VIEWS_UNAVAILABLE, from the page on that tells of a merger which the views do not know in time: what they would leave out
   * could not be told later
   */
  along({ scope, ratings, subject }: Audience): AudienceOfPage | undefined {
    if (scope === 'ALL' && ratings === 'ALL') return undefined;
    if (isSettled(scope) && isSettled(ratings)) return async () => ({ scope, ratings, subject });
    return async (page) => {
      const merger = page.findLast(({ type }) => MERGES.has(type));
      const reader = await this.views.at(merger ? { minPosition: merger.position } : {});
      if (merger && reader.stale) throw behind();
      const identities = await this.register.at(reader, new Date().toISOString());
      const whole = (one: Scope) => (one === 'ALL' ? one : withParts(one, identities));
      return { scope: whole(scope), ratings: whole(ratings), subject };
    };
  }
}

/** Nothing can become part of all, nor of nobody. */
const isSettled = (scope: Scope): boolean => scope === 'ALL' || scope.departments.length + scope.teams.length === 0;

const behind = () =>
  new RapportError('VIEWS_UNAVAILABLE', 'The views do not know yet who has become part of whom', {
    remedy: 'Go on from the last event in a few seconds.',
  });
