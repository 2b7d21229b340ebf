import { Group, NumberInput, SegmentedControl, Slider, Stack, Text } from '@mantine/core';
import { useId } from 'react';
import { formatPoints } from '../display/numbers';
import { numberFieldOf } from './number-field';
import type { PolicyDraft } from './policy-draft';
import type { FieldsProps } from './policy-editor';

const STEPS = 100;

/** Which requests need no checker: none, all, or those up to a limit that can be dragged. */
export function AutoApprovalFields({ draft, kind, problems, sliderEnd, onChange }: FieldsProps & { readonly sliderEnd: number }) {
  const labelId = useId();
  const modes = [
    { value: 'off', label: 'None' },
    ...(kind.hasAmount ? [{ value: 'up-to', label: 'Up to a limit' }] : []),
    { value: 'on', label: 'All' },
  ];
  return (
    <Stack gap="xs">
      <Text size="sm" fw={550} id={labelId}>
        Approved at once, without a checker
      </Text>
      <SegmentedControl
        aria-labelledby={labelId}
        data={modes}
        value={draft.mode}
        onChange={(mode) => onChange({ ...draft, mode: mode as PolicyDraft['mode'] })}
        fullWidth
      />
      {draft.mode === 'up-to' && (
        <Limit
          upTo={draft.upTo}
          end={sliderEnd}
          problem={problems.get('/autoApproval/amount')}
          onChange={(upTo) => onChange({ ...draft, upTo })}
        />
      )}
    </Stack>
  );
}

interface LimitProps {
  readonly upTo: PolicyDraft['upTo'];
  readonly end: number;
  readonly problem: string | undefined;
  readonly onChange: (upTo: PolicyDraft['upTo']) => void;
}

function Limit({ upTo, end, problem, onChange }: LimitProps) {
  const amount = upTo === '' ? 0 : upTo;
  const far = Math.max(end, amount);
  return (
    <Group align="flex-end" wrap="wrap" gap="lg">
      <Slider
        flex="1 1 14rem"
        mb="lg"
        mx="xs"
        aria-label="Limit in points"
        min={0}
        max={far}
        step={Math.max(far / STEPS, 1)}
        value={amount}
        onChange={onChange}
        label={formatPoints}
        marks={[0, far / 2, far].map((value) => ({ value, label: formatPoints(value) }))}
      />
      <NumberInput
        label="Limit in points"
        w={140}
        min={0}
        decimalScale={6}
        thousandSeparator=","
        value={upTo}
        error={problem}
        onChange={(value) => onChange(numberFieldOf(value))}
      />
    </Group>
  );
}
