import { Module } from '@nestjs/common';
import { MeController } from './me.controller';

/** What a caller may know of themselves. */
@Module({ controllers: [MeController] })
export class MeModule {}
