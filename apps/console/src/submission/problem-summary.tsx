import { Alert, Anchor, List } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import { countOf } from '../display/numbers';
import { OutsideText } from '../display/outside-text';
import { elementIdOf } from '../schema-form/form-context';
import type { PlacedProblem } from '../schema-form/place-problems';
import { RequestReference } from './request-reference';

/** What has to be mended, each with the way to its field. Takes the focus whenever a submission was tried. */
export function ProblemSummary({ problems, tries }: { readonly problems: readonly PlacedProblem[]; readonly tries: number }) {
  const alert = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (tries > 0) alert.current?.focus();
  }, [tries]);
  if (problems.length === 0) return null;
  return (
    <Alert
      ref={alert}
      tabIndex={-1}
      role="alert"
      color="red"
      icon={<CircleAlert size={18} aria-hidden />}
      title={`Not submitted: ${countOf(problems.length, 'thing')} to mend`}
    >
      <List size="sm" spacing={2}>
        {problems.map(({ place, message, problem }, index) => (
          <List.Item key={index}>
            {place && (
              <>
                <Anchor component="button" type="button" size="sm" onClick={() => goTo(place.pointer)}>
                  {place.label}
                </Anchor>
                {': '}
              </>
            )}
            <OutsideText>{message}</OutsideText> <RequestReference reference={problem.reference} />
          </List.Item>
        ))}
      </List>
    </Alert>
  );
}

function goTo(pointer: string): void {
  const element = document.getElementById(elementIdOf(pointer));
  element?.focus();
  element?.scrollIntoView({ block: 'center' });
}
