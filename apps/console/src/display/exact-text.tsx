import { Code } from '@mantine/core';
import { laidOut } from '../api/exact-text';
import { OutsideText } from './outside-text';

/** JSON character for character as it is stored, laid out in lines. */
export function ExactText({ json }: { readonly json: string }) {
  return (
    <Code block dir="ltr">
      {laidOut(json)
        .split('\n')
        .map((line, at) => (
          <div key={at}>
            <OutsideText>{line}</OutsideText>
          </div>
        ))}
    </Code>
  );
}
