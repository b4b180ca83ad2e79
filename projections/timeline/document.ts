/** One event between a team and a department, on a page of theirs. */
export interface TimelineLine {
  /** When it happened. */
  readonly at: string;
  readonly eventId: string;
  readonly type: string;
  /** The other relationship of which the event is told, where it passed from one to the other. */
  readonly otherRelationshipId: string | null;
  /** The id of the commitment, improvement, interaction, ticket, touchpoint or goal it is about; of the relationship, where nothing smaller. */
  readonly subject: string;
  readonly actorKind: string;
  readonly fidelity: string;
  /** Plain words for people. */
  readonly summary: string;
}

/**
 * Some ten days of what happened between a team and a department. Key: `<teamId>.<departmentId>|<span>`. A day or a relationship a page would be
 * too little to be worth a record, a month of a service desk that is the only one too much to be written anew with every event.
 */
export interface TimelinePage {
  readonly relationshipId: string;
  /** `spanOf` each of its moments. */
  readonly span: string;
  /** By moment, the event's id breaking ties. */
  readonly lines: readonly TimelineLine[];
}

/** The month and the tens of the day, `2026-03-1`: spans are in the order of their moments. */
export const spanOf = (at: string): string => at.slice(0, 9);
