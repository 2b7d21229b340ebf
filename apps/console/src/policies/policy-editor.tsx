import { Divider, Fieldset, NumberInput, Radio, SimpleGrid, Stack, TagsInput } from '@mantine/core';
import { AutoApprovalFields } from './auto-approval-fields';
import { BandFields } from './band-fields';
import { CapFields } from './cap-fields';
import { ConfigFields } from './config-fields';
import type { DraftProblems } from './draft-problems';
import { Legend } from './legend';
import { numberFieldOf } from './number-field';
import type { DuplicateRule, PolicyKind } from './policy';
import type { PolicyDraft } from './policy-draft';

export interface FieldsProps {
  readonly draft: PolicyDraft;
  readonly kind: PolicyKind;
  readonly problems: DraftProblems;
  readonly onChange: (draft: PolicyDraft) => void;
}

/** The form of every setting that a policy has. */
export function PolicyEditor({ sliderEnd, ...fields }: FieldsProps & { readonly sliderEnd: number }) {
  return (
    <Stack gap="lg">
      <AutoApprovalFields {...fields} sliderEnd={sliderEnd} />
      <Divider />
      <BandFields {...fields} />
      <Divider />
      <CapFields {...fields} />
      <Divider />
      {fields.kind.configSchema && <ConfigFields {...fields} schema={fields.kind.configSchema} />}
      <SameCustomer {...fields} />
      <Divider />
      <Waiting {...fields} />
    </Stack>
  );
}

const RULES: readonly { readonly value: DuplicateRule; readonly label: string }[] = [
  { value: 'allow', label: 'It does not matter' },
  { value: 'warn', label: 'The new one goes to a checker, who is told' },
  { value: 'refuse', label: 'The new one is refused' },
];

function SameCustomer({ draft, onChange }: FieldsProps) {
  return (
    <Radio.Group
      label="While another request for the same customer waits"
      value={draft.duplicates}
      onChange={(value) => onChange({ ...draft, duplicates: value })}
    >
      <Stack gap={6} mt={6}>
        {RULES.map(({ value, label }) => (
          <Radio key={value} value={value} label={label} size="sm" />
        ))}
      </Stack>
    </Radio.Group>
  );
}

function Waiting({ draft, problems, onChange }: FieldsProps) {
  return (
    <Fieldset legend={<Legend>While a request waits</Legend>} variant="unstyled">
      <Stack gap="sm" mt={4}>
        <SimpleGrid cols={{ base: 1, xs: 2 }}>
          <NumberInput
            label="Expires after hours"
            description="Empty: never"
            min={1}
            max={8784}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.expiresAfterHours}
            onChange={(value) => onChange({ ...draft, expiresAfterHours: numberFieldOf(value) })}
          />
          <NumberInput
            label="Remind after hours"
            description="Empty: no reminders"
            min={1}
            max={8784}
            allowDecimal={false}
            clampBehavior="strict"
            value={draft.remindAfterHours}
            onChange={(value) => onChange({ ...draft, remindAfterHours: numberFieldOf(value) })}
          />
        </SimpleGrid>
        <TagsInput
          label="Told of every step by e-mail"
          description="At most ten addresses; Enter adds one"
          maxTags={10}
          value={[...draft.emails]}
          error={problems.get('/notifications/emails')}
          onChange={(emails) => onChange({ ...draft, emails })}
        />
      </Stack>
    </Fieldset>
  );
}
