/**
 * In: libs/workflow-core/contract/src
 * Trips: no-restricted-imports
 * Says: A circle of providers
 */
import { forwardRef } from '@nestjs/common';

export const later = forwardRef(() => String);
