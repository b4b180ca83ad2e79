import { EmbeddedViewStore } from '../../../src/view-store/embedded/embedded-view-store.js';
import { writePages } from './pages.js';

/** A process to be killed: writes pages for ever, and says which are done. */
await writePages(new EmbeddedViewStore(process.argv[2]!), Infinity, (page) => process.stdout.write(`${page}\n`));
