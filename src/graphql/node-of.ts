import { globalId, type NodeType } from './global-id.js';
import type { Moment } from './moment.js';

/** A document on its way to the client: with its global id, and the moment at which its neighbours are to be read. */
export type AtMoment<D> = D & { readonly id: string; readonly moment: Moment };

/** A view's document as a node. Its fields are plain values, which the compiled query reads without a resolver (stack.md, 2). */
export const toNode = <D extends object>(type: NodeType, key: string, document: D, moment: Moment): AtMoment<D> => ({
  ...document,
  id: globalId(type, key),
  moment,
});
