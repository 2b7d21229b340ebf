import { Module } from '@nestjs/common';
import { DuplicatesController } from './duplicates.controller';

/** What was asked for before. */
@Module({ controllers: [DuplicatesController] })
export class DuplicatesModule {}
