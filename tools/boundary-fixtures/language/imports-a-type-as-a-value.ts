/**
 * In: libs/shared/config/src
 * Trips: @typescript-eslint/consistent-type-imports
 * Says: only used as types
 */
import { SettingProblem } from './config-error';

export type Borrowed = SettingProblem;
