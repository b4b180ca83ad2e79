import { Module } from '@nestjs/common';
import { QueriesModule } from '../../queries/queries.module.js';
import { CommandModule } from '../command/command.module.js';
import { DepartmentMutations } from './department.mutations.js';
import { DepartmentResolver, OverviewResolver } from './department.resolver.js';

@Module({
  imports: [QueriesModule, CommandModule],
  providers: [DepartmentMutations, DepartmentResolver, OverviewResolver],
})
export class DepartmentModule {}
