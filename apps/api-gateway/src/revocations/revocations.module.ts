import { REVOCATION_STORE, type RevocationStore } from '@countersign/engine';
import { Global, Module } from '@nestjs/common';
import { RevocationsController } from './revocations.controller';
import { TokenRevocations } from './token-revocations';

/** Whose tokens do not count any more. Global, since the guard asks. */
@Global()
@Module({
  controllers: [RevocationsController],
  providers: [
    { provide: TokenRevocations, inject: [REVOCATION_STORE], useFactory: (store: RevocationStore) => new TokenRevocations(store) },
  ],
  exports: [TokenRevocations],
})
export class RevocationsModule {}
