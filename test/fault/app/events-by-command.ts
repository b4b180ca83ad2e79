import type { RunningServer } from '../../support/running-server.js';
import { sseBlocks } from '../../support/sse-client.js';

/** How many events each command has in the log: those of a department after a position, up to and with the events of a last command. */
export async function eventsByCommand(
  server: RunningServer,
  { after, department, last }: { readonly after: string; readonly department: string; readonly last: string },
): Promise<ReadonlyMap<string, number>> {
  const counts = new Map<string, number>();
  const leave = new AbortController();
  const response = await fetch(`${server.url}/feed/events?after=${after}&department=${department}`, { signal: leave.signal });
  for await (const { data } of sseBlocks(response)) {
    if (data === undefined) continue;
    const { commandid } = JSON.parse(data) as { commandid: string };
    counts.set(commandid, (counts.get(commandid) ?? 0) + 1);
    if (commandid === last) break;
  }
  leave.abort();
  return counts;
}
