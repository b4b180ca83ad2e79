import type { CommandIo } from '../../app/owner/command-io.js';
import { withQueries } from '../../app/queries.js';
import type { Services } from '../../app/services.js';
import { type PinnedAudit, ListAudits } from '../../queries/audits.js';
import { Days } from '../../queries/days.js';
import { everyPage } from '../../queries/paging/page.js';
import { EXIT } from '../call.js';
import { printJson, printLine, printTable } from '../print.js';
import { upToDate } from './up-to-date.js';

/** The pinned audits. */
export const list = (services: Services, json: boolean, io: CommandIo): Promise<number> =>
  withQueries(services, async (ask) => {
    const reader = await upToDate(services, io);
    const audits: PinnedAudit[] = [];
    for await (const audit of everyPage((page) => ask(ListAudits).execute(reader, page))) audits.push(audit);
    if (json) for (const audit of audits) printJson(io, lineOf(audit));
    else if (audits.length === 0) printLine(io, 'No audit was pinned yet: rapport audit run --from DAY --to DAY');
    else
      printTable(
        io,
        ['audit', 'from', 'to', 'departments', 'on record'],
        audits.map(lineOf).map(({ id, from, to, zone, departments, hash }) => {
          const days = new Days(zone);
          return [id, days.bound(from), days.bound(to), departments?.join(', ') ?? 'all', hash?.slice(0, 16) ?? 'no run'];
        }),
      );
    return EXIT.DONE;
  });

const lineOf = ({ auditId: id, from, until: to, zone, departmentIds, position, run }: PinnedAudit) => ({
  id,
  from,
  to,
  zone,
  departments: departmentIds.length === 0 ? null : departmentIds,
  position,
  hash: run?.hash ?? null,
});
