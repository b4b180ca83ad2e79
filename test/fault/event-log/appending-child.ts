// A process that appends until it is killed, and says on its standard output what was acknowledged: `<stream> <revision>` a line.
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { EmbeddedEventLog } from '../../../src/event-log/embedded/embedded-event-log.js';
import type { EventMetadata } from '../../../src/domain/kernel/event.js';

const WRITERS = 8;

try {
  const log = EmbeddedEventLog.open(process.argv[2] as string);
  await Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(log, `crash-${writer}`)));
} catch (error) {
  writeSync(1, `${String((error as { code?: string }).code)}\n`);
}

async function write(log: EmbeddedEventLog, stream: string): Promise<void> {
  let head = -1;
  for await (const [event] of log.readStream(stream, { direction: 'backwards', maxCount: 1 })) head = event?.revision ?? -1;
  for (;;) {
    const events = Array.from({ length: 1 + Math.floor(Math.random() * 3) }, (_, index) => ({
      id: randomUUID(),
      type: 'Written',
      data: { revision: head + 1 + index, filler: 'x'.repeat(Math.random() * 2_000) },
      metadata: {} as EventMetadata,
    }));
    const appended = await log.append(stream, head === -1 ? 'NO_STREAM' : head, events);
    head = appended.revision;
    writeSync(1, `${stream} ${head}\n`);
  }
}
