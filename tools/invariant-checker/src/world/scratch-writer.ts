import type { Client } from 'pg';

const BATCH = 2_000;

/** Fills one scratch table in batches, so that evidence is never held as a whole. */
export class ScratchWriter {
  private rows: object[] = [];

  constructor(
    private readonly client: Client,
    private readonly table: string,
  ) {}

  /** Members are named as columns; what is missing is null. */
  async add(row: object): Promise<void> {
    this.rows.push(row);
    if (this.rows.length >= BATCH) await this.flush();
  }

  async flush(): Promise<void> {
    if (this.rows.length === 0) return;
    const rows = JSON.stringify(this.rows);
    this.rows = [];
    await this.client.query(`insert into ${this.table} select * from json_populate_recordset(null::${this.table}, $1::json)`, [rows]);
  }
}
