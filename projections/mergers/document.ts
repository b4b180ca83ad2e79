/**
 * That a team or department goes on as another, from a moment on. Key: `team.<id>` or `department.<id>`. From its own stream. All there are
 * make a small view: who asks about one at a moment reads under which ids its history is.
 */
export interface MergerDocument {
  readonly side: 'TEAM' | 'DEPARTMENT';
  readonly id: string;
  readonly into: string;
  /** It may be yet to come. */
  readonly effectiveAt: string;
  /** When it became known. */
  readonly recordedAt: string;
}
