import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { BenchmarksResolver } from './benchmarks.resolver.js';
import { InstrumentMutations } from './instrument.mutations.js';
import { SurveyMutations } from './survey.mutations.js';
import { SurveyResolver } from './survey.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [BenchmarksResolver, InstrumentMutations, SurveyMutations, SurveyResolver],
})
export class SurveyModule {}
