import './outside-text.css';
import type { RequestSummary } from '../api/request-view';
import { lineParts } from './customer';
import { visibleText } from './visible-text';

/** What a person or another system wrote: it cannot move the words around it, and nothing in it is unseen. */
export function OutsideText({ children }: { readonly children: string }) {
  return <bdi className="outside-text">{visibleText(children)}</bdi>;
}

/** A customer, a reference, an id: every character from left to right in the order in which it is stored. */
export function Identifier({ children }: { readonly children: string }) {
  return (
    <bdi dir="ltr" className="identifier">
      {visibleText(children)}
    </bdi>
  );
}

/** What a request does, in one sentence, with its customers shortened or in full. */
export function RequestLine({ summary, isFull = false }: { readonly summary: RequestSummary; readonly isFull?: boolean }) {
  return (
    <bdi className="outside-text">
      {lineParts(summary, isFull).map(({ text, isCustomer }, at) =>
        isCustomer ? <Identifier key={at}>{text}</Identifier> : visibleText(text),
      )}
    </bdi>
  );
}
