import { describe, expect, it } from 'vitest';
import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import type { GraphQLObjectType } from 'graphql';
import { plainFields } from '../../../src/graphql/graphql.module.js';
import { TicketResolver } from '../../../src/graphql/ticket/ticket.resolver.js';

describe('plain fields', () => {
  it('have a resolver from Nest, and none afterwards', async () => {
    const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
    const schema = await context.get(GraphQLSchemaFactory).create([TicketResolver]);
    await context.close();
    const resolver = () => (schema.getType('Ticket') as GraphQLObjectType).getFields()['ticketId']!.resolve;
    // Should Nest stop or rename it, this fails and tells us to look again.
    expect(resolver()?.name).toBe('rootFieldResolver');
    plainFields(schema);
    expect(resolver()).toBeUndefined();
  });
});
