import { type Actor, ReadableLinks, type StoredRequest } from '@countersign/engine';
import { Inject, Injectable } from '@nestjs/common';
import { RequestView } from './request-view';

/** Every answer that shows a request is made here, so that none names another request to who may not read it. */
@Injectable()
export class ShownRequests {
  constructor(
    @Inject(RequestView) private readonly view: RequestView,
    @Inject(ReadableLinks) private readonly links: ReadableLinks,
  ) {}

  async one(request: StoredRequest, viewer: Actor): Promise<ReturnType<RequestView['render']>> {
    return this.view.render(await this.links.within(viewer, request), viewer.userId);
  }
}
