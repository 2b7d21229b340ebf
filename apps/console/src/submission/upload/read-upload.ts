import { type CheckResult, checkSubmissions, MOST_CHECKED_AT_ONCE } from '../check';
import type { FormPlan } from '../form-plan';
import type { Column } from './columns';
import { type CsvForm, csvForm, csvLines } from './csv-file';
import { textOfFile } from './csv-text';
import { batchesOf, type Judgement, judgeRows } from './judge-rows';
import { patiently } from './patiently';
import { readRows, type Row, type Upload } from './rows';

/** The gateway reads at most a megabyte a call; some of it is left for what surrounds the rows. */
const MOST_CHARACTERS = 300_000;

/** A file that was read and judged; nothing of it was submitted. */
export interface Preview extends Upload {
  readonly fileName: string;
  readonly form: CsvForm;
  /** Of each row. */
  readonly judgements: readonly Judgement[];
}

export interface Reading {
  readonly type: string;
  readonly plan: FormPlan;
  readonly columns: readonly Column[];
  readonly onProgress: (checked: number, total: number) => void;
  readonly signal: AbortSignal;
}

/** Reads a file and has every row of it checked. @throws UnreadableFile CallFailed */
export async function readUpload(file: File, { type, plan, columns, onProgress, signal }: Reading): Promise<Preview> {
  const text = textOfFile(await file.arrayBuffer());
  const upload = readRows(csvLines(text), plan, columns);
  const checked = new Map<Row, CheckResult>();
  const sound = upload.rows.filter(({ damage }) => damage === undefined);
  onProgress(0, sound.length);
  for (const batch of batchesOf(sound, MOST_CHECKED_AT_ONCE, MOST_CHARACTERS)) {
    const texts = batch.map((row) => row.text);
    const results = await patiently(() => checkSubmissions(type, texts, signal), signal);
    batch.forEach((row, index) => {
      const result = results[index];
      if (result) checked.set(row, result);
    });
    onProgress(checked.size, sound.length);
  }
  const inOrder = upload.rows.map((row) => checked.get(row));
  return {
    ...upload,
    fileName: file.name,
    form: csvForm(text),
    judgements: judgeRows(upload.rows, inOrder, { plan, columns }),
  };
}
