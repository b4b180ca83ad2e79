import type { StandIn, TicketStateName } from '../mapping/mapping.js';
import type { Cells } from '../values/cells.js';

/** A row on its way: what is missing taken out, its moment read. */
export interface Row {
  readonly number: number;
  readonly line: number | undefined;
  readonly cells: Cells;
  readonly at: string;
  /** Written by an autoresponder or a system account. */
  readonly automatic: boolean;
  /** Not for the department's eyes. */
  readonly private: boolean;
}

/** What is known of a record after its rows so far. A row that is rejected leaves it as it was. */
export interface RecordState {
  readonly key: string;
  /** Of the ticket or the contact that it becomes. */
  readonly id: string;
  readonly previous: Row | undefined;
  /** When it was opened; undefined: not logged yet. */
  readonly openedAt: string | undefined;
  readonly state: TicketStateName | undefined;
  readonly holdReason: string | undefined;
  readonly team: StandIn | undefined;
  readonly department: StandIn | undefined;
  readonly assignee: string | undefined;
  /** The contact in which it was opened, if one is told of. */
  readonly interactionId: string | undefined;
  /** What was last reported, as one text. */
  readonly reported: string | undefined;
}

export const newRecord = (key: string, id: string): RecordState => ({
  key,
  id,
  previous: undefined,
  openedAt: undefined,
  state: undefined,
  holdReason: undefined,
  team: undefined,
  department: undefined,
  assignee: undefined,
  interactionId: undefined,
  reported: undefined,
});
