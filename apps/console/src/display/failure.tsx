import { Alert, Button, Group, Text } from '@mantine/core';
import { CircleAlert } from 'lucide-react';
import { titleOfFailure } from '../api/lost-answer';
import { CallFailed } from '../api/problem';
import { isMissingPart } from './missing-part';
import { OutsideText } from './outside-text';
import { isolated } from './visible-text';

/** Why something did not work, in the gateway's own words, with the code to look up. */
export function Failure({ error, onRetry }: { readonly error: unknown; readonly onRetry?: () => void }) {
  const problems = error instanceof CallFailed && error.problems.length > 0 ? error.problems : undefined;
  return (
    <Alert role="alert" color="red" variant="light" icon={<CircleAlert size={18} aria-hidden />} title={titleOfFailure(error)}>
      {problems?.map(({ code, message, reference }) => (
        <Text key={`${code}${reference ?? ''}`} size="sm">
          <OutsideText>{message}</OutsideText>{' '}
          <Text span c="dimmed" size="sm">{`(${code}${reference === undefined ? '' : `, ${isolated(reference)}`})`}</Text>
        </Text>
      )) ?? (
        <Text size="sm">
          <OutsideText>{inWords(error)}</OutsideText>
        </Text>
      )}
      {onRetry && (
        <Group mt="xs">
          <Button size="xs" variant="default" onClick={onRetry}>
            Try again
          </Button>
        </Group>
      )}
    </Alert>
  );
}

function inWords(error: unknown): string {
  if (isMissingPart(error)) return 'A part of this version of the console is gone: a new version is there. Load the page anew to go on.';
  return error instanceof Error ? error.message : 'Something unexpected happened.';
}
