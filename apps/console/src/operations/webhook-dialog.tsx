import { ActionIcon, Button, Fieldset, Group, NumberInput, Select, SimpleGrid, Stack, Switch, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { Plus, X } from 'lucide-react';
import { useState } from 'react';
import { ConfirmDialog } from '../display/confirm-dialog';
import { Dialog } from '../display/dialog';
import { DialogForm } from '../display/dialog-form';
import {
  type DraftHeader,
  MASKED,
  MOST_HEADERS,
  NEW_WEBHOOK,
  settingsText,
  webhookBodyOf,
  type WebhookDraft,
  webhookDraftOf,
  webhookProblems,
} from './webhook-draft';
import { useSaveWebhook } from './webhook-queries';
import type { WebhookView, WebhookWithSecret } from './webhook-views';
import { isolated } from '../display/visible-text';

interface Props {
  readonly edited: WebhookView | 'new' | undefined;
  /** As they are by now: others change them, too. */
  readonly webhooks: readonly WebhookView[];
  readonly onClose: () => void;
  readonly onSecret: (made: WebhookWithSecret) => void;
}

/** The form of a webhook. */
export function WebhookDialog({ edited, webhooks, onClose, onSecret }: Props) {
  const [wasTouched, setWasTouched] = useState(false);
  const [asksToDiscard, setAsksToDiscard] = useState(false);
  if (edited === undefined) return null;
  const stored = edited === 'new' ? undefined : edited;
  const now = webhooks.find(({ webHookId }) => webHookId === stored?.webHookId);
  const close = (): void => {
    setWasTouched(false);
    setAsksToDiscard(false);
    onClose();
  };
  // Headers hold secrets, so what is typed here is not kept as a draft.
  const leave = (): void => (wasTouched ? setAsksToDiscard(true) : close());
  return (
    <Dialog title={stored ? `Change ${isolated(stored.name)}` : 'New webhook'} size="wide" onClose={leave}>
      <WebhookForm
        stored={stored}
        about={now ? settingsText(now) : 'none'}
        onTouched={() => setWasTouched(true)}
        onClose={close}
        onLeave={leave}
        onSecret={onSecret}
      />
      <ConfirmDialog
        opened={asksToDiscard}
        title="Discard what you typed?"
        confirm="Discard it"
        onConfirm={close}
        onClose={() => setAsksToDiscard(false)}
      >
        The webhook stays as it is.
      </ConfirmDialog>
    </Dialog>
  );
}

interface FormProps extends Omit<Props, 'edited' | 'webhooks'> {
  readonly stored: WebhookView | undefined;
  /** What it was opened on, by now. It is saved as a whole, over whatever is there. */
  readonly about: string;
  readonly onTouched: () => void;
  readonly onLeave: () => void;
}

function WebhookForm({ stored, about, onTouched, onClose, onLeave, onSecret }: FormProps) {
  const [draft, setDraft] = useState<WebhookDraft>(() => (stored ? webhookDraftOf(stored) : NEW_WEBHOOK));
  const [wasTried, setWasTried] = useState(false);
  const save = useSaveWebhook(stored?.webHookId);
  const problems = webhookProblems(draft);
  const shown = wasTried ? problems : {};
  const change = (changed: Partial<WebhookDraft>) => {
    setDraft({ ...draft, ...changed });
    onTouched();
  };
  const submit = (): boolean => {
    setWasTried(true);
    if (Object.keys(problems).length > 0) return false;
    save.mutate(webhookBodyOf(draft), {
      onSuccess: ({ data }) => {
        onClose();
        if (data.secret !== undefined) onSecret({ ...data, secret: data.secret });
        else notifications.show(savedWords(data));
      },
    });
    return true;
  };
  return (
    <DialogForm
      submit={stored ? 'Save' : 'Create'}
      cancel="Back"
      about={about}
      busy={save.isPending}
      error={save.error}
      onSubmit={submit}
      onCancel={onLeave}
    >
      <TextInput
        label="Name"
        required
        maxLength={100}
        value={draft.name}
        error={shown.name}
        onChange={({ currentTarget }) => change({ name: currentTarget.value })}
      />
      <TextInput
        label="URL"
        description="https, on the public internet"
        required
        value={draft.url}
        error={shown.url}
        onChange={({ currentTarget }) => change({ url: currentTarget.value })}
      />
      <Switch
        label="Active"
        description="What an inactive one would get is kept until it is active again."
        checked={draft.active}
        onChange={({ currentTarget }) => change({ active: currentTarget.checked })}
      />
      <Limits draft={draft} onChange={change} />
      <Headers headers={draft.headers} onChange={(headers) => change({ headers })} />
    </DialogForm>
  );
}

function savedWords({ name, confirmation }: { readonly name: string; readonly confirmation?: 'pending' }) {
  if (confirmation === undefined) return { title: `${isolated(name)} is saved.`, message: '' };
  return { title: `The change of ${isolated(name)} is proposed.`, message: 'Another person with CanConfigureWorkflows confirms it.' };
}

function Limits({ draft, onChange }: { readonly draft: WebhookDraft; readonly onChange: (changed: Partial<WebhookDraft>) => void }) {
  return (
    <SimpleGrid cols={{ base: 1, xs: 3 }}>
      <Select
        label="Payload"
        allowDeselect={false}
        // Inside of the dialog: what is outside cannot be pressed.
        comboboxProps={{ withinPortal: false }}
        data={[
          { value: 'documented', label: 'As documented' },
          { value: 'extended', label: 'Extended' },
        ]}
        value={draft.payload}
        onChange={(payload) => payload && onChange({ payload })}
      />
      <NumberInput
        label="Connections at once"
        min={1}
        max={100}
        allowDecimal={false}
        value={draft.connections}
        onChange={(connections) => onChange({ connections: typeof connections === 'number' ? connections : '' })}
      />
      <NumberInput
        label="Seconds to answer"
        min={1}
        max={30}
        allowDecimal={false}
        value={draft.seconds}
        onChange={(seconds) => onChange({ seconds: typeof seconds === 'number' ? seconds : '' })}
      />
    </SimpleGrid>
  );
}

interface HeadersProps {
  readonly headers: readonly DraftHeader[];
  readonly onChange: (headers: readonly DraftHeader[]) => void;
}

function Headers({ headers, onChange }: HeadersProps) {
  const change = (index: number, changed: Partial<DraftHeader>) =>
    onChange(headers.map((header, at) => (at === index ? { ...header, ...changed } : header)));
  return (
    <Fieldset legend="Headers that are sent along" variant="unstyled">
      <Stack gap="xs" mt={4}>
        {headers.map(({ name, value }, index) => (
          <Group key={index} gap="xs" wrap="nowrap">
            <TextInput
              aria-label={`Name of header ${index + 1}`}
              placeholder="X-Api-Key"
              flex={1}
              value={name}
              onChange={({ currentTarget }) => change(index, { name: currentTarget.value })}
            />
            <TextInput
              aria-label={`Value of header ${index + 1}`}
              flex={1}
              {...(value === MASKED ? { value: '', placeholder: 'Stays as it is' } : { value })}
              onChange={({ currentTarget }) => change(index, { value: currentTarget.value })}
            />
            <ActionIcon
              variant="subtle"
              color="gray"
              aria-label={`Remove header ${name || index + 1}`}
              onClick={() => onChange(headers.filter((_, at) => at !== index))}
            >
              <X size={16} aria-hidden />
            </ActionIcon>
          </Group>
        ))}
        {headers.length < MOST_HEADERS && (
          <Group>
            <Button
              size="compact-sm"
              variant="default"
              leftSection={<Plus size={14} aria-hidden />}
              onClick={() => onChange([...headers, { name: '', value: '' }])}
            >
              Another header
            </Button>
          </Group>
        )}
      </Stack>
    </Fieldset>
  );
}
