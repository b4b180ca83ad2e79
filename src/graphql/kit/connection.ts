import { Field, Int, ObjectType } from '@nestjs/graphql';
import type { Type } from '@nestjs/common';
import type { Page } from '../../queries/paging/page.js';
import { Answers, ResolveField, type Shown } from './answers.js';

/** Relay. Whether there is more is resolved by PageInfoResolver, because it may cost a read. */
@ObjectType({ description: 'Where a page lies in its connection.' })
export class PageInfo {
  @Field(() => String, { nullable: true }) readonly startCursor: string | null;
  @Field(() => String, { nullable: true }) readonly endCursor: string | null;
}

/** A Relay connection's type and the resolver that goes with it. */
export interface Connection<N> {
  readonly type: Type<{ readonly edges: readonly { readonly cursor: string; readonly node: Shown<Type<N>> }[] }>;
  readonly resolver: Type;
}

/** Makes the connection of a type: `TicketConnection` with its edges, `pageInfo` and, counted only when selected, `totalCount`. */
export function connectionOf<N>(node: Type<N>): Connection<N> {
  @ObjectType(`${node.name}Edge`)
  class Edge {
    @Field(() => String) readonly cursor: string;
    @Field(() => node) readonly node: Shown<Type<N>>;
  }
  @ObjectType(`${node.name}Connection`)
  class ConnectionType {
    @Field(() => [Edge]) readonly edges: readonly Edge[];
  }
  @Answers(() => ConnectionType)
  class ConnectionResolver {
    @ResolveField(() => PageInfo)
    pageInfo(page: Page<unknown>): PageInfo {
      return page;
    }

    @ResolveField(() => Int, { description: 'All that the filter admits, whatever the page.' })
    totalCount(page: Page<unknown>): Promise<number> {
      return page.totalCount();
    }
  }
  Object.defineProperty(ConnectionResolver, 'name', { value: `${node.name}ConnectionResolver` });
  return { type: ConnectionType, resolver: ConnectionResolver };
}
