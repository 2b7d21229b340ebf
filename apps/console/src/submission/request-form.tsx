import { Alert, Button, Grid, Group, Stack, Text } from '@mantine/core';
import { Send } from 'lucide-react';
import { type SubmitEvent, useState } from 'react';
import type { RequestTypeDescription } from '../api/request-types';
import type { RequestView } from '../api/request-view';
import { Failure } from '../display/failure';
import type { Values } from '../schema-form/field';
import { FormContext } from '../schema-form/form-context';
import { byPointer, placeProblems } from '../schema-form/place-problems';
import { useLastOrgId } from '../signed-in/session-store';
import type { FormPlan } from './form-plan';
import { FormSections } from './form-sections';
import { Outlook } from './outlook';
import { ProblemSummary } from './problem-summary';
import { useCheck } from './use-check';
import { useRequestForm } from './use-request-form';
import { useSubmission } from './use-submission';

interface Props {
  readonly type: RequestTypeDescription;
  /** A payload of the shape that the form should have. */
  readonly sample: unknown;
  readonly initial: (plan: FormPlan) => Values;
  readonly resubmissionOf?: string;
  readonly onDone: (request: RequestView, values: Values) => void;
}

/** The form of any request type: checked while it is filled in, submitted once. */
export function RequestForm({ type, sample, initial, resubmissionOf, onDone }: Props) {
  const { form, check, submission, found, tries, isBusy, isWanted, trySubmitting, sendAgain, startAfresh } = useFilling({
    type,
    sample,
    initial,
    resubmissionOf,
    onDone,
  });
  const due = tries > 0 ? found : found.filter(({ place }) => place && form.wasAt(place.pointer));
  const onChange = (pointer: string, text: string) => {
    if (submission.refusal.length > 0) submission.forget();
    form.onChange(pointer, text);
  };
  // What the check finds in the way may be what an earlier try has brought about.
  const isJudged = !submission.isTaken && (submission.unknown === undefined || submission.refusal.length > 0);
  const isSilent = submission.unknown !== undefined && !submission.error && !isBusy;
  return (
    <FormContext value={{ ...form, problems: byPointer(due), onChange }}>
      <form onSubmit={trySubmitting} noValidate aria-label={type.title}>
        <Grid gap="lg">
          <Grid.Col span={{ base: 12, lg: 8 }}>
            <Stack gap="md">
              {tries > 0 && isJudged && <ProblemSummary problems={found} tries={tries} />}
              {isSilent && <Unknown onSendAgain={sendAgain} onStartAfresh={startAfresh} />}
              {form.isFromDraft && tries === 0 && submission.unknown === undefined && <FromDraft onStartAfresh={startAfresh} />}
              {submission.error && submission.refusal.length === 0 && <Failure error={submission.error} />}
              {submission.isTaken && <Taken onStartAnew={submission.startAnew} />}
              <FormSections plan={form.plan} title={type.title} />
            </Stack>
          </Grid.Col>
          <Grid.Col span={{ base: 12, lg: 4 }}>
            <Stack gap="md" style={{ position: 'sticky', top: 68 }}>
              <Outlook check={check} isWanted={isWanted} open={[...new Set(found.flatMap(({ place }) => (place ? [place.label] : [])))]} />
              <Button type="submit" loading={isBusy} leftSection={<Send size={16} aria-hidden />}>
                {resubmissionOf === undefined ? 'Submit' : 'Submit again'}
              </Button>
            </Stack>
          </Grid.Col>
        </Grid>
      </form>
    </FormContext>
  );
}

type Filling = Omit<Props, 'resubmissionOf'> & { readonly resubmissionOf: string | undefined };

/** The form, what the gateway says to it, and the way to submit it. */
function useFilling({ type, sample, initial, resubmissionOf, onDone }: Filling) {
  const orgId = useLastOrgId() ?? 0;
  const draft = resubmissionOf === undefined ? `request.${orgId}.${type.name}` : `resubmission.${resubmissionOf}`;
  const form = useRequestForm({ type, sample, initial, draft });
  const [tries, setTries] = useState(0);
  const [isChecking, setIsChecking] = useState(false);
  const isWanted = form.isTouched || tries > 0 || resubmissionOf !== undefined;
  const check = useCheck(type.name, form.text, isWanted);
  const submission = useSubmission({
    type: type.name,
    resubmissionOf,
    draft,
    onDone: (request) => {
      form.forget();
      onDone(request, form.values);
    },
  });
  const problems = submission.refusal.length > 0 ? submission.refusal : (check.result?.errors ?? []);

  const checkAndSubmit = async () => {
    // The check would take the earlier try for another request that stands in the way.
    if (submission.unknown !== undefined) {
      submission.submit(form.text);
      return;
    }
    setIsChecking(true);
    // Where the check itself fails, the submission tells why.
    const result = await check.checkNow().catch(() => undefined);
    setIsChecking(false);
    setTries(tries + 1);
    if (result?.ok !== false) submission.submit(form.text);
  };
  const trySubmitting = (event: SubmitEvent) => {
    event.preventDefault();
    if (!isChecking && !submission.isPending) void checkAndSubmit();
  };
  const sendAgain = () => {
    if (submission.unknown !== undefined && !submission.isPending) submission.submit(submission.unknown);
  };
  const startAfresh = () => {
    form.startAfresh();
    submission.startAnew();
    setTries(0);
  };
  return {
    form,
    check,
    submission,
    found: placeProblems(problems, [form.plan.payload, form.plan.entityInfo], form.values),
    tries,
    isBusy: isChecking || submission.isPending,
    isWanted,
    trySubmitting,
    sendAgain,
    startAfresh,
  };
}

interface UnknownProps {
  readonly onSendAgain: () => void;
  readonly onStartAfresh: () => void;
}

/** It was sent from here before, and nobody knows what became of it. */
function Unknown({ onSendAgain, onStartAfresh }: UnknownProps) {
  return (
    <Alert color="yellow" title="You sent this before, and no answer came">
      <Text size="sm">
        It may have been received: send it once more to find out. It is sent as the same, so that it cannot happen twice. Look under “My
        requests” before you begin another one.
      </Text>
      <Group gap="xs" mt="xs">
        <Button size="xs" onClick={onSendAgain}>
          Send it once more
        </Button>
        <Button size="xs" variant="default" onClick={onStartAfresh}>
          Begin again
        </Button>
      </Group>
    </Alert>
  );
}

/** Says what the gateway cannot: that the earlier try, of which no answer came, did arrive. */
function Taken({ onStartAnew }: { readonly onStartAnew: () => void }) {
  return (
    <Alert role="alert" color="yellow" title="Your first try was received">
      <Text size="sm">
        No answer came back then, and you have changed the form since. The request of the first try is under “My requests”; look at it
        before you ask for anything more.
      </Text>
      <Button size="xs" variant="default" mt="xs" onClick={onStartAnew}>
        This is another request
      </Button>
    </Alert>
  );
}

function FromDraft({ onStartAfresh }: { readonly onStartAfresh: () => void }) {
  return (
    <Alert color="blue" title="You typed this before">
      <Text size="sm">It was not submitted. Look through it and go on, or begin again.</Text>
      <Button size="xs" variant="default" mt="xs" onClick={onStartAfresh}>
        Begin again
      </Button>
    </Alert>
  );
}
