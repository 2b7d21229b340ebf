import { List, Text, Title } from '@mantine/core';
import { exactTime } from '../display/times';
import { RESOLUTION_WORDS, reviewStatus } from './attempt-words';
import type { Review } from './operation-views';
import { OutsideText } from '../display/outside-text';

/** Proposals that were answered. Nothing is shown where there were none. */
export function PastReviews({ reviews }: { readonly reviews: readonly Review[] }) {
  if (reviews.length === 0) return null;
  return (
    <section aria-labelledby="past-reviews">
      <Title order={2} size="h4" id="past-reviews" mb="xs">
        Proposed before
      </Title>
      <List size="sm" spacing="xs">
        {reviews.map((review) => (
          <List.Item key={review.proposal}>
            <strong>{RESOLUTION_WORDS[review.action].label}</strong>, by <OutsideText>{review.proposedBy.name}</OutsideText>,{' '}
            {exactTime(review.proposedAt)}: {reviewStatus(review)}
            <Text size="sm" c="dimmed" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
              <OutsideText>{review.evidence}</OutsideText>
            </Text>
          </List.Item>
        ))}
      </List>
    </section>
  );
}
