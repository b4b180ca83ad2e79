import { execFileSync } from 'node:child_process';
import { rmSync, statfsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { newCast, register, ticketOf } from '../../e2e/app/story.js';
import { RunningServer } from '../../support/running-server.js';
import { temporaryFolders } from '../../support/temporary-folder.js';
import { until } from './until.js';

const newFolder = temporaryFolders();
/** How much of the disk is left to commands, in bytes. */
const ROOM = 200_000;
const SOON_MS = 30_000;

/** Mounting needs rights that not everybody has. */
function mountSmallDisk(path: string): boolean {
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', path], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

it('A server whose log has no room left refuses commands, is not ready, says why, and goes on once there is room', async () => {
  const folder = newFolder();
  if (!mountSmallDisk(folder)) return console.warn('skipped: not allowed to mount a small disk');
  const cast = newCast();
  // The views have room: that they stand still is not how it is noticed.
  const server = await RunningServer.start({
    EVENT_LOG: `file:${join(folder, 'events.db')}`,
    VIEW_STORE: `file:${join(newFolder(), 'views.db')}`,
  });
  try {
    await register(server, cast);
    const { bavail, bsize } = statfsSync(folder);
    writeFileSync(join(folder, 'ballast'), Buffer.alloc(bavail * bsize - ROOM));
    let tickets = 0;
    const next = () => {
      const ticketId = `t${tickets}-${cast.desk}`;
      return { ...ticketOf(cast, ticketId, '2026-03-01T08:00:00Z'), commandId: ticketId };
    };
    let refusal: string | undefined;
    for (; refusal === undefined;) {
      const { errors } = await server.send('logTicket', next());
      if (errors) refusal = errors[0]!.extensions.code;
      else tickets += 1;
    }
    expect(refusal).toBe('DISK_FULL');
    const { status, checks } = await server.readiness();
    expect(status).toBe(503);
    expect(checks.filter(({ ok }) => !ok)).toMatchObject([
      { name: 'disk', detail: expect.stringContaining(`There is not enough space in ${folder}`) as string },
    ]);

    rmSync(join(folder, 'ballast'));
    await until(
      () => server.readiness(),
      (answer) => answer.status === 200,
      SOON_MS,
    );
    const { position, repeated } = await server.record('logTicket', next());
    expect(repeated).toBe(false);
    const query = 'query ($p: Position) { tickets(minPosition: $p) { totalCount } }';
    expect((await server.ask(query, { p: position })).data.tickets.totalCount).toBe(tickets + 1);
  } finally {
    await server.stop();
    execFileSync('umount', ['-l', folder]);
  }
});
