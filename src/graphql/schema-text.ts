import { NestFactory } from '@nestjs/core';
import { GraphQLSchemaBuilderModule, GraphQLSchemaFactory } from '@nestjs/graphql';
import { lexicographicSortSchema, printSchema } from 'graphql';
import { RESOLVERS } from './topics.js';
import { SubscriptionsResolver } from './subscriptions/subscriptions.resolver.js';

const HEAD = '# Generated from the code by src/graphql/print-schema.ts. Do not edit.\n\n';

/** The sorted schema as text, generated from the code without starting the application. */
export async function schemaText(): Promise<string> {
  const context = await NestFactory.createApplicationContext(GraphQLSchemaBuilderModule, { logger: false });
  try {
    const schema = await context.get(GraphQLSchemaFactory).create([...RESOLVERS, SubscriptionsResolver]);
    return `${HEAD}${printSchema(lexicographicSortSchema(schema))}\n`;
  } finally {
    await context.close();
  }
}
