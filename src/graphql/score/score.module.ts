import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { ScoreResolver, ScoreComponentResolver } from './score.resolver.js';

@Module({
  imports: [QueriesModule],
  providers: [ScoreResolver, ScoreComponentResolver],
})
export class ScoreModule {}
