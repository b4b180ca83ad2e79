// Preloaded into a process that is measured: leaves the most memory it ever had, in kilobytes, in a file when it ends.
import { writeFileSync } from 'node:fs';

const file = process.env.PEAK_RSS_FILE;
process.once('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
