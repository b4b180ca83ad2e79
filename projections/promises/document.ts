/**
 * A word that was due to a department: the first human answer, or the next update promised. Key: `<ticketId>.ACK` for the first answer,
 * `<ticketId>.<dueAt>` for an update. Silent at a moment T: `promisedAt` <= T, `dueAt` < T <= `endedAt`. From the ticket's own stream.
 */
export interface PromiseDocument {
  readonly ticketId: string;
  readonly teamId: string;
  readonly departmentId: string;
  readonly kind: 'ACKNOWLEDGEMENT' | 'UPDATE';
  readonly promisedAt: string;
  readonly dueAt: string;
  readonly open: boolean;
  /** When the word came, or the promise became void; far in the future (9999-12-31T00:00:00.000Z) while open. */
  readonly endedAt: string;
  /** MISSED: the ticket ended and nobody had answered; that ends the silence, not the failure. VOID: withdrawn or merged before the word was due. */
  readonly outcome: 'OPEN' | 'KEPT' | 'LATE' | 'MISSED' | 'VOID';
}
