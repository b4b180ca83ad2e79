import { workerData } from 'node:worker_threads';
import { createBirpc } from 'birpc';
import type { EmbeddedViewStore } from '../../view-store/embedded/embedded-view-store.js';
import type { ViewWriter } from '../../view-store/embedded/threaded-view-store.js';
import { WriteCount } from '../../view-store/embedded/write-count.js';
import { openViewFile } from '../../view-store/open-view-store.js';
import type { ThreadFunctions } from '../threads/call-thread.js';
import { channelToParent } from '../threads/channel.js';

/** What the thread is begun with. */
export interface ViewWriterData {
  readonly file: string;
  /** The memory of a WriteCount. */
  readonly written: SharedArrayBuffer;
}

/** What the thread offers. */
export interface ViewWriterFunctions extends ThreadFunctions, Omit<ViewWriter, 'close'> {
  /** Errors: those of `openViewStore`. */
  open(): Promise<void>;
}

// Owns a file of views, and writes it: started by `openViewsWrittenAside`.
const { file, written } = workerData as ViewWriterData;
let opened: EmbeddedViewStore | undefined;
/** Opened with the first call: what failed is told to the caller, and tried again with the next. */
const store = () => (opened ??= openViewFile(file, new WriteCount(written)));

const functions: ViewWriterFunctions = {
  abort: () => undefined,
  open: async () => void store(),
  stop: async () => opened?.close(),
  create: async (...given) => store().create(...given),
  drop: async (...given) => store().drop(...given),
  writeRows: async (...given) => store().writeRows(...given),
  amend: async (...given) => store().amend(...given),
  saveCheckpoint: async (...given) => store().saveCheckpoint(...given),
  saveCatalog: async (...given) => store().saveCatalog(...given),
  lease: async (...given) => store().lease(...given),
  isLeased: async (...given) => store().isLeased(...given),
  release: async (...given) => store().release(...given),
};
createBirpc(functions, { ...channelToParent(), bind: 'functions', timeout: -1 });
