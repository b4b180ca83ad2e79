import type { Due, TicketRecord } from './state.js';

export const NOTHING_COUNTED: TicketRecord = { promises: [], resolutions: [] };

/** The first human answer has come. */
export const acknowledgedAt = (record: TicketRecord, at: string): TicketRecord =>
  record.acknowledgement ? { ...record, acknowledgement: { ...record.acknowledgement, acknowledgedAt: at } } : record;

/** The open promise was kept or broken by a word at this moment. */
export function answeredAt(record: TicketRecord, at: string): TicketRecord {
  const promises = record.promises.map((promise) =>
    promise.answeredAt === undefined ? { ...promise, answeredAt: at } : promise,
  );
  return { ...record, promises };
}

export const promised = (record: TicketRecord, { teamId, dueAt }: Due): TicketRecord => ({
  ...record,
  promises: [...record.promises, { teamId, dueAt }],
});

/** What is still due need not come any more and never counts: the request was withdrawn, or goes on in another ticket. */
export function voided({ acknowledgement, promises, resolutions }: TicketRecord): TicketRecord {
  const answered = promises.filter(({ answeredAt: at }) => at !== undefined);
  return acknowledgement?.acknowledgedAt === undefined
    ? { promises: answered, resolutions }
    : { acknowledgement, promises: answered, resolutions };
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
