import type { Position } from '../../src/domain/kernel/event.js';

/** Which positions the log gave out in an hour (UTC) of recording. Key: `YYYY-MM-DDTHH`. */
export interface PositionsDocument {
  readonly hour: string;
  readonly events: number;
  /** The first event of the hour, and every 5,000th after it: from the mark before a moment on, few have to be read. */
  readonly marks: readonly { readonly position: Position; readonly recordedAt: string }[];
}
