import type { Version } from '../../src/domain/kernel/versioned.js';

/** A service team. Key: the team's id. All from the team's own stream. */
export interface TeamDocument {
  readonly teamId: string;
  /** As last decided. */
  readonly name: string;
  /** From when on it is called what; the first since ever (`''`). */
  readonly names: readonly Version<string>[];
  readonly retiredAt: string | null;
  /** The team that carries on its work. */
  readonly mergedInto: string | null;
  /** When the merger takes effect. */
  readonly mergedAt: string | null;
  readonly externalIds: readonly { readonly system: string; readonly value: string }[];
  /** By `effectiveAt`, the latest last. */
  readonly targets: readonly {
    readonly effectiveAt: string;
    readonly acknowledgeMinutes: number | null;
    readonly updateMinutes: number | null;
    readonly reopenWindowDays: number | null;
  }[];
  readonly calendars: readonly { readonly effectiveAt: string; readonly zone: string }[];
}
