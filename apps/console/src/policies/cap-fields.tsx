import { Fieldset, NumberInput, Table } from '@mantine/core';
import { Legend } from './legend';
import { numberFieldOf } from './number-field';
import { CAP_SUBJECTS, type CapSubject, MOST_DAILY_POINTS, MOST_DAILY_REQUESTS } from './policy';
import type { DraftCap } from './policy-draft';
import type { FieldsProps } from './policy-editor';

const SUBJECTS: Readonly<Record<CapSubject, string>> = { maker: 'One maker', customer: 'One customer', org: 'The whole org' };

/** The most that may be asked for in one day. */
export function CapFields({ draft, kind, onChange }: FieldsProps) {
  const change = (subject: CapSubject, cap: Partial<DraftCap>) =>
    onChange({ ...draft, caps: { ...draft.caps, [subject]: { ...draft.caps[subject], ...cap } } });
  return (
    <Fieldset legend={<Legend>Daily caps</Legend>} variant="unstyled">
      <Table withRowBorders={false} verticalSpacing={4} captionSide="bottom">
        <Table.Caption ta="left">The most in one day (UTC); what is beyond is refused. Empty: no cap.</Table.Caption>
        <Table.Thead>
          <Table.Tr>
            <Table.Th scope="col">For</Table.Th>
            <Table.Th scope="col">Requests</Table.Th>
            {kind.hasAmount && <Table.Th scope="col">Points</Table.Th>}
          </Table.Tr>
        </Table.Thead>
        <Table.Tbody>
          {CAP_SUBJECTS.map((subject) => (
            <Table.Tr key={subject}>
              <Table.Th scope="row" fw={400}>
                {SUBJECTS[subject]}
              </Table.Th>
              <Table.Td>
                <NumberInput
                  aria-label={`${SUBJECTS[subject]}: requests a day`}
                  min={1}
                  max={MOST_DAILY_REQUESTS}
                  allowDecimal={false}
                  thousandSeparator=","
                  value={draft.caps[subject].requests}
                  onChange={(value) => change(subject, { requests: numberFieldOf(value) })}
                />
              </Table.Td>
              {kind.hasAmount && (
                <Table.Td>
                  <NumberInput
                    aria-label={`${SUBJECTS[subject]}: points a day`}
                    min={0}
                    max={MOST_DAILY_POINTS}
                    decimalScale={6}
                    thousandSeparator=","
                    value={draft.caps[subject].amount}
                    onChange={(value) => change(subject, { amount: numberFieldOf(value) })}
                  />
                </Table.Td>
              )}
            </Table.Tr>
          ))}
        </Table.Tbody>
      </Table>
    </Fieldset>
  );
}
