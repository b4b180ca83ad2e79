import { Query } from '@nestjs/cqrs';
import type { ViewReader } from './view-reader.js';

/**
 * A question, asked of one moment's views. The reader is part of it: everything that one answer holds is read at the same moment, and a
 * handler needs no clock and no store of its own.
 */
export abstract class AskedOf<Answer> extends Query<Answer> {
  constructor(readonly reader: ViewReader) {
    super();
  }
}
