import { type DynamicModule, Module } from '@nestjs/common';
import { DiscoveryModule, DiscoveryService } from '@nestjs/core';
import type { RequestType } from './request-type';
import { RequestTypeRegistry } from './request-type-registry';

class Registration {
  constructor(readonly definition: RequestType) {}
}

/** Plugs one request type into the app: `imports: [RequestTypeModule.forFeature(pointsRedemption)]`. */
@Module({})
export class RequestTypeModule {
  static forFeature<Payload, Config>(definition: RequestType<Payload, Config>): DynamicModule {
    // The registry hands a type only payloads that its own schema accepted, so widening the parameter types is sound.
    const registration = new Registration(definition);
    return { module: RequestTypeModule, providers: [{ provide: Symbol(definition.key), useValue: registration }] };
  }
}

/** Collects whatever `forFeature` registered anywhere in the app. Imported once, by the app's root module. */
@Module({
  imports: [DiscoveryModule],
  providers: [
    {
      provide: RequestTypeRegistry,
      inject: [DiscoveryService],
      useFactory: (discovery: DiscoveryService) =>
        new RequestTypeRegistry(
          discovery
            .getProviders()
            .map((wrapper) => wrapper.instance as unknown)
            .filter((instance) => instance instanceof Registration)
            .map((registration) => registration.definition),
        ),
    },
  ],
  exports: [RequestTypeRegistry],
})
export class RequestTypeRegistryModule {}
