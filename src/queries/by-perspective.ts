import { LRUCache } from 'lru-cache';
import type { ViewReader } from './view-reader.js';

/** Of so many something is kept: of those who see all, and of those narrowed ones who asked last. They see few rows each, so it takes little. */
export const PERSPECTIVES = 100;

/** One of something for each perspective, so that those who see other rows do not push out what is kept of one's own. */
export class ByPerspective<T extends object> {
  private readonly known: LRUCache<string, T>;

  constructor(make: () => T) {
    this.known = new LRUCache({ max: PERSPECTIVES, memoMethod: make });
  }

  of({ perspective = '' }: ViewReader): T {
    return this.known.memo(perspective);
  }
}
