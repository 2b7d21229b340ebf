import { RequestTypeRegistry } from '@countersign/contract';
import { Inject, Injectable, SetMetadata } from '@nestjs/common';
import { ModulesContainer, Reflector } from '@nestjs/core';
import type { DescribeRoutes, RouteDescription } from './route-description';

const ROUTES = 'countersign:routes';

/** Registers the routes of a module's controllers in the API description. */
export const DescribesRoutes = (...descriptions: readonly DescribeRoutes[]) => SetMetadata(ROUTES, descriptions);

/** Every route that a module of the app registered; a test compares them with those that the running app has. */
@Injectable()
export class DescribedRoutes {
  constructor(
    @Inject(ModulesContainer) private readonly modules: ModulesContainer,
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(RequestTypeRegistry) private readonly types: RequestTypeRegistry,
  ) {}

  all(): readonly RouteDescription[] {
    return [...this.modules.values()]
      .flatMap(({ metatype }) => this.reflector.get<readonly DescribeRoutes[] | undefined>(ROUTES, metatype) ?? [])
      .flatMap((describe) => describe(this.types.all()));
  }
}
