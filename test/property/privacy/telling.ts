import type { DomainEvent } from '../../../src/domain/kernel/event.js';

/** Day 0 is the first of a year. */
export const dayAt = (day: number, hour = 9): string => new Date(Date.UTC(2026, 0, 1 + day, hour)).toISOString();

/** A fact, and when it happened and became known. */
export interface Known {
  readonly stream: string;
  readonly day: number;
  readonly recorded: number;
  readonly fact: DomainEvent;
}
/** What one person says, to one question or several; the reader wants to know to which the answer was a good one. */
export interface Telling {
  readonly respondentRef: string;
  readonly departmentId: string;
  readonly teamId: string;
  readonly questions: number;
  readonly tell: (well: readonly boolean[]) => readonly Known[];
}
