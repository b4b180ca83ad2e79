import type { FastifyReply } from 'fastify';
import { RapportError } from '../domain/kernel/errors.js';

/** The signal that comes when the client's connection closes, made when it is first asked for: most requests are answered before anybody does. */
export function askerOf({ raw }: FastifyReply): () => AbortSignal {
  let leaving: AbortController | undefined;
  return () => {
    if (!leaving) {
      const controller = (leaving = new AbortController());
      const leave = () => controller.abort(new RapportError('ABANDONED', 'The client closed the connection before the answer'));
      if (raw.destroyed) leave();
      else raw.once('close', leave);
    }
    return leaving.signal;
  };
}
