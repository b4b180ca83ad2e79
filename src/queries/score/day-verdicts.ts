import type { Counted } from '../../../projections/trials/counts.js';
import type { DayDocument, DayTrial } from '../../../projections/trials/documents.js';
import type { Component } from '../../domain/components.js';
import type { Tally } from '../../measures/tallies.js';
import { relationshipId } from '../relationship/joined-relationship.js';

/** All trials that count on a day. Cached by day, since every request of today asks about a different moment. */
export class VerdictsOfDay {
  private readonly moments: readonly string[];
  private upToLast: { readonly count: number; readonly verdicts: DayVerdicts } | undefined;

  constructor(
    readonly day: number,
    private readonly trials: readonly DayTrial[],
  ) {
    this.moments = trials.flatMap(({ from, until }) => (until === undefined ? from : [from, until])).sort();
  }

  static of(day: number, document: DayDocument | undefined): VerdictsOfDay {
    return new VerdictsOfDay(day, document?.trials ?? []);
  }

  /** The trials that counted at a moment: the same object for moments between which nothing changed. */
  upTo(moment: string): DayVerdicts {
    const count = this.moments.findLastIndex((at) => at <= moment) + 1;
    if (this.upToLast?.count !== count) {
      const counting = this.trials.filter((trial) => countsAt(trial, moment));
      this.upToLast = { count, verdicts: new DayVerdicts(this.day, this.day - 1, counting) };
    }
    return this.upToLast.verdicts;
  }
}

/** Whether this verdict of a trial counts at a moment. */
export const countsAt = ({ from, until }: Pick<DayTrial, 'from' | 'until'>, moment: string): boolean =>
  from <= moment && (until === undefined || until > moment);

type DayTally = Map<Counted, { d: number; s: number; n: number }>;

/**
 * The trials that count on a day that is not over. Day tallies hold whole days and include deadlines later on the day, so for
 * this one day the single trials are counted instead.
 */
export class DayVerdicts {
  private readonly byRelationship = new Map<string, DayTally>();
  private readonly all: DayTally = new Map();

  constructor(
    /** The day of the moment. */
    readonly day: number,
    /** The last day that is over at the moment: `day`, or the one before. */
    readonly lastDay: number,
    trials: readonly DayTrial[],
  ) {
    for (const { teamId, departmentId, counted, success } of trials) {
      const id = relationshipId(teamId, departmentId);
      let own = this.byRelationship.get(id);
      if (!own) this.byRelationship.set(id, (own = new Map() as DayTally));
      for (const tallies of [own, this.all]) {
        const tally = tallies.get(counted) ?? { d: day, s: 0, n: 0 };
        tally.n += 1;
        if (success) tally.s += 1;
        tallies.set(counted, tally);
      }
    }
  }

  /** For a day that is over: its day tallies are complete, so no single trial counts in addition. */
  static over(day: number): DayVerdicts {
    return new DayVerdicts(day, day, []);
  }

  of(relationship: string, counted: Counted): Tally | undefined {
    return this.byRelationship.get(relationship)?.get(counted);
  }

  /** The sum over relationships that are read as one. */
  ofSeveral(relationships: readonly string[], counted: Counted): Tally {
    const sum = { d: this.day, s: 0, n: 0 };
    for (const id of relationships) {
      const own = this.of(id, counted);
      sum.s += own?.s ?? 0;
      sum.n += own?.n ?? 0;
    }
    return sum;
  }

  ofAll(component: Component): Tally {
    return this.all.get(component) ?? { d: this.day, s: 0, n: 0 };
  }
}
