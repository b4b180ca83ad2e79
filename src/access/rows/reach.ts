import { mergersProjection } from '../../../projections/mergers/projection.js';
import { RapportError } from '../../domain/kernel/errors.js';
import type { RecordedEvent } from '../../domain/kernel/event.js';
import { IdentityRegister } from '../../queries/identity/identity-register.js';
import type { Views } from '../../queries/view-reader.js';
import type { Scope } from '../scope.js';
import { withParts } from './narrowed.js';

const MERGES: ReadonlySet<string> = new Set(mergersProjection.handles);

/** Of whom a reader may be told, as of a page of the log that he has come to. */
export type ScopeOfPage = (page: readonly RecordedEvent[]) => Promise<Scope>;

/** Follows for readers of the log what becomes part of their departments and teams while they read: the same as the rows that they would see. */
export class Reach {
  private readonly register = new IdentityRegister();

  constructor(private readonly views: Views) {}

  /**
   * Undefined where nothing is left out.
   * @throws RapportError VIEWS_UNAVAILABLE, from the page on that tells of a merger which the views do not know in time: what they would leave out
   * could not be told later
   */
  along(scope: Scope): ScopeOfPage | undefined {
    if (scope === 'ALL') return undefined;
    return async (page) => {
      const merger = page.findLast(({ type }) => MERGES.has(type));
      const reader = await this.views.at(merger ? { minPosition: merger.position } : {});
      if (merger && reader.stale) throw behind();
      return withParts(scope, await this.register.at(reader, new Date().toISOString()));
    };
  }
}

const behind = () =>
  new RapportError('VIEWS_UNAVAILABLE', 'The views do not know yet who has become part of whom', {
    remedy: 'Go on from the last event in a few seconds.',
  });
