// Reads a whole log without keeping anything: `replay <events.db>`. Prints the number of events.
import { EmbeddedEventLog } from '../../src/event-log/embedded/embedded-event-log.js';

const log = EmbeddedEventLog.open(process.argv[2]!);
let events = 0;
for await (const page of log.read('')) events += page.length;
await log.close();
process.stdout.write(`${events}\n`);
