import { Controller, Get, Inject, Optional, Param } from '@nestjs/common';
import { EVENT_TYPES } from '../domain/aggregates.js';
import { RapportError } from '../domain/kernel/errors.js';
import { asyncApi, eventSchema, type PublishedSchema } from '../feed/contract/asyncapi.js';

/** The server's public address (`PUBLIC_URL`) without a trailing slash; undefined where it is not configured. */
export const PUBLIC_URL = Symbol('PublicUrl');

/** The published contract of our events. It is generated from the same declarations as the committed files under schema/. */
@Controller()
export class ContractController {
  private readonly document: Readonly<Record<string, unknown>>;
  private readonly schemas: ReadonlyMap<string, PublishedSchema>;

  constructor(@Optional() @Inject(PUBLIC_URL) publicUrl?: string) {
    this.document = asyncApi(EVENT_TYPES, publicUrl);
    this.schemas = new Map(EVENT_TYPES.map((eventType) => [`${eventType.type}.json`, eventSchema(eventType, publicUrl)]));
  }

  @Get('asyncapi.json')
  asyncApi(): Readonly<Record<string, unknown>> {
    return this.document;
  }

  @Get('schemas/events/:file')
  schema(@Param('file') file: string): PublishedSchema {
    const schema = this.schemas.get(file);
    if (schema) return schema;
    throw new RapportError('NOT_FOUND', `There is no event schema "${file}"`, {
      remedy: 'Request <Type>.json; the types are listed in /asyncapi.json.',
    });
  }
}
