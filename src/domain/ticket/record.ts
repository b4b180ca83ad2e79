import type { Due, TicketRecord } from './state.js';

export const NOTHING_COUNTED: TicketRecord = { promises: [], resolutions: [] };

/** The first human answer has come. */
export const acknowledgedAt = (record: TicketRecord, at: string): TicketRecord =>
  record.acknowledgement ? { ...record, acknowledgement: { ...record.acknowledgement, acknowledgedAt: at } } : record;

/** The open promise was kept or broken by a word at this moment: the latest, which is the one that the word's event names. */
export function answeredAt(record: TicketRecord, at: string): TicketRecord {
  const latest = record.promises.at(-1);
  if (!latest || latest.answeredAt !== undefined) return record;
  return { ...record, promises: [...record.promises.slice(0, -1), { ...latest, answeredAt: at }] };
}

export const promised = (record: TicketRecord, { teamId, dueAt }: Due): TicketRecord => ({
  ...record,
  promises: [...record.promises, { teamId, dueAt }],
});

/**
 * The request was withdrawn at this moment, or goes on in another ticket: a word that is due only later need not come any more and never
 * counts. One that was due before has been missed, and stays so.
 */
export function voided({ acknowledgement, promises, resolutions }: TicketRecord, at: string): TicketRecord {
  const counts = (dueAt: string, saidAt?: string) => saidAt !== undefined || dueAt < at;
  return {
    ...(acknowledgement && counts(acknowledgement.dueAt, acknowledgement.acknowledgedAt) ? { acknowledgement } : {}),
    promises: promises.filter(({ dueAt, answeredAt: saidAt }) => counts(dueAt, saidAt)),
    resolutions,
  };
}

export const resolvedAs = (record: TicketRecord, resolution: TicketRecord['resolutions'][number]): TicketRecord => ({
  ...record,
  resolutions: [...record.resolutions, resolution],
});

/** The latest resolution did not last. Earlier ones keep their facts. */
export function reopenedAt(record: TicketRecord, at: string): TicketRecord {
  const latest = record.resolutions.at(-1);
  if (!latest || latest.reopenedAt !== undefined) return record;
  return { ...record, resolutions: [...record.resolutions.slice(0, -1), { ...latest, reopenedAt: at }] };
}
