/** One event between a team and a department, for the relationship's timeline. Key: `<occurredAt>|<eventId>|<teamId>.<departmentId>`. */
export interface TimelineDocument {
  readonly relationshipId: string;
  readonly teamId: string;
  readonly departmentId: string;
  /** The other one of which the event is told, where it passed from one to the other. */
  readonly otherRelationshipId: string | null;
  /** When it happened. */
  readonly at: string;
  readonly eventId: string;
  readonly type: string;
  /** The id of the commitment, improvement, interaction, ticket, touchpoint or goal it is about; of the relationship, where nothing smaller. */
  readonly subject: string;
  readonly actorKind: string;
  readonly fidelity: string;
  /** Plain words for people. */
  readonly summary: string;
}
