import { Textarea } from '@mantine/core';
import type { useComment } from './use-comment';

interface Props {
  readonly of: ReturnType<typeof useComment>;
  readonly description: string;
  readonly maxLength: number;
  /** While it is sent nothing is added to it. */
  readonly readOnly?: boolean;
}

const RESTORED = 'It begins with the draft that you wrote before.';

export function CommentField({ of: { field, comment, isMissed, isRestored, change }, description, maxLength, readOnly = false }: Props) {
  return (
    <Textarea
      ref={field}
      required
      label="Comment"
      description={isRestored ? `${description} ${RESTORED}` : description}
      value={comment}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      error={isMissed && 'Say why first.'}
      maxLength={maxLength}
      readOnly={readOnly}
      autosize
      minRows={2}
      maxRows={10}
    />
  );
}
