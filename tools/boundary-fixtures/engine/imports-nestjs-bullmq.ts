/**
 * In: libs/workflow-core/engine/src/use-cases
 * Trips: @nx/enforce-module-boundaries
 * Says: "type:engine" is not allowed to import "@nestjs/bullmq"
 */
import * as borrowed from '@nestjs/bullmq';

export const lent = borrowed;
