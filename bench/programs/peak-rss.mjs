// Preloaded into a measured process: at its end, writes its peak memory, in kilobytes, to a file.
import { writeFileSync } from 'node:fs';

const file = process.env.PEAK_RSS_FILE;
process.once('exit', () => writeFileSync(file, String(process.resourceUsage().maxRSS)));
