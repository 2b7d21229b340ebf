import { Textarea } from '@mantine/core';
import type { useComment } from './use-comment';

interface Props {
  readonly of: ReturnType<typeof useComment>;
  readonly description: string;
  readonly maxLength: number;
}

export function CommentField({ of: { field, comment, isMissed, change }, description, maxLength }: Props) {
  return (
    <Textarea
      ref={field}
      required
      label="Comment"
      description={description}
      value={comment}
      onChange={({ currentTarget }) => change(currentTarget.value)}
      error={isMissed && 'Say why first.'}
      maxLength={maxLength}
      autosize
      minRows={2}
      maxRows={10}
    />
  );
}
