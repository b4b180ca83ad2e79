import { Module } from '@nestjs/common';
import { FeedModule } from '../../feed/feed.module.js';
import { EventSubscriptions } from './event-subscriptions.js';
import { SubscriptionsResolver } from './subscriptions.resolver.js';

/** The GraphQL subscriptions. Needs EVENT_LOG and VIEWS from a global module. */
@Module({ imports: [FeedModule], providers: [EventSubscriptions, SubscriptionsResolver] })
export class SubscriptionsModule {}
