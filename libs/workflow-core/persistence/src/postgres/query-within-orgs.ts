import { type Connection, Query, type QueryConfig, type Submittable } from 'pg';

/** Sees no row and gives none back; the name is gone with the transaction. */
const ENTER_ORGS = `select where set_config('countersign.orgs', $1, true) is null`;
const STATEMENT = 'enter_orgs';

/** Prepares a new connection for `QueryWithinOrgs`; a statement like any other. */
export const PREPARE_ENTERING: QueryConfig = { name: STATEMENT, text: ENTER_ORGS, values: ['{}'] };

/** What pg's own query does when it is sent and when a statement of it is done. */
interface SentQuery extends Submittable {
  prepare(connection: SentOver): void;
  handleCommandComplete(message: unknown, connection: SentOver): void;
}

/** Of pg's connection: messages of the extended protocol. */
type SentOver = Omit<Connection, 'bind' | 'execute'> & {
  bind(message: { readonly statement: string; readonly values: readonly string[] }): void;
  execute(message: object): void;
};

const PgQuery = Query as unknown as new (config: QueryConfig) => SentQuery;

/**
 * A statement that names the orgs whose rows it may see. Two statements go out together, before the one Sync that ends both: PostgreSQL
 * runs them as one transaction, in one round trip, and what the first one set ends with it. Whoever has the connection next starts
 * with nothing, whatever became of this one.
 */
export class QueryWithinOrgs extends PgQuery {
  private hasEntered = false;

  constructor(
    private readonly orgIds: readonly number[],
    config: QueryConfig,
  ) {
    super({ ...config, queryMode: 'extended' } as QueryConfig);
  }

  override prepare(connection: SentOver): void {
    connection.bind({ statement: STATEMENT, values: [`{${this.orgIds.join(',')}}`] });
    connection.execute({});
    super.prepare(connection);
  }

  override handleCommandComplete(message: unknown, connection: SentOver): void {
    if (this.hasEntered) super.handleCommandComplete(message, connection);
    this.hasEntered = true;
  }
}
