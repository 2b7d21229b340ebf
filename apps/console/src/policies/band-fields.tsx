import { ActionIcon, Autocomplete, Button, Fieldset, Group, NumberInput, Paper, Stack, Text } from '@mantine/core';
import { Plus, X } from 'lucide-react';
import { Legend } from './legend';
import { numberFieldOf } from './number-field';
import { type DraftBand, type DraftLevel, ONE_CHECKER } from './policy-draft';
import type { FieldsProps } from './policy-editor';

const MOST_BANDS = 10;
const MOST_LEVELS = 5;
const MOST_CHECKERS = 10;
const COMMON_GRANTS = ['CanCheckRequest', 'CanCheckRequestSenior', 'CanCheckRequestDirector'];

/** Who checks which amounts. */
export function BandFields({ draft, kind, problems, onChange }: FieldsProps) {
  const { bands } = draft;
  const change = (index: number, band: DraftBand) => onChange({ ...draft, bands: bands.map((old, at) => (at === index ? band : old)) });
  const add = () => onChange({ ...draft, bands: [...bands, { upTo: '', levels: [ONE_CHECKER] }] });
  const most = kind.hasAmount ? MOST_BANDS : 1;
  return (
    <Fieldset legend={<Legend>{kind.hasAmount ? 'Who checks which amounts' : 'Who checks'}</Legend>} variant="unstyled">
      <Stack gap="xs" mt={4}>
        {bands.length === 0 && (
          <Text size="sm" c="dimmed">
            One checker with CanCheckRequest, whatever the amount.
          </Text>
        )}
        {bands.map((band, index) => (
          <Band
            // A band is its place in the order: it has no other name.
            key={index}
            band={band}
            index={index}
            hasAmount={kind.hasAmount}
            problems={problems}
            onChange={(changed) => change(index, changed)}
            onRemove={() => onChange({ ...draft, bands: bands.filter((_, at) => at !== index) })}
          />
        ))}
        {bands.length < most && (
          <Group>
            <Button size="compact-sm" variant="default" leftSection={<Plus size={14} aria-hidden />} onClick={add}>
              {bands.length === 0 ? 'Say who checks' : 'Another band'}
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}

interface BandProps extends Pick<FieldsProps, 'problems'> {
  readonly band: DraftBand;
  readonly index: number;
  readonly hasAmount: boolean;
  readonly onChange: (band: DraftBand) => void;
  readonly onRemove: () => void;
}

function Band({ band, index, hasAmount, problems, onChange, onRemove }: BandProps) {
  const { upTo, levels } = band;
  const place = `/bands/${index}`;
  const name = `Band ${index + 1}`;
  const changeLevel = (at: number, level: DraftLevel) =>
    onChange({ ...band, levels: levels.map((old, position) => (position === at ? level : old)) });
  return (
    <Paper withBorder p="sm" role="group" aria-label={name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap" mb={6}>
        {hasAmount ? (
          <NumberInput
            label={`${name}: up to points`}
            placeholder="Every amount"
            w={180}
            min={0}
            decimalScale={6}
            thousandSeparator=","
            value={upTo}
            error={problems.get(`${place}/upTo`)}
            onChange={(value) => onChange({ ...band, upTo: numberFieldOf(value) })}
          />
        ) : (
          <Text size="sm">Every request</Text>
        )}
        <ActionIcon variant="subtle" color="gray" aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
          <X size={16} aria-hidden />
        </ActionIcon>
      </Group>
      <Stack gap={6}>
        {levels.map((level, at) => (
          <Level
            key={at}
            level={level}
            name={`${name}, level ${at + 1}`}
            isFirst={at === 0}
            problems={{ grant: problems.get(`${place}/levels/${at}/grant`), checkers: problems.get(`${place}/levels/${at}/checkers`) }}
            onChange={(changed) => changeLevel(at, changed)}
            {...(levels.length > 1 && { onRemove: () => onChange({ ...band, levels: levels.filter((_, position) => position !== at) }) })}
          />
        ))}
        {levels.length < MOST_LEVELS && (
          <Group>
            <Button size="compact-xs" variant="subtle" onClick={() => onChange({ ...band, levels: [...levels, ONE_CHECKER] })}>
              Then another level
            </Button>
          </Group>
        )}
      </Stack>
    </Paper>
  );
}

interface LevelProps {
  readonly level: DraftLevel;
  readonly name: string;
  readonly isFirst: boolean;
  readonly problems: { readonly grant: string | undefined; readonly checkers: string | undefined };
  readonly onChange: (level: DraftLevel) => void;
  readonly onRemove?: () => void;
}

function Level({ level, name, isFirst, problems, onChange, onRemove }: LevelProps) {
  return (
    <Group gap="xs" wrap="nowrap" align="flex-start">
      <Text size="sm" w={38} pt={6} c="dimmed">
        {isFirst ? 'First' : 'Then'}
      </Text>
      <NumberInput
        aria-label={`${name}: how many checkers`}
        w={70}
        min={1}
        max={MOST_CHECKERS}
        allowDecimal={false}
        value={level.checkers}
        error={problems.checkers}
        onChange={(value) => onChange({ ...level, checkers: numberFieldOf(value) })}
      />
      <Autocomplete
        aria-label={`${name}: grant`}
        flex={1}
        data={COMMON_GRANTS}
        value={level.grant}
        error={problems.grant}
        onChange={(grant) => onChange({ ...level, grant })}
      />
      {onRemove && (
        <ActionIcon variant="subtle" color="gray" mt={4} aria-label={`Remove ${name.toLowerCase()}`} onClick={onRemove}>
          <X size={16} aria-hidden />
        </ActionIcon>
      )}
    </Group>
  );
}
