import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import type { RequestView, Verdict } from '../api/request-view';
import { CommentField } from './comment-field';
import { isBeingSent, outbox } from './decision-outbox';
import { LONGEST_COMMENT } from './decisions';
import type { Standing } from './standing';
import { UnseenWarnings } from './unseen-warnings';
import { commentPlace, useComment } from './use-comment';
import { effectOf } from './verdict-effect';
import { VERDICTS } from './verdict-words';
import { useWarningWatch } from './warning-watch';

interface Props {
  readonly request: RequestView;
  readonly standing: Standing;
}

/** A checker's word on exactly what is shown: the comment is required, and the digest goes with it. */
export function DecisionBox({ request, standing }: Props) {
  const comment = useComment(commentPlace([request], 'open'));
  const canApprove = standing.verdicts.includes('approved');
  const warnings = useWarningWatch(canApprove ? [request] : []);
  const decideAs = (verdict: Verdict): void => {
    const text = comment.take();
    // Two buttons that are pressed at once make one decision: the first.
    if (text !== undefined && !isBeingSent(request.requestId))
      outbox.send({ verdict, comment: text, requests: [request], reading: warnings.reading() });
  };
  return (
    <Stack gap="sm">
      <CommentField of={comment} description="Why you decide so. The maker and the journal get it." maxLength={LONGEST_COMMENT} />
      {standing.why !== undefined && (
        <Alert variant="light" color="yellow" p="xs">
          {standing.why}
        </Alert>
      )}
      <Group gap="xs">
        {standing.verdicts.map((verdict) => (
          <Button
            key={verdict}
            color={VERDICTS[verdict].color}
            variant={verdict === 'approved' ? 'filled' : 'light'}
            onClick={() => decideAs(verdict)}
          >
            {VERDICTS[verdict].act}
          </Button>
        ))}
      </Group>
      <div>
        <UnseenWarnings of={warnings} />
        <Text size="xs" c="dimmed">
          {effectOf(canApprove ? 'approved' : 'rejected', [request])} Your decision counts for exactly what is shown here.
        </Text>
      </div>
    </Stack>
  );
}
