import type { DomainEvent } from '../../src/domain/kernel/event.js';

/** One event type in plain words. No names, no ratings, no free text: a line that anybody of both sides may read. */
export type Words<E extends DomainEvent> = {
  readonly [N in E['type']]: (data: Extract<E, { readonly type: N }>['data']) => string;
};

/** `AWAITING_VENDOR` as people say it: `awaiting vendor`. */
export const plain = (code: string): string => code.toLowerCase().replaceAll('_', ' ');
/** `, because …` where a reason is known. */
export const because = (reason: string | undefined): string => (reason === undefined ? '' : `, because: ${reason}`);
export const ofSide = (side: 'IT' | 'DEPARTMENT'): string => (side === 'IT' ? 'IT' : 'the department');
/** The day of a moment, UTC. */
export const day = (moment: string): string => moment.slice(0, 10);
