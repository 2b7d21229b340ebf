/**
 * In: libs/workflow-core/engine/src/domain
 * Trips: no-restricted-imports
 * Says: Nest is for the apps
 */
import { Injectable } from '@nestjs/common';

export const borrowed = Injectable;
