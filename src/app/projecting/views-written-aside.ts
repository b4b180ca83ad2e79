import { RapportError } from '../../domain/kernel/errors.js';
import { ThreadedViewStore, type ViewWriter } from '../../view-store/embedded/threaded-view-store.js';
import type { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewStore } from '../../view-store/open-view-store.js';
import type { ViewStore } from '../../view-store/view-store.js';
import { logger } from '../logger.js';
import { CallThread } from '../threads/call-thread.js';
import type { ViewWriterData, ViewWriterFunctions } from './view-writer-thread.js';

/** The built program beside the built program, the source beside the source. */
const PROGRAM = new URL(import.meta.url.replace(/views-written-aside(\.[jt]s)$/, 'view-writer-thread$1'));
/** In MB. What it is given is soon written and gone. */
const HEAP = { old: 96, young: 3 };

/**
 * Opens the views that an address names, for whoever folds into them. A file is owned and written by a thread of its own, begun anew by the first write
 * after its death; a server is a thread of its own already.
 *
 * @throws RapportError as `openViewStore`; no thread is left then.
 */
export async function openViewsWrittenAside(url: string, written: WriteCount): Promise<ViewStore> {
  if (!url.startsWith('file:')) return openViewStore(url);
  const data: ViewWriterData = { file: url.slice('file:'.length), written: written.memory };
  const thread = new CallThread<ViewWriterFunctions>(PROGRAM, {
    name: 'view writer',
    heap: HEAP,
    data,
    ended: () =>
      new RapportError('VIEWS_UNAVAILABLE', 'The thread that writes views has ended', { remedy: 'It is started anew.' }),
    onError: (error) => logger.error({ error }, 'The thread that writes views died and is started anew'),
  });
  const writer: ViewWriter = {
    create: (...given) => thread.call((views) => views.create(...given)),
    drop: (...given) => thread.call((views) => views.drop(...given)),
    writeRows: (...given) => thread.call((views) => views.writeRows(...given)),
    amend: (...given) => thread.call((views) => views.amend(...given)),
    saveCheckpoint: (...given) => thread.call((views) => views.saveCheckpoint(...given)),
    saveCatalog: (...given) => thread.call((views) => views.saveCatalog(...given)),
    lease: (...given) => thread.call((views) => views.lease(...given)),
    isLeased: (...given) => thread.call((views) => views.isLeased(...given)),
    release: (...given) => thread.call((views) => views.release(...given)),
    close: () => thread.end(),
  };
  try {
    await thread.call((views) => views.open());
    return new ThreadedViewStore(data.file, written, writer);
  } catch (error) {
    await thread.end();
    throw error;
  }
}
