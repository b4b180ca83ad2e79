import { type IQueryHandler, QueryHandler } from '@nestjs/cqrs';
import { contactsBetween } from '../../../projections/relationship/contact-counts.js';
import type { RelationshipDocument } from '../../../projections/relationship/document.js';
import { AskedOf } from '../asked-of.js';
import { dayAfter, dayOf } from '../days.js';
import { type Identities, PLAIN } from '../identity/identities.js';
import { readAll } from '../paging/read-all.js';
import type { ViewReader } from '../view-reader.js';
import { where } from '../where.js';

/** How often contacts solved the matter and how often people were treated well: two questions, never mixed into one. */
export interface FirstContactMatrix {
  readonly solvedTreatedWell: number;
  readonly solvedTreatedBadly: number;
  readonly unsolvedTreatedWell: number;
  readonly unsolvedTreatedBadly: number;
  readonly unanswered: number;
}
export interface ContactFilter {
  readonly teamId?: string;
  readonly departmentId?: string;
}

/** Question 17: good contact though unsolved. By whole UTC days: from the day that holds `from` to the last one that starts before `to`. */
export class AskFirstContactMatrix extends AskedOf<FirstContactMatrix> {
  constructor(
    reader: ViewReader,
    readonly filter: ContactFilter,
    readonly from: string | undefined,
    readonly to: string | undefined,
    readonly identities: Identities = PLAIN,
  ) {
    super(reader);
  }
}

@QueryHandler(AskFirstContactMatrix)
export class AskFirstContactMatrixHandler implements IQueryHandler<AskFirstContactMatrix> {
  async execute({ reader, filter, from, to, identities }: AskFirstContactMatrix): Promise<FirstContactMatrix> {
    const first = from === undefined ? -Infinity : dayOf(from);
    const end = to === undefined ? Infinity : dayAfter(to);
    const sum = { solvedTreatedWell: 0, solvedTreatedBadly: 0, unsolvedTreatedWell: 0, unsolvedTreatedBadly: 0, unanswered: 0 };
    for await (const { contacts } of readAll<RelationshipDocument>(reader, {
      view: 'relationship',
      filter: identities.covered(filter).map((sides) => where({ ...sides })),
    })) {
      const between = contactsBetween(contacts, first, end);
      sum.solvedTreatedWell += between.solvedWell;
      sum.solvedTreatedBadly += between.solvedBadly;
      sum.unsolvedTreatedWell += between.unsolvedWell;
      sum.unsolvedTreatedBadly += between.unsolvedBadly;
      sum.unanswered += between.unanswered;
    }
    return sum;
  }
}
